"""Answers on a visit: by whom, when, once each; what is not met becomes a finding of the visit; signatures."""

import io
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from accounts.states import Role
from checklists.models import ItemAnswer, Signature
from checklists.services import answering, asking, proposing, signing
from checklists.services.answering import Given
from core import clock
from core.errors import DomainError, NotAllowedError, WrongStateError
from core.models import Attachment
from inspections.services.recording import SourceGiven
from inspections.states import Level
from law.models import Basis
from rectification.services.registration import ItemGiven
from tests.checklists.made import answered, edition_in_use, visit_under_way
from tests.factories import AttachmentFactory, UserFactory, VisitFactory
from visits.states import VisitState

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return UserFactory(role=Role.INSPECTOR)


@pytest.fixture
def edition():
    return edition_in_use()


@pytest.fixture
def visit(officer):
    return visit_under_way(officer)


def answer(visit, said="MET", note="", code="SAF01", **more):
    actor = more.pop("actor", visit.drafted_by)
    return answering.answer(visit, "SAF", code, Given(said, note, **more), actor=actor)


def test_an_answer_counts_and_answering_otherwise_is_told_to_the_log(visit, edition):
    answer(visit)
    answer(visit)
    again = answer(visit, "UNMET", "证书过期")

    assert ItemAnswer.objects.get() == again
    assert (again.said, again.note, again.version) == ("UNMET", "证书过期", 2)
    sheet = asking.sheet_of(visit, "SAF")
    assert (sheet.answered, sheet.unmet, sheet.number) == (1, 1, 3)
    assert sheet.open_line.question.code == "SAF09"


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.DEPARTMENT, Role.INSPECTOR, Role.PARK])
def test_only_the_officers_of_the_body_answer(visit, edition, role):
    with pytest.raises(NotAllowedError):
        answer(visit, actor=UserFactory(role=role))

    assert not ItemAnswer.objects.exists()


@pytest.mark.parametrize("state", [VisitState.APPROVED, VisitState.CLOSED, VisitState.CANCELLED])
def test_answers_are_given_while_the_team_is_there_or_the_result_is_not_told(visit, edition, state):
    visit.state = state

    with pytest.raises(NotAllowedError):
        answer(visit)


def test_what_is_not_applicable_says_why(visit, edition):
    with pytest.raises(DomainError) as refused:
        answer(visit, "NONE", "  ")

    assert refused.value.field == "note"
    assert answer(visit, "NONE", "无此设施").said == "NONE"


def test_an_item_that_has_ended_by_the_day_of_the_visit_is_not_asked(visit, edition):
    edition.questions.filter(code="SAF01").update(valid_to=visit.planned_on - timedelta(days=1))

    with pytest.raises(DomainError):
        answer(visit)

    assert asking.sheet_of(visit, "SAF").at("SAF01") is None


def test_the_edition_that_was_begun_stays_though_another_one_comes_into_use(visit, edition):
    answer(visit)
    edition_in_use(edition.drafted_by, number=2, valid_from=visit.planned_on)

    answer(visit, code="SAF09")

    assert asking.sheet_of(visit, "SAF").edition == edition
    assert asking.sheet_of(visit, "SAF").answered == 2


def test_the_last_answer_is_that_of_the_latest_other_visit_of_the_plant(visit, edition):
    for ago, said in ((200, "UNMET"), (100, "MET")):
        former = VisitFactory(left=True, enterprise=visit.enterprise, planned_on=visit.planned_on - timedelta(ago))
        answered(former, edition, said=said, answered_at=clock.now() - timedelta(ago))
    answered(VisitFactory(left=True), edition, said="UNMET", answered_at=clock.now())

    line = asking.sheet_of(visit, "SAF").at("SAF01")

    assert (line.answer, line.last.said) == (None, "MET")


def test_what_a_device_wrote_down_earlier_changes_nothing(visit, edition):
    now, token = clock.now(), uuid4()
    answer(visit, "UNMET", token=token, written_at=now)

    answer(visit, "MET", token=uuid4(), written_at=now - timedelta(minutes=1))
    assert ItemAnswer.objects.get().said == "UNMET"
    answer(visit, "MET", token=uuid4(), written_at=now + timedelta(minutes=1))
    assert ItemAnswer.objects.get().said == "MET"


def test_photos_hang_at_the_answer_and_prove_nothing_else(visit, edition, officer):
    photo = AttachmentFactory(uploader=officer)
    made = answer(visit, photos=[photo])

    assert [each.attachment for each in made.photos.all()] == [photo]
    with pytest.raises(DomainError):
        answer(visit, code="SAF09", photos=[photo])
    assert not ItemAnswer.objects.filter(question__code="SAF09").exists()


def given(visit, **more):
    said = {
        "title": "报警器失效",
        "description": "报警器失效",
        "found_on": visit.planned_on,
        "enterprise": visit.enterprise,
    }
    return ItemGiven(sources=(SourceGiven(kind="COUNTY_CHECK", wording="x", found_on=visit.planned_on),), **said | more)


def test_the_problem_of_an_item_that_is_not_met_is_one_of_the_visit_and_of_the_answer(visit, edition, officer):
    made = answer(visit, "UNMET")

    item = answering.register(made, given(visit), actor=officer)

    made.refresh_from_db()
    assert made.finding == item.finding
    assert item.finding.of_visit.visit == visit
    with pytest.raises(WrongStateError):
        answering.register(made, given(visit), actor=officer)
    with pytest.raises(WrongStateError):
        answer(visit, "MET")


