"""What a secretary changed in the papers of a demonstration county: each kind of it, over every kind of paper."""

import re
import shutil
from datetime import date, timedelta

import pytest
from django.db import transaction

from core import clock
from core.errors import WorkflowError
from documents.blocks import Paragraph, Table
from documents.rules.office_words import in_two_lines
from inspections.models import Finding, FindingSource
from inspections.states import SourceKind
from law.services import repealed
from rectification.models import Item, ListedSupervision
from rectification.rules import hazards
from rectification.services import advance, recording
from rectification.services.sources import add_sources
from rectification.states import State
from reports.services import building, ledger_chapters
from reports.services.circulars import _this_moment
from reports.services.drafted_chapters import _by_unit, _leads
from reports.services.writing import document_of
from supervision.models import SupervisionLetter
from supervision.services import letters, removing
from supervision.services.item_facts import facts_of
from supervision.services.letter_documents import document_of as letter_of
from supervision.services.letters import LetterGiven
from tests.factories import ItemFactory, fit_for_listing
from tests.reports.conftest import OCTOBER, on
from tests.reports.papers import KINDS, REPORTS, County, Paper
from tests.reports.test_chapters import text_of
from tests.reports.test_papers import CUT_OFF, said, tables

pytestmark = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler-utils is not installed")
CHINESE = r"[\u4e00-\u9fff《》“”（）]"
KEYBOARD_MARK = re.compile(rf"{CHINESE}[,;:?!(]|[,;:?!)]{CHINESE}(?<!\d)")
PART_THAT_IS_ALL = re.compile(r"(\d+)(条|家|个)，其中[^，；。、\d]*\1\2(?=[，；。])")
ASKED = re.compile(r"前书面(向我(?:局|分局|办|县|委|单位))?")


