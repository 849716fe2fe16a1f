"""Editions: drawn up from the catalogue or from the last one, changed while a draft, approved by another person."""

from datetime import date, timedelta

import pytest

from accounts.states import Role
from checklists.models import Edition, Question
from checklists.services import editions
from checklists.states import EditionState
from checklists.workflow import EDITIONS
from core import clock
from core.errors import DomainError, NotAllowedError, WrongStateError
from core.models import LogEntry
from core.services.acting import take
from tests.checklists.made import draft_edition, edition_in_use
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def author():
    return UserFactory(role=Role.COORDINATOR)


@pytest.fixture
def other(author):
    return UserFactory(role=Role.COORDINATOR, organization=author.organization)


def test_the_first_edition_has_the_catalogue_with_what_ends_later_and_not_what_has_ended(author):
    made = editions.draw_up("SAF", date(2026, 6, 15), actor=author)

    codes = set(made.questions.values_list("code", flat=True))
    assert {"SAF01", "SAF02", "SAF21"} <= codes
    assert "SAF03" not in codes, "ended in May"
    assert (made.number, made.state) == (1, EditionState.DRAFT)
    assert LogEntry.objects.filter(act="checklist.draw-up").count() == 1


def test_a_further_edition_begins_as_the_one_in_use(author, other):
    last = edition_in_use(author)
    last.questions.filter(code="SAF15").update(name_zh="本县消防检查", is_asked=False)

    made = editions.draw_up("SAF", clock.today(), actor=author)

    assert made.number == 2
    assert list(made.questions.values_list("code", "is_asked")) == [("SAF01", True), ("SAF09", True), ("SAF15", False)]
    assert made.questions.get(code="SAF15").name_zh == "本县消防检查"


def test_two_are_not_drawn_up_at_once(author):
    draft_edition(author)

    with pytest.raises(DomainError) as refused:
        editions.draw_up("SAF", clock.today(), actor=author)

    assert refused.value.field == "kind"
    assert Edition.objects.count() == 1


def test_nobody_approves_the_own_edition(author, other):
    made = draft_edition(author)
    with pytest.raises(NotAllowedError):
        take(EDITIONS, made.pk, "approve", actor=author)

    take(EDITIONS, made.pk, "approve", actor=other)

    made.refresh_from_db()
    assert (made.state, made.decided_by) == (EditionState.APPROVED, other)
    assert made.valid_from == clock.today(), "not from a day that has passed"


def test_what_has_been_approved_never_changes(author):
    question = edition_in_use(author).questions.first()

    with pytest.raises(WrongStateError):
        editions.change(question, actor=author, version=1, values={"name_zh": "别的"})
    with pytest.raises(WrongStateError):
        editions.add(Question(edition=question.edition), actor=author, names=[])

    assert Question.objects.get(pk=question.pk).name_zh == question.name_zh


def test_an_own_item_gets_a_code_of_its_own_and_stands_on_one_before_it(author):
    made = draft_edition(author)
    row = Question(edition=made, position=40, name_zh="夜间值守", category_id="C01", after_code="SAF15")
    row.after_said = "UNMET"

    added = editions.add(row, actor=author, names=["name_zh"])

    assert added.code == "SAFC01"
    with pytest.raises(DomainError) as refused:
        editions.change(added, actor=author, version=1, values={"position": 5})
    assert refused.value.field == "after_code"


def test_the_edition_of_a_day_is_the_latest_that_has_begun(author):
    first = edition_in_use(author)
    second = edition_in_use(author, number=2, valid_from=clock.today())
    edition_in_use(author, number=3, valid_from=clock.today() + timedelta(days=1))
    county = first.county_id

    assert editions.in_force(county, "SAF", clock.today()) == second
    assert editions.in_force(county, "SAF", clock.today() - timedelta(days=1)) == first
    assert editions.in_force(county, "ENV", clock.today()) is None


def test_whoever_has_changed_a_draft_does_not_approve_it(author, other):
    made = draft_edition(author)
    question = made.questions.first()
    editions.change(question, actor=other, version=question.version, values={"name_zh": "许可证有效"})
    with pytest.raises(NotAllowedError):
        take(EDITIONS, made.pk, "approve", actor=other)
    assert not EDITIONS.waiting_for(other).filter(pk=made.pk).exists()

    third = UserFactory(role=Role.COORDINATOR, organization=author.organization)

    assert EDITIONS.waiting_for(third).filter(pk=made.pk).exists()
    assert take(EDITIONS, made.pk, "approve", actor=third).decided_by == third


def test_whoever_has_added_an_item_does_not_approve_it_either(author, other):
    made = draft_edition(author)
    row = Question(edition=made, position=40, name_zh="夜间值守", category_id="C01")
    editions.add(row, actor=other, names=["name_zh"])

    with pytest.raises(NotAllowedError):
        take(EDITIONS, made.pk, "approve", actor=other)


def test_the_state_is_said_by_date_and_one_edition_is_in_use(author):
    for number, days in ((1, -300), (2, -10), (3, 30000)):
        edition_in_use(author, number=number, valid_from=clock.today() + timedelta(days))

    told = [edition.standing for edition in Edition.objects.for_list().order_by("number")]

    assert told == ["已停用", "在用", "尚未施行"]
    assert [edition.standing for edition in Edition.objects.order_by("number")] == told


def test_a_draft_begins_as_the_edition_in_use_and_not_as_one_that_is_to_come(author):
    edition_in_use(author, number=1)
    edition_in_use(author, number=2, valid_from=clock.today() + timedelta(30000)).questions.all().delete()

    assert editions.draw_up("SAF", clock.today(), actor=author).questions.count() == 3