def test_of_what_is_met_no_problem_is_registered(visit, edition, officer):
    made = answer(visit, "MET")

    with pytest.raises(WrongStateError):
        answering.register(made, given(visit), actor=officer)


BEFORE, SINCE = date(2026, 9, 29), date(2026, 9, 30)


def test_a_problem_is_proposed_as_major_by_the_criterion_of_the_day_with_its_clause(edition):
    question = edition.questions.get(code="SAF09")
    Basis.objects.filter(subject_code="MC5_4_2").update(reviewed_by="顾明远", reviewed_on=SINCE)

    old, new = proposing.proposal(question, BEFORE), proposing.proposal(question, SINCE)

    assert (old.level, [each.pk for each in old.criteria]) == (Level.MAJOR, ["MAH12"])
    assert (new.level, new.criterion.pk) == (Level.MAJOR, "MC5_4_2")
    assert new.category.pk == "C06"
    assert {basis.subject_code for basis in new.bases} <= {"SAF09"}
    assert all(basis.is_in_force(SINCE) and basis.is_reviewed for basis in new.bases)


def test_a_criterion_whose_clause_nobody_has_read_is_named_and_not_chosen(edition):
    proposed = proposing.proposal(edition.questions.get(code="SAF09"), SINCE)

    assert (proposed.criterion, proposed.level) == (None, Level.MAJOR)
    assert [each.pk for each in proposed.criteria] == ["MC5_4_2"]


def test_without_a_criterion_it_is_general_in_the_words_of_the_item_or_of_the_note(edition):
    question = edition.questions.get(code="SAF15")

    assert proposing.proposal(question, SINCE).level == Level.GENERAL
    assert proposing.proposal(question, SINCE).description == f"不符合检查要求：{question.name_zh}"
    assert proposing.proposal(question, SINCE, "消防泵锈死").description == "消防泵锈死"


def drawing():
    out = io.BytesIO()
    Image.new("RGB", (60, 20), "white").save(out, "PNG")
    return ContentFile(out.getvalue(), name="签名.png")


def signed(visit, officer=None, **more):
    said = {"name": "郑国强", "answers_sha256": asking.hash_on(visit), "officer": officer}
    return signing.sign(visit, signing.Given(**said | more), actor=visit.drafted_by)


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def test_who_signed_what_is_told_until_an_answer_changes(visit, edition, media):
    answer(visit)
    first = visit.officers.first()
    signed(visit, first, picture=drawing())

    signers = signing.signers_of(visit)
    assert [(each.name, bool(each.signature), each.is_present) for each in signers[:1]] == [(first.name, True, True)]
    assert [each.signature for each in signers[1:]] == [None] * 3, "who did not sign has not signed"
    answer(visit, "UNMET")
    assert signing.signers_of(visit)[0].is_present is False


def test_a_plant_that_refuses_is_noted_with_the_reason_and_without_a_picture(visit, edition, media):
    with pytest.raises(DomainError):
        signed(visit, is_refused=True, picture=drawing())

    kept = signed(visit, is_refused=True, note="有异议", picture=drawing())

    assert (kept.picture, kept.is_refused, kept.name) == (None, True, "郑国强")
    assert Attachment.objects.count() == 0


def test_nothing_drawn_needs_a_reason_and_an_officer_is_of_the_team(visit, edition, media):
    with pytest.raises(DomainError):
        signed(visit)
    with pytest.raises(DomainError):
        signed(visit, VisitFactory().officers.first(), picture=drawing())
    with pytest.raises(NotAllowedError):
        signing.sign(visit, signing.Given("x", "0" * 64, note="x"), actor=UserFactory(role=Role.INSPECTOR))

    assert not Signature.objects.exists()
    assert signed(visit, note="手部受伤,口头确认").note == "手部受伤,口头确认"


def test_a_signature_that_a_device_sends_again_is_kept_once(visit, edition, media):
    token = uuid4()

    first, second = (signed(visit, picture=drawing(), token=token) for _time in range(2))

    assert first == second
    assert Attachment.objects.count() == 1


def test_without_a_note_a_finding_says_that_the_requirement_is_not_met(visit, edition):
    proposed = proposing.proposal(edition.questions.get(code="SAF01"), visit.planned_on)

    assert proposed.description == "不符合检查要求：安全生产许可证在有效期内"


def test_the_words_of_the_requirement_alone_are_no_problem(visit, edition, officer):
    made = answer(visit, "UNMET")

    with pytest.raises(DomainError) as refused:
        answering.register(made, given(visit, description="安全生产许可证在有效期内。"), actor=officer)

    assert refused.value.field == "description"


def test_the_last_answer_is_none_of_a_later_visit(visit, edition):
    later = VisitFactory(left=True, enterprise=visit.enterprise, planned_on=visit.planned_on + timedelta(62))
    answered(later, edition, said="UNMET")

    assert asking.sheet_of(visit, "SAF").at("SAF01").last is None


@pytest.mark.parametrize(
    ("state", "said"),
    [(VisitState.CLOSED, "检查结果已告知"), (VisitState.CANCELLED, "已取消"), (VisitState.APPROVED, "尚未入企")],
)
def test_whoever_comes_at_the_wrong_time_is_told_so(visit, edition, state, said):
    visit.state = state

    with pytest.raises(NotAllowedError, match=said):
        answer(visit)
