"""Who is reminded of which deadline, and how often."""

from datetime import timedelta
from itertools import pairwise

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.states import OrganizationKind, Role
from inspections.states import UndatedKind
from notices.models import Notice
from notices.services.notices import insert_new
from rectification.models import Item
from rectification.services import advance
from supervision.rules.reminders import CONFIRMATION, DUE, OVERDUE
from supervision.services.reminder_rows import rows_of_day
from supervision.services.reminding import send_due_reminders
from tests.factories import ItemFactory, OrganizationFactory, UserFactory
from tests.supervision.reminders.days import MONDAY, TUESDAY, later, told

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tuesday")]


@pytest.mark.parametrize(
    ("days_to_go", "rules"),
    [
        (8, []),
        (7, ["due-7"]),
        (4, ["due-7"]),
        (3, ["due-3"]),
        (1, ["due-1"]),
        (0, ["due-0"]),
        (-1, ["overdue-1"]),
        (-2, ["overdue-1"]),
        (-3, ["overdue-3"]),
        (-7, ["overdue-7"]),
        (-15, ["overdue-15"]),
        (-29, ["overdue-15"]),
    ],
)
def test_the_unit_that_answers_is_told_by_the_stage_the_item_is_in(days_to_go, rules):
    item = ItemFactory(rectifying=True, due_in=days_to_go)

    send_due_reminders(TUESDAY)

    assert told(item.people["enterprise"]) == rules


@pytest.mark.parametrize(
    ("days_late", "rule"), [(30, "overdue-30"), (59, "overdue-30"), (60, "overdue-60"), (400, "overdue-60")]
)
def test_long_overdue_items_have_stages_too(days_late, rule):
    item = ItemFactory(rectifying=True, due_in=0)

    send_due_reminders(later(days_late))

    assert rule in told(item.people["enterprise"])


def test_from_day_to_day_each_stage_is_told_once():
    item = ItemFactory(rectifying=True, due_in=10)

    for days in range(72):
        send_due_reminders(later(days))

    rules = [rule for rule in told(item.people["enterprise"]) if rule != "overdue-weekly"]
    assert rules == [stage.rule for stage in (*DUE, *OVERDUE)]


@pytest.mark.parametrize("stages", [(*DUE, *OVERDUE), CONFIRMATION], ids=["deadline", "confirmation"])
def test_stages_follow_each_other_without_gap_or_overlap(stages):
    for earlier, later_one in pairwise(stages):
        assert earlier.last + 1 == later_one.first
    assert stages[-1].last is None


def test_whoever_assigned_is_told_of_what_is_late_but_not_of_what_is_due():
    item = ItemFactory(rectifying=True, due_in=0)
    coordinator = item.people["coordinator"]

    send_due_reminders(TUESDAY)
    before = told(coordinator)
    send_due_reminders(later(1))

    assert before == []
    assert told(coordinator) == ["overdue-1"]


def test_an_item_that_is_waiting_for_its_review_in_time_is_nobodys_debt():
    item = ItemFactory(under_review=True, due_in=2)

    send_due_reminders(later(5))

    assert told(item.people["enterprise"]) == []
    assert told(item.people["coordinator"]) == []


def test_a_late_request_is_the_assigners_debt_alone():
    item = ItemFactory(under_review=True, due_in=-3)

    send_due_reminders(TUESDAY)

    assert told(item.people["enterprise"]) == []
    assert told(item.people["coordinator"]) == ["overdue-3"]


@pytest.mark.parametrize("trait", ["awaiting_sign_off", "closed"])
def test_what_has_passed_reminds_nobody(trait):
    ItemFactory(**{trait: True}, due_in=-3)

    reminded = send_due_reminders(TUESDAY)

    assert (reminded.due, reminded.overdue, reminded.created) == (0, 0, 0)


def test_before_it_is_assigned_the_coordinators_are_told_and_not_the_proposed_unit():
    item = ItemFactory()
    Item.objects.filter(pk=item.pk).update(deadline=later(1), lead_organization=item.enterprise.organization)

    send_due_reminders(TUESDAY)

    assert told(item.people["coordinator"]) == ["due-1"]
    assert told(item.people["enterprise"]) == []


