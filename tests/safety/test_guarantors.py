"""安全包保: three guarantors answer for a hazard source; when they check it, and what is proposed where they don't."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.states import Role
from core import clock
from core.errors import DomainError
from core.services.editing import NotKeeperError
from notices import clocks
from safety.models import Guarantor, GuarantorCheck, KeyPerson
from safety.rules.guarding import Intervals, due_after, neglected_since
from safety.services import guarding
from tests.factories import HazardSourceFactory, UserFactory

USUAL = Intervals(3, 7)
HOLIDAY = frozenset(date(2026, 10, day) for day in range(1, 8))
TODAY = date(2026, 11, 20)


def plain_week(day):
    return day.weekday() < 5


def with_holiday(day):
    return plain_week(day) and day not in HOLIDAY


@pytest.fixture
def source(db):
    return HazardSourceFactory(assessed={"MH12": 20})


def guarantor(source, duty="OPERATING", since=TODAY, **more):
    person = KeyPerson.objects.create(enterprise=source.enterprise, name="李某", post="DEPUTY_PRODUCTION")
    row = Guarantor(source=source, duty=duty, person=person, since=since, **more)
    return guarding.add(row, actor=UserFactory(), names=["duty", "person", "since"])


def check(row, day, actor=None):
    made = GuarantorCheck(guarantor=row, checked_on=day, looked_at="罐区巡检")
    return guarding.record_check(made, actor=actor or UserFactory(), names=["checked_on", "looked_at"])


@pytest.mark.parametrize(
    ("duty", "last", "due"),
    [
        ("OPERATING", date(2026, 11, 20), date(2026, 11, 27)),
        ("TECHNICAL", date(2026, 10, 20), date(2027, 1, 20)),
        ("TECHNICAL", date(2026, 11, 30), date(2027, 2, 28)),
        ("PRINCIPAL", date(2026, 11, 20), None),
    ],
)
def test_the_technical_one_checks_each_quarter_and_the_operating_one_each_week(duty, last, due):
    assert due_after(last, duty, USUAL, plain_week) == due


def test_before_a_holiday_the_technical_one_checks_earlier():
    assert due_after(date(2026, 8, 3), "TECHNICAL", USUAL, with_holiday) == date(2026, 9, 30)


def test_a_check_in_the_week_before_a_holiday_is_the_one_before_it():
    assert due_after(date(2026, 9, 25), "TECHNICAL", USUAL, with_holiday) == date(2026, 12, 25)


def test_a_weekend_is_no_holiday():
    assert due_after(date(2026, 9, 7), "TECHNICAL", USUAL, plain_week) == date(2026, 12, 7)


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(last=st.dates(date(2024, 1, 1), date(2030, 1, 1)), duty=st.sampled_from(["TECHNICAL", "OPERATING"]))
def test_the_next_check_is_always_to_come_and_neglect_begins_after_it(last, duty):
    due = due_after(last, duty, USUAL, with_holiday)

    assert due > last
    assert neglected_since(due, duty, USUAL, with_holiday) > due + timedelta(days=1)


def test_a_check_moves_the_day_of_the_next_one(source):
    row = guarantor(source, since=clock.today() - timedelta(days=20))

    made = check(row, clock.today() - timedelta(days=2))

    row.refresh_from_db()
    assert row.due == clock.today() + timedelta(days=5)
    assert made.was_due == clock.today() - timedelta(days=13)


def test_a_check_that_is_entered_late_moves_nothing_back(source):
    row = guarantor(source, since=clock.today() - timedelta(days=20))
    check(row, clock.today())
    check(row, clock.today() - timedelta(days=9))

    row.refresh_from_db()
    assert row.due == clock.today() + timedelta(days=7)


@pytest.mark.parametrize("days", [1, -21])
def test_a_check_to_come_or_before_the_duty_is_refused(source, days):
    row = guarantor(source, since=clock.today() - timedelta(days=20))

    with pytest.raises(DomainError):
        check(row, clock.today() + timedelta(days=days))

    assert not GuarantorCheck.objects.exists()


def test_whoever_only_reads_records_no_check(source):
    row = guarantor(source, since=clock.today())

    with pytest.raises(NotKeeperError):
        check(row, clock.today(), actor=UserFactory(role=Role.SUPERIOR))

    assert not GuarantorCheck.objects.exists()


@pytest.mark.parametrize(("days", "count"), [(7, 0), (14, 0), (15, 1), (40, 1)])
def test_a_duty_counts_as_not_performed_once_the_next_check_would_have_been_due_too(source, days, count):
    row = guarantor(source, since=clock.today() - timedelta(days=days))

    assert len(guarding.neglected([row], clock.today())) == count


@pytest.mark.parametrize(
    ("began", "item"), [(date(2026, 9, 10), None), (date(2026, 9, 14), None), (date(2026, 9, 15), "5.1.5")]
)
def test_what_is_proposed_is_major_where_the_standard_was_in_force_by_then(source, began, item):
    row = guarantor(source, since=began)

    (found,) = guarding.neglected([row], TODAY)

    assert found.since == began + timedelta(days=15)
    assert (found.criterion.item if found.criterion else None) == item


def test_the_page_shows_the_proposal_with_its_clause_and_who_is_lacking(client, source):
    guarantor(source, since=clock.today() - timedelta(days=40))
    client.force_login(UserFactory())

    shown = client.get(source.get_absolute_url(), {"tab": "guarantors"}).text

    assert "5.1.5" in shown
    assert "尚未确定：技术负责人" in shown
    assert "尚未确定：操作负责人" not in shown


def test_a_check_is_recorded_from_the_page(client, source):
    row = guarantor(source, since=clock.today())
    client.force_login(UserFactory())
    said = {"checked_on": clock.today().isoformat(), "looked_at": "罐区巡检", "version": 1}

    answer = client.post(reverse("safety:guarantor-check", args=[row.pk]), said)

    assert (answer.status_code, answer.url) == (302, f"{source.get_absolute_url()}?tab=guarantors")
    assert "罐区巡检" in client.get(answer.url).text


def test_only_people_of_the_enterprise_are_named(client, source):
    other = HazardSourceFactory()
    stranger = KeyPerson.objects.create(enterprise=other.enterprise, name="张某", post="PRINCIPAL")
    client.force_login(UserFactory())
    said = {"duty": "PRINCIPAL", "person": stranger.pk, "since": clock.today().isoformat(), "version": 1}

    answer = client.post(reverse("safety:source-guarantor-add", args=[source.pk]), said)

    assert answer.status_code == 422
    assert not Guarantor.objects.exists()


def test_the_clock_of_a_check_runs_while_the_duty_does(source):
    row = guarantor(source, since=clock.today())
    rows = clocks.named("operating-guarantor").rows
    assert [each.due for each in rows()] == [clock.today() + timedelta(days=7)]

    guarding.change(row, actor=UserFactory(), version=1, values={"ended_on": clock.today()})
    assert not rows().exists()


@pytest.mark.parametrize("role", [Role.PARK, Role.ENTERPRISE, Role.OBSERVER, Role.SYSADMIN])
def test_strangers_find_no_guarantor(client, source, role):
    row = guarantor(source, since=clock.today())
    client.force_login(UserFactory(role=role))

    pages = [reverse(f"safety:{name}", args=[row.pk]) for name in ("guarantor-edit", "guarantor-check")]

    assert [client.get(page).status_code for page in pages] == [404, 404]
    assert client.get(reverse("safety:source-guarantor-add", args=[source.pk])).status_code == 404


def test_two_people_at_once_for_one_duty_are_refused_in_words(source):
    guarantor(source)

    with pytest.raises(DomainError, match="已有人承担此项包保职责"):
        guarantor(source)


@pytest.mark.parametrize(("days", "near"), [(7, False), (2, False), (1, True), (0, True)])
def test_a_weekly_check_is_near_on_the_day_before_and_not_all_the_week(source, client, days, near):
    row = guarantor(source, since=clock.today())
    Guarantor.objects.filter(pk=row.pk).update(due=clock.today() + timedelta(days=days))
    client.force_login(UserFactory())

    page = client.get(f"{source.get_absolute_url()}?tab=guarantors").text
    of_source = f"enterprise={source.enterprise_id}&kind=operating-guarantor"
    calendar = client.get(f"{reverse('notices:calendar')}?{of_source}").text

    below_the_lights = page.partition('class="lights"')[2].partition("</ul>")[2]
    assert ["sign-soon" in text for text in (below_the_lights, calendar)] == [near, near]
