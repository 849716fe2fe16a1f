"""复查期限 (D03): the reviewers' unit is reminded, page and desk show the day."""

from datetime import timedelta

import pytest

from notices.models import Notice
from rectification.models import Item
from supervision.services.reminding import send_due_reminders
from tests.factories import ItemFactory
from tests.supervision.reminders.days import TUESDAY, told

pytestmark = pytest.mark.usefixtures("tuesday")


def asked(days_ago):
    """An item whose re-inspection was asked for some days ago, assigned by the inspectors' department."""
    item = ItemFactory(under_review=True, due_in=60)
    bureau = item.people["inspector"].organization
    Item.objects.filter(pk=item.pk).update(
        submitted_on=TUESDAY - timedelta(days=days_ago), assigned_by_organization=bureau
    )
    return item


@pytest.mark.parametrize(
    ("days_ago", "rules"),
    [
        (0, []),
        (6, []),
        (7, ["recheck-3"]),
        (9, ["recheck-3"]),
        (10, ["recheck-0"]),
        (13, ["recheck-overdue"]),
        (90, ["recheck-overdue"]),
    ],
)
def test_the_reviewers_unit_is_reminded(days_ago, rules):
    item = asked(days_ago)

    send_due_reminders(TUESDAY)

    assert told(item.people["inspector"]) == rules
    assert told(item.people["enterprise"]) == []


def test_each_stage_is_told_once_a_request():
    item = asked(10)

    for _run in range(2):
        send_due_reminders(TUESDAY)

    assert Notice.objects.filter(recipient=item.people["inspector"], rule="recheck-0").count() == 1


def test_the_office_that_assigned_is_reminded_where_no_department_did():
    item = ItemFactory(under_review=True, due_in=60)
    Item.objects.filter(pk=item.pk).update(submitted_on=TUESDAY - timedelta(days=10))

    send_due_reminders(TUESDAY)

    assert "recheck-0" in told(item.people["coordinator"])


def test_the_item_page_shows_the_day_and_that_it_has_passed(visit):
    item = asked(20)

    page = visit(item.people["inspector"]).get(item.get_absolute_url())

    # The tenth day is a Saturday, so the Monday after it.
    assert page.context["recheck"].day == TUESDAY - timedelta(days=8)
    assert page.context["recheck"].is_late


def test_the_desk_line_of_a_reviewer_shows_it(visit):
    item = asked(2)

    page = visit(item.people["inspector"]).get("/")

    [line] = [line for line in page.context["items"] if line.pk == item.pk]
    assert line.recheck.day == TUESDAY + timedelta(days=8)