def test_strangers_and_those_who_left_are_not_told():
    item = ItemFactory(rectifying=True, overdue=True)
    stranger = UserFactory(role=Role.ENTERPRISE, organization=OrganizationFactory(kind=OrganizationKind.ENTERPRISE))
    gone = UserFactory(role=Role.ENTERPRISE, organization=item.lead_organization, is_active=False)
    inspector = item.people["inspector"]

    send_due_reminders(TUESDAY)

    assert [told(person) for person in (stranger, gone, inspector)] == [[], [], []]
    assert told(item.people["enterprise"]) == ["overdue-3"]


def test_a_new_deadline_is_reminded_of_anew():
    item = ItemFactory(rectifying=True, due_in=3)
    send_due_reminders(TUESDAY)
    unit, coordinator = item.people["enterprise"], item.people["coordinator"]
    new = {"deadline": later(6), "reason": "备件未到", "interim_measures": "停用"}
    item = advance(item.pk, "extend", actor=unit, version=item.version, **new)
    advance(item.pk, "decide-extension", actor=coordinator, version=item.version, granted=True, opinion="同意")

    send_due_reminders(later(3))

    told_of = Notice.objects.filter(recipient=unit, is_reminder=True).order_by("pk").values_list("rule", "day")
    assert list(told_of) == [("due-3", later(3)), ("due-1", later(6))]


def test_what_comes_due_on_or_right_after_days_off_is_told_on_the_last_working_day_before():
    friday, saturday, monday, tuesday = later(3), later(4), later(6), later(7)
    on_days_off, after_them, later_on = (ItemFactory(rectifying=True, due_in=days) for days in (4, 6, 7))

    send_due_reminders(friday)

    rules = {item.deadline: told(item.people["enterprise"]) for item in (on_days_off, after_them, later_on)}
    assert rules == {saturday: ["due-1"], monday: ["due-1"], tuesday: ["due-3"]}


def test_the_periodic_confirmation_is_reminded_of():
    item = ItemFactory(rectifying=True, undated_kind=UndatedKind.LONG_TERM)
    due = item.next_confirmation_on

    for day in (due - timedelta(days=1), due, due + timedelta(days=1), due + timedelta(days=7)):
        send_due_reminders(day)

    assert told(item.people["enterprise"]) == ["confirmation-0", "confirmation-7"]
    assert told(item.people["coordinator"]) == ["confirmation-7"]


def test_mondays_bring_one_line_on_all_that_is_late():
    first = ItemFactory(rectifying=True, due_in=-3)
    ItemFactory(rectifying=True, due_in=-8, enterprise=first.enterprise)

    send_due_reminders(MONDAY)

    line = Notice.objects.get(recipient=first.people["enterprise"], rule="overdue-weekly")
    assert line.title == "本周一逾期未完成整改 2 项"


def test_a_reminder_says_which_item_when_and_where():
    item = ItemFactory(rectifying=True, due_in=-3)

    send_due_reminders(TUESDAY)

    notice = Notice.objects.get(recipient=item.people["enterprise"], is_reminder=True)
    assert notice.title == f"{item.number} 已逾期，整改期限 2026年11月21日"
    assert (notice.text, notice.url) == (item.title, item.get_absolute_url())


def test_a_person_is_told_in_the_own_language():
    item = ItemFactory(rectifying=True, due_in=0)
    reader = UserFactory(role=Role.ENTERPRISE, organization=item.lead_organization, language="en")

    send_due_reminders(TUESDAY)

    title = Notice.objects.get(recipient=reader, is_reminder=True).title
    assert title == f"{item.number} is due today, 2026-11-24"


@pytest.mark.req("V13")
def test_a_second_run_creates_and_sends_nothing():
    ItemFactory(rectifying=True, overdue=True)
    first = send_due_reminders(TUESDAY)

    second = send_due_reminders(TUESDAY)

    assert (first.overdue, first.created, first.sent, first.skipped_duplicates) == (1, 3, 3, 0)
    assert (second.overdue, second.created, second.sent, second.skipped_duplicates) == (1, 0, 0, 3)


def test_the_number_of_statements_knows_no_number_of_items():
    enterprise = ItemFactory(rectifying=True, overdue=True).enterprise
    with CaptureQueriesContext(connection) as for_one:
        list(map(insert_new, rows_of_day(MONDAY)))
    for _more in range(5):
        ItemFactory(rectifying=True, overdue=True, enterprise=enterprise)

    with CaptureQueriesContext(connection) as for_six:
        list(map(insert_new, rows_of_day(MONDAY)))

    assert len(for_six) == len(for_one) < 40