@pytest.fixture(scope="module")
def county(django_db_setup, django_db_blocker):
    """Made once for all tests of the module, and taken back at its end."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = County()
        made.made = {kind: Paper(kind, document) for kind, document in made.papers()}
        yield made
        transaction.set_rollback(True)


@pytest.fixture(params=KINDS)
def paper(request, county):
    return county.made[request.param]


def paragraphs(document):
    return ["".join(map(said, block.runs)) for block in document.all_blocks if isinstance(block, Paragraph)]


def test_what_was_typed_has_the_marks_of_a_document(paper):
    for form, text in paper.forms.items():
        assert KEYBOARD_MARK.findall(text) == [], form


def test_a_part_that_is_the_whole_is_no_part(paper):
    for text in paragraphs(paper.document):
        assert PART_THAT_IS_ALL.search(text) is None, text


def test_what_cannot_be_compared_is_said_once(county):
    for kind in REPORTS:
        for form, text in county.made[kind].forms.items():
            assert text.count("同比无可比数据") == 1, form
            assert "因无上年同期数据，各项指标同比无可比数据。" in text, form


def test_the_cut_off_is_said_once(paper):
    times = {"CIRCULAR": 1, "PROOF": 1, "LIST_ANSWER": 1, **dict.fromkeys(REPORTS, 1)}.get(paper.kind, 0)

    for form, text in paper.forms.items():
        assert len(CUT_OFF.findall(text)) == times, form


def test_each_table_is_named_in_the_text_and_says_its_unit(county):
    for kind in REPORTS:
        document = county.made[kind].document
        named = set()
        for text in paragraphs(document):
            for first, last in re.findall(r"表(\d+)(?:至表(\d+))?", text):
                named.update(range(int(first), int(last or first) + 1))

        captions = [table.caption for table in tables(document) if table.caption]
        assert named == set(range(1, len(captions) + 1)), kind
        assert all("单位：条" in caption or "基础设施" in caption for caption in captions), kind


def test_the_higher_body_and_the_graver_hazard_stand_first(county):
    document = county.made["report"].document
    by_source, by_level = (next(t for t in tables(document) if word in t.caption) for word in ("按来源", "按级别"))

    assert [said(row[0]) for row in by_source.rows] == ["省级反馈", "县级检查发现", "合计"]
    assert [said(row[0]) for row in by_level.rows] == ["重大隐患", "一般隐患", "合计"]


def test_the_states_of_the_enterprises_add_up(county):
    for text in county.made["report"].forms.values():
        whole, parts = re.search(r"在册企业(\d+)家，(?:其中)?([^；。]*)", text).groups()
        counted = [int(count) for count in re.findall(r"(\d+)家", parts)]
        assert not counted or sum(counted) == int(whole)


def test_a_correction_names_what_it_corrects(county):
    number = county.report.number

    for text in county.made["report-correction"].forms.values():
        assert f"本报告更正2026年11月1日印发的{number}报告" in text
        assert "监管情况的报告（更正）" in text


def test_who_asks_says_to_whom_the_answer_goes(paper):
    for form, text in paper.forms.items():
        assert all(ASKED.findall(text)), form


def test_a_reminder_of_which_nothing_is_on_record_is_not_denied(paper):
    for form, text in paper.forms.items():
        assert "未提醒" not in text, form


def test_a_listing_rests_on_its_article_and_asks_for_what_is_not_there_yet(county):
    for text in county.made["LISTING"].forms.values():
        assert "根据《中华人民共和国安全生产法》第四十一条第三款规定" in text
        assert "治理进展情况" in text
        assert "报送治理方案" not in text


def test_a_removal_speaks_of_us_and_of_you(county):
    notice = county.notice.number

    for text in county.made["REMOVAL"].forms.values():
        assert f"于2026年11月3日以《重大事故隐患挂牌督办通知书》（{notice}）对你单位" in text
        assert text.count(county.plant.name) == 1


def test_a_talk_says_when_where_and_who(county):
    for text in county.made["TALK"].forms.values():
        assert re.search(r"约谈时间：2026年11月12日（星期四）\d+时(?:\d+分)?；地点：县政府三楼会议室；", text)
        assert "；约谈人：副县长沈志远。" in text


@pytest.fixture
def listed(db):
    """A major item fit for listing; `issue` lists it with so many days left."""
    item = ItemFactory(rectifying=True, major=True, due_in=60)
    item.actor = fit_for_listing(item)
    return item


def issued(item, days, **given):
    Item.objects.filter(pk=item.pk).update(deadline=clock.today() + timedelta(days=days))
    fresh = Item.objects.get(pk=item.pk)
    given = LetterGiven(requirement="限期治理", **given)
    return letters.issue("LISTING", [fresh], actor=item.actor, given=given)


@pytest.mark.parametrize("days", [1, 3, 60])
def test_nothing_of_a_listing_lies_after_its_limit(listed, days):
    letter = issued(listed, days)
    limit = letter.frozen["items"][0]["deadline"]

    assert letter.frozen["answer_by"] <= limit
    assert letter.frozen["listing"]["publish_by"] <= limit


def test_an_answer_after_the_limit_of_a_listing_is_refused(listed):
    with pytest.raises(WorkflowError, match="督办期限"):
        issued(listed, 3, answer_by=clock.today() + timedelta(days=20))

    assert not SupervisionLetter.objects.exists()


@pytest.mark.parametrize(
    ("basis", "on", "ended"),
    [
        ("《固体废物污染环境防治法》第七十九条", date(2026, 8, 15), "固体废物污染环境防治法"),
        ("《中华人民共和国水污染防治法》第三十九条", date(2026, 8, 15), "水污染防治法"),
        ("《大气污染防治法(2018年修正)》第四十五条", date(2026, 9, 1), "大气污染防治法"),
        ("安监总管三[2017]121号第五项", date(2026, 9, 30), "121号"),
        ("《固体废物污染环境防治法》第七十九条", date(2026, 8, 14), None),
        ("《生态环境法典》第一百零六条", date(2026, 11, 28), None),
        ("AQ 3067—2026第5.5.7项", date(2026, 11, 28), None),
    ],
)
def test_what_is_no_longer_in_force_is_known(basis, on, ended):
    found = repealed.named_in(basis, on)

    assert (found and found.brief) == ended


def test_no_listing_rests_on_what_is_no_longer_in_force(listed):
    Finding.objects.filter(item=listed).update(legal_basis="《固体废物污染环境防治法》第七十九条")

    with clock.at(clock.start_of(date(2026, 11, 2))), pytest.raises(WorkflowError, match="已不再有效"):
        issued(listed, 30)


def sign_off(item, *, actor):
    """The end of a way that other tests walk step by step."""
    from_state, before = item.state, recording.snapshot(item)
    item.move_to(State.CLOSED)
    item.closed_at, item.passed_on, item.version = clock.now(), clock.today(), item.version + 1
    item.save()
    recording.record(item, "sign-off", actor, from_state=from_state, before=before, given={})


def test_an_item_that_was_listed_without_a_notice_is_taken_off_on_paper(listed):
    item = Item.objects.get(pk=listed.pk)
    advance(item.pk, "supervise", actor=listed.actor, version=item.version, level="LISTED", reason="重大隐患")
    sign_off(Item.objects.get(pk=item.pk), actor=listed.actor)
    listing = ListedSupervision.objects.get(item=item)

    letter = removing.remove(listing.pk, actor=listed.actor, look_back_on=clock.today() + timedelta(days=90))

    text = "".join(letter_of(letter.paper).plain_texts())
    assert re.search(r"我局于\d{4}年\d+月\d+日对你单位“", text)


@pytest.mark.django_db
@pytest.mark.parametrize(("kind", "said"), [(None, "已督办"), ("SUPERVISION", "已发督办函"), ("TALK", "已发约谈通知")])
def test_a_letter_is_told_of_only_where_one_was_sent(kind, said):
    item = ItemFactory(rectifying=True, overdue=True)
    actor = item.people["coordinator"]
    advance(item.pk, "supervise", actor=actor, version=item.version, level="SUPERVISED", reason="逾期")
    if kind:
        talk = {"talk_at": clock.now() + timedelta(days=9), "talk_place": "县政府"}
        letters.issue(kind, [Item.objects.get(pk=item.pk)], actor=actor, given=LetterGiven("说明", **talk))

    (facts,) = facts_of([item.pk], _this_moment()).values()

    assert facts["progress"] == f"正在整改；{said}"


@pytest.mark.django_db
def test_a_problem_of_two_superiors_is_one_in_the_sum():
    with on("10-08"):
        item = ItemFactory(rectifying=True, source="PROV_FEEDBACK")
        add_sources(item, [FindingSource(kind=SourceKind.CITY_ASSIGNED)], actor=item.registered_by)
    with on("11-01"):
        report = building.build(OCTOBER, item.enterprise.county)

    (table,) = [block for block in document_of(report).blocks if isinstance(block, Table) and "上级" in block.caption]
    assert [said(run) for run in table.rows[-1]][:3] == ["合计", "", "1"]
    assert table.note.startswith("注：同一问题有多个来源")
    assert "上级反馈、交办问题1条" in text_of(report)


@pytest.mark.parametrize(
    ("units", "words"),
    [
        ("A", "A1条"),
        ("AB", "A、B各1条"),
        ("AAB", "A2条、B1条"),
        ("ABCDEF", "A、B、C、D、E、F各1条"),
        ("ABCDEFGG", "G2条、A1条、B1条、C1条、D1条等7个单位"),
    ],
)
def test_units_are_told_together_and_never_one_alone_left_out(units, words):
    assert _by_unit([{"unit": unit} for unit in units]) == words


def test_the_last_unit_that_is_due_is_named():
    due = [{"unit": unit, "deadline": f"2026-11-0{place}"} for place, unit in enumerate("ABCDEF", 1)]

    assert _leads(due).endswith("F1条，11月6日到期")
    assert _leads([*due, {"unit": "G", "deadline": "2026-11-09"}]).endswith("其余2个单位按各自时限完成")


STRUCK = {
    "a time is 9时, not that of a clock": r"(?<!\d)\d{1,2}:\d\d(?!\d)",
    "late by a day is not late for long": r"长期逾期",
    "an abbreviation that counts has its marks": r"(?<![“”])五落实(?!”)",
    "what is urged is the rectification": r"抓好下月到期问题。|督促当月到期未完成的问题。",
    "a standard has a title": r"(?<!（)AQ ?3067",
    "each of two days has its year where it differs": r"2026年\d+月\d+日、2026年",
    "nothing is said twice": r"(问题|情况|整改|隐患)\1",
}


@pytest.mark.parametrize("reason", STRUCK)
def test_nothing_of_what_was_struck_is_left(paper, reason):
    for form, text in paper.forms.items():
        assert re.search(STRUCK[reason], text) is None, form


@pytest.mark.parametrize(
    ("person", "lines"),
    [
        ("副县长沈志远", "副县长\n沈志远"),
        ("安全环保部部长林雪康", "安全环保部部长\n林雪康"),
        ("主任马志强", "主任\n马志强"),
        ("管明远", "管明远"),
        ("李某", "李某"),
        ("总经理张三，副总李四", "总经理张三，副总李四"),
    ],
)
def test_neither_post_nor_name_is_cut_in_a_narrow_column(person, lines):
    assert in_two_lines(person) == lines


@pytest.mark.parametrize(
    ("bases", "kind"),
    [
        (["AQ 3067—2026第5.5.7项"], "重大事故隐患"),
        (["《中华人民共和国安全生产法》第三十六条"], "重大事故隐患"),
        (["《生态环境法典》第五百三十六条第一款"], "重大生态环境隐患"),
        (["《生态环境法典》第五百三十六条第一款", "AQ 3067—2026第5.5.7项"], "重大隐患"),
    ],
)
def test_the_safety_law_lists_accident_hazards_alone(bases, kind):
    assert hazards.kind_of(bases) == kind


def test_a_hazard_to_the_environment_is_not_listed_by_the_safety_law(listed):
    Finding.objects.filter(item=listed).update(legal_basis="《生态环境法典》第五百三十六条第一款")
    letter = issued(listed, 30)

    text = "".join(letter_of(letter.paper).plain_texts())
    assert letter_of(letter.paper).title == "重大生态环境隐患挂牌督办通知书"
    assert "经研究，决定对你单位负责治理的1项重大生态环境隐患实行挂牌督办" in text
    assert "安全生产法" not in text
    assert "事故隐患" not in text


def test_lists_that_are_all_done_are_said_to_be():
    assert ledger_chapters._by_state({"done": 21, "on_schedule": 0, "behind": 0}) == ["，均已完成"]
    runs = ledger_chapters._by_state({"done": 20, "on_schedule": 0, "behind": 1})
    assert "".join(map(said, runs)) == "，已完成20条，未达到序时进度1条"


def test_there_is_no_sum_of_the_longest_delays(county):
    (table,) = [table for table in tables(county.made["CIRCULAR"].document) if "最长逾期（天）" in str(table.columns)]

    assert [said(run) for run in table.rows[-1]][::2] == ["合计", "—"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("handed_in", "said"),
    [(0, "至今未完成整改，现"), (1, "（其中1项已申请复查，尚未复查），现"), (2, "整改（已申请复查，尚未复查），现")],
)
def test_what_was_handed_in_late_is_not_said_to_be_left_undone(handed_in, said):
    items = [ItemFactory(overdue=True, rectifying=True) for _each in range(2)]
    actor = items[0].people["coordinator"]
    for item in items[:handed_in]:
        item.state = State.UNDER_REVIEW

    letter = letters.issue("SUPERVISION", items, actor=actor, given=LetterGiven("请说明。"))

    assert said in letter.frozen["opening"]
