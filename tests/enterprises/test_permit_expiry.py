"""Permits that run out: who is told, when, how often."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Organization
from accounts.states import OrganizationKind, Role
from core import clock
from core.services.catalogs import load_all
from enterprises.models import Permit
from enterprises.services.expiry import check
from enterprises.services.permits import settle_last_days_to_apply
from enterprises.tasks import check_permit_expiry
from notices.models import Notice
from notices.services import digests
from notices.services.clock_checks import still_running
from notices.services.clock_notices import mind
from tests.factories import EnterpriseFactory, OrganizationFactory, UserFactory
from tests.supervision.reminders.days import TUESDAY, at

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today():
    with clock.at(at(TUESDAY, 8)):
        load_all()
        yield TUESDAY


@pytest.fixture
def enterprise():
    return EnterpriseFactory()


@pytest.fixture
def person(enterprise):
    return UserFactory(role=Role.ENTERPRISE, organization=enterprise.organization)


def permit(enterprise, days_to_go, kind="PM21", **more):
    return Permit.objects.create(
        enterprise=enterprise, kind_id=kind, valid_until=TUESDAY + timedelta(days=days_to_go), **more
    )


def told(person):
    return list(Notice.objects.filter(recipient=person).order_by("pk").values_list("rule", flat=True))


@pytest.mark.parametrize(
    ("days_to_go", "rules"),
    [
        (181, []),
        (180, ["clock-180"]),
        (90, ["clock-90"]),
        (89, ["clock-90"]),
        (60, ["clock-60"]),
        (30, ["clock-30"]),
        (7, ["clock-7"]),
        (0, ["clock-7"]),
        (-1, ["clock-expired"]),
        (-400, ["clock-expired"]),
    ],
)
def test_the_people_of_the_enterprise_are_told_by_the_stage_it_is_in(enterprise, person, days_to_go, rules):
    permit(enterprise, days_to_go, kind="PM27")

    mind(TUESDAY)

    assert told(person) == rules


def test_each_stage_is_told_once_however_often_it_runs(enterprise, person):
    permit(enterprise, 35, kind="PM27")

    runs = [mind(TUESDAY + timedelta(days=day)) for day in range(40) for _twice in range(2)]

    assert told(person) == ["clock-60", "clock-30", "clock-7", "clock-expired"]
    assert sum(run.created for run in runs) == Notice.objects.count()


def test_a_day_on_which_nothing_ran_leaves_nobody_without_a_word(enterprise, person):
    permit(enterprise, 30, kind="PM27")

    mind(TUESDAY + timedelta(days=3))

    assert told(person) == ["clock-30"]


def test_another_enterprise_is_told_nothing(enterprise):
    stranger = UserFactory(role=Role.ENTERPRISE, organization=EnterpriseFactory().organization)
    permit(enterprise, 7)

    mind(TUESDAY)

    assert told(stranger) == []


def test_whoever_has_left_is_told_nothing(enterprise, person):
    person.is_active = False
    person.save()
    permit(enterprise, 7)

    mind(TUESDAY)

    assert told(person) == []


def test_who_follows_gets_one_line_a_day_for_all_that_reach_a_stage(enterprise):
    official = UserFactory(role=Role.PARK, organization=enterprise.park.committee)
    for days in (90, 30, -1, 45):
        permit(enterprise, days, kind="PM27")

    mind(TUESDAY)

    notice = Notice.objects.get(recipient=official)
    assert (notice.rule, notice.day) == ("clock-followed", TUESDAY)
    assert "3件" in notice.title
    assert "1件" in notice.title


def test_the_notice_names_enterprise_permit_and_day_and_leads_to_it(enterprise, person):
    row = permit(enterprise, 7, kind="PM25")

    mind(TUESDAY)

    notice = Notice.objects.get(recipient=person, rule="clock-7")
    assert notice.title == f"{enterprise.name} 排污许可证将于2026年12月1日到期"
    assert notice.url == row.get_absolute_url()


def test_the_last_day_to_apply_is_told_unless_it_was_asked_for(enterprise, person):
    asked = permit(enterprise, 85, apply_by=TUESDAY, asked_on=TUESDAY)
    still = permit(enterprise, 86, apply_by=TUESDAY)

    mind(TUESDAY)

    subjects = Notice.objects.filter(recipient=person, rule="clock-apply").values_list("subject", flat=True)
    assert list(subjects) == [f"clock.permits:{still.pk}"]
    assert "clock-90" in Notice.objects.filter(subject=f"clock.permits:{asked.pk}").values_list("rule", flat=True)


def test_a_notice_that_no_longer_holds_is_not_sent(enterprise, person):
    row = permit(enterprise, 7, kind="PM27")
    mind(TUESDAY)
    notices = list(Notice.objects.filter(recipient=person))

    assert still_running(person, notices, TUESDAY) == {notice.pk for notice in notices}
    Permit.objects.filter(pk=row.pk).update(valid_until=TUESDAY + timedelta(days=1000))
    assert still_running(person, notices, TUESDAY) == set()


def test_the_digest_of_the_morning_carries_it(enterprise, person):
    permit(enterprise, 7)
    mind(TUESDAY)

    digests.gather(TUESDAY)

    assert not Notice.objects.filter(recipient=person, delivery=None).exists()


def test_the_command_says_what_it_came_to(enterprise, person):
    permit(enterprise, 7, kind="PM27")
    permit(enterprise, -1, kind="PM27")
    said = StringIO()

    call_command("check_permit_expiry", "--on", TUESDAY.isoformat(), "--json", stdout=said)

    assert json.loads(said.getvalue()) == {
        "on": "2026-11-24",
        "due": 1,
        "overdue": 1,
        "created": 2,
        "skipped_duplicates": 0,
    }


def test_the_task_of_the_contract_does_the_same(enterprise, person):
    permit(enterprise, 7)

    first, second = (check_permit_expiry.apply(kwargs={"on": TUESDAY.isoformat()}).get() for _run in range(2))

    assert first["created"] == second["skipped_duplicates"] > 0
    assert second["created"] == 0


def test_the_queries_know_no_number_of_permits(enterprise, person):
    def needed():
        with CaptureQueriesContext(connection) as queries:
            check(TUESDAY)
        return len(queries)

    permit(enterprise, 7)
    check(TUESDAY)
    few = needed()
    for days in range(-50, 200, 10):
        permit(EnterpriseFactory(park=enterprise.park), days)
    settle_last_days_to_apply()

    assert needed() == few


@pytest.mark.parametrize(
    ("kind", "followers"),
    [("PM21", {"县应急管理局"}), ("PM25", {"市生态环境局分局"}), ("PM32", set()), ("PM27", set())],
)
def test_the_department_whose_authority_issues_the_permit_follows_it(enterprise, kind, followers):
    for name in ("县应急管理局", "市生态环境局分局", "县教育局"):
        unit = OrganizationFactory(name=name, kind=OrganizationKind.DEPARTMENT, county=enterprise.county)
        UserFactory(role=Role.DEPARTMENT, organization=unit)
    permit(enterprise, 30, kind=kind)

    mind(TUESDAY)

    told = Notice.objects.filter(recipient__role=Role.DEPARTMENT, rule="clock-followed")
    assert set(told.values_list("recipient__organization__name", flat=True)) == followers


def test_the_department_of_another_county_follows_nothing_here(enterprise):
    unit = OrganizationFactory(name="邻县应急管理局", kind=OrganizationKind.DEPARTMENT)
    Organization.objects.filter(pk=unit.pk).update(county=unit.pk)
    UserFactory(role=Role.DEPARTMENT, organization=unit)
    permit(enterprise, 30)

    mind(TUESDAY)

    assert not Notice.objects.filter(recipient__role=Role.DEPARTMENT).exists()
