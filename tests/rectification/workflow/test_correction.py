"""What an item says can be put right, by those who do not answer for it, and the old words stay in the history."""

from datetime import timedelta

import pytest

from accounts.states import OrganizationKind, Role
from core import clock
from rectification.models import Item
from rectification.services.correction import correct
from rectification.workflow import NotAllowedError, WorkflowError, WrongStateError
from tests.factories import ItemFactory, OrganizationFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_a_correction_keeps_the_old_words_and_the_reason():
    item = ItemFactory(rectifying=True)
    said = item.finding.description

    correct(
        item.pk, actor=item.people["head"], version=item.version, reason="笔误", description="新的表述", title="新题"
    )

    entry = item.history.last()
    assert (entry.transition, entry.reason) == ("correct", "笔误")
    assert entry.given["was"] == {"description": said, "title": item.title}
    assert entry.after == {"title": "新题"}
    assert Item.objects.get(pk=item.pk).finding.description == "新的表述"


def test_the_department_that_answers_does_not_correct_its_own_item():
    bureau = OrganizationFactory(kind=OrganizationKind.DEPARTMENT)
    item = ItemFactory(plan_review=True, major=True, lead_organization=bureau)
    officer = UserFactory(role=Role.DEPARTMENT, organization=bureau)

    with pytest.raises(NotAllowedError):
        correct(item.pk, actor=officer, version=item.version, reason="降级", level="GENERAL")

    item.refresh_from_db()
    assert item.is_major


def test_the_level_is_not_changed_once_the_signatures_are_known():
    item = ItemFactory(awaiting_sign_off=True, major=True)

    with pytest.raises(WrongStateError) as refusal:
        correct(item.pk, actor=item.people["coordinator"], version=item.version, reason="降级", level="GENERAL")

    assert refusal.value.field == "level"
    assert Item.objects.get(pk=item.pk).is_major


@pytest.mark.parametrize("days", [1, 16], ids=["in the future", "after the deadline"])
def test_the_day_of_the_finding_stays_possible(days):
    item = ItemFactory(rectifying=True)
    day = clock.today() + timedelta(days=days)

    with pytest.raises(WorkflowError) as refusal:
        correct(item.pk, actor=item.people["coordinator"], version=item.version, reason="笔误", found_on=day)

    assert refusal.value.field == "found_on"


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_correction_needs_a_reason(reason):
    item = ItemFactory(rectifying=True)

    with pytest.raises(WorkflowError) as refusal:
        correct(item.pk, actor=item.people["coordinator"], version=item.version, reason=reason, title="新题")

    assert refusal.value.field == "reason"
    assert item.history.last().transition != "correct"
