"""The sent version of a report: read, compared with the issued one, kept; phrases proposed, decided on, written."""

import io
import zipfile

import pytest

from core.errors import DomainError, NotAllowedError, WrongStateError
from core.models import Attachment, LogEntry
from core.rules.months import Month
from core.services.acting import take
from documents.states import FileKind
from reports.models import SentVersion, Wording
from reports.services import building, files, sending
from reports.services.writing import document_of
from reports.states import WordingState
from reports.workflow import WORDINGS
from tests.factories import UserFactory
from tests.reports.conftest import on
from tests.reports.sent import changed, issue, taken_in, uploaded

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _disk(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def issued(report, people):
    with on("11-02"):
        return issue(report, people)


def hand_in(report, people, swaps, who="coordinator"):
    with on("11-03"):
        file = taken_in(changed(report, swaps), people[who])
        return sending.hand_in(report, [file], actor=people[who])


def said_in(report):
    return "\n".join(sending.own_lines(report))


def test_the_same_file_has_no_share(issued, people):
    version = hand_in(issued, people, {})

    assert (version.changed_signs, version.share) == (0, "0%")
    assert version.all_signs > 1000


def test_what_the_office_changed_is_kept_with_its_share_and_its_file(issued, people):
    version = hand_in(issued, people, {"特此报告": "专此报告"})

    assert (version.changed, version.added, version.removed, version.moved) == (1, 0, 0, 0)
    assert version.changed_signs == 2
    assert version.attachment.name == "报告（送出稿）.docx"
    told = LogEntry.objects.get(act="report.sent").after
    assert told == {"changed_signs": 2, "all_signs": version.all_signs, "file": "报告（送出稿）.docx"}


def test_a_second_version_takes_the_place_of_the_first(issued, people):
    hand_in(issued, people, {"特此报告": "专此报告"})

    again = hand_in(issued, people, {})

    assert SentVersion.objects.newest().get() == again
    assert SentVersion.objects.count() == 2


def test_only_of_an_issued_report_there_is_a_sent_version(report, people):
    file = taken_in(files.content_of(report, FileKind.DOCX), people["coordinator"])

    with pytest.raises(WrongStateError):
        sending.hand_in(report, [file], actor=people["coordinator"])

    assert not SentVersion.objects.exists()


def test_the_coordinator_alone_hands_it_in(issued, people):
    file = taken_in(changed(issued, {}), people["superior"])

    with pytest.raises(NotAllowedError):
        sending.hand_in(issued, [file], actor=people["superior"])

    assert not SentVersion.objects.exists()


def with_text(content, text):
    """A Word file whose text is another one."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, text if name == "word/document.xml" else old.read(name))
    return packed.getvalue()


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def paper(*paragraphs):
    return f"<w:document {W}><w:body>{''.join(paragraphs)}</w:body></w:document>".encode()


def test_tracked_changes_are_read_as_accepted(issued, people, tmp_path):
    text = paper(
        "<w:p><w:r><w:t>整改</w:t></w:r><w:del><w:r><w:delText>率</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>完成率</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>移走</w:t></w:r></w:moveFrom></w:p>",
        "<w:p><w:pPr><w:tabs><w:tab/></w:tabs><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>前半</w:t></w:r></w:p>",
        "<w:p><w:r><w:t>后半</w:t><w:tab/><w:t>完</w:t></w:r></w:p>",
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>3</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
    )
    path = tmp_path / "tracked.docx"
    path.write_bytes(with_text(changed(issued, {}), text))

    assert sending.read(str(path)) == ["整改完成率", "前半后半\t完", "甲\t3"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (paper("<w:p><w:r><w:t>" + "长" * 9000 + "</w:t></w:r></w:p>"), "文字过长"),
        (paper("<w:p/>"), "没有文字"),
        (paper("<w:p>" * 600 + "</w:p>" * 600), "损坏"),
        (b"<w:document", "损坏"),
    ],
    ids=["too long", "empty", "too deep", "broken"],
)
def test_what_cannot_be_read_is_refused_in_words(issued, tmp_path, text, told):
    path = tmp_path / "odd.docx"
    path.write_bytes(with_text(changed(issued, {}), text))

    with pytest.raises(DomainError, match=told):
        sending.read(str(path))


def test_a_text_made_to_be_slow_ends(monkeypatch):
    monkeypatch.setattr(sending, "SECONDS", 1)

    with pytest.raises(DomainError, match="过长"):
        sending.compared(["甲乙" * 4000] * 40, ["乙甲甲" * 2600] * 40)


def test_it_is_handed_in_on_its_page_and_shown_there(issued, people, visit):
    path = f"/reports/{issued.pk}/sent/"
    with on("11-03"):
        browser = visit(people["coordinator"])
        answer = browser.post(path, {"files": uploaded(changed(issued, {"特此报告": "专此报告"}))})
        page = browser.get(path).text

    assert answer.status_code == 302
    assert "删去：</span>特</del" in page
    assert "改为：</span>专</ins" in page
    assert "报告（送出稿）.docx" in page


def test_another_sort_of_file_is_refused_on_the_page(issued, people, visit):
    with on("11-03"):
        page = visit(people["coordinator"]).post(
            f"/reports/{issued.pk}/sent/", {"files": uploaded(b"%PDF-1.7 %%EOF", "a.pdf")}
        )

    assert page.status_code == 422
    assert "Word" in page.text
    assert not SentVersion.objects.exists()


def test_the_officials_of_the_county_alone_see_it(issued, people, visit):
    version = hand_in(issued, people, {"特此报告": "专此报告"})
    path = f"/reports/{issued.pk}/sent/"

    assert visit(people["head"]).get(path).status_code == 200
    assert Attachment.objects.visible_to(people["head"]).filter(pk=version.attachment_id).exists()
    for stranger in (people["park"], people["enterprise"]):
        assert visit(stranger).get(path).status_code == 404
        assert not Attachment.objects.visible_to(stranger).filter(pk=version.attachment_id).exists()


@pytest.fixture
def proposed(issued, people, plant):
    """What the office changes alike at three places of a report."""
    word = max(("整改", "问题", "上月"), key=said_in(issued).count)
    hand_in(issued, people, {word: "治理工作" if word == "整改" else "事项"})
    return Wording.objects.order_by("-times").first()


def test_what_is_changed_alike_three_times_is_proposed(proposed):
    assert proposed is not None
    assert proposed.state == WordingState.PROPOSED
    assert proposed.times >= 3
    assert LogEntry.objects.filter(act="wording.propose").exists()


def test_whoever_handed_it_in_does_not_accept_it(proposed, people):
    with pytest.raises(NotAllowedError):
        take(WORDINGS, proposed.pk, "accept", actor=people["coordinator"], version=1)

    proposed.refresh_from_db()
    assert proposed.state == WordingState.PROPOSED


@pytest.fixture
def second(issued):
    return UserFactory(organization=UserFactory._meta.model.objects.get(pk=issued.reviewed_by_id).organization)


def test_accepted_wording_is_written_from_then_on_and_no_more_once_revoked(proposed, issued, second, people, plant):
    before = said_in(issued)
    take(WORDINGS, proposed.pk, "accept", actor=second, version=1)

    with on("12-01"):
        november = building.build(Month.parse("2026-11"), plant.county)
        text = "".join(document_of(november).plain_texts())
        assert proposed.after in text
        take(WORDINGS, proposed.pk, "revoke", actor=people["coordinator"], version=2, reason="不用了")
        again = building.build(Month.parse("2026-11"), plant.county)

    assert proposed.after not in "".join(document_of(again).plain_texts())
    assert again.version == november.version + 1
    assert said_in(issued) == before


def test_declined_wording_is_not_proposed_again(proposed, people, issued):
    take(WORDINGS, proposed.pk, "decline", actor=people["coordinator"], version=1, reason="仅此一次")

    hand_in(issued, people, {"特此报告": "专此报告"})

    proposed.refresh_from_db()
    assert (proposed.state, proposed.reason) == (WordingState.DECLINED, "仅此一次")
    assert Wording.objects.filter(before=proposed.before).count() == 1


def test_a_reason_is_asked_for(proposed, people, visit):
    page = visit(people["coordinator"]).post(f"/reports/wordings/{proposed.pk}/decline/", {"version": 1, "reason": " "})

    assert page.status_code == 422
    proposed.refresh_from_db()
    assert proposed.state == WordingState.PROPOSED


def test_the_wordings_and_the_shares_are_listed(proposed, people, visit):
    browser = visit(people["head"])

    assert proposed.after in browser.get("/reports/wordings/").text
    assert proposed.after in browser.get(f"/reports/wordings/{proposed.pk}/").text
    assert "%" in browser.get("/reports/sent/").text
