"""What does not work is said: on the operations page, and to its keepers once a day (reliability V32, security S63)."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from accounts.states import OrganizationKind, Role
from core import clock
from core.errors import DomainError
from core.models import CalendarDay, JobRun
from core.services import disk, runs, troubles
from core.services.backup.daily import BACKUP
from core.states import DayKind
from notices.models import Notice
from notices.services import telling_troubles
from tests.factories import OrganizationFactory, UserFactory

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 28, 12, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture(autouse=True)
def in_order(settings, tmp_path):
    """A house in which every job has run today, the disks have room, and the calendars are loaded."""
    settings.MEDIA_ROOT = settings.BACKUP_DIR = tmp_path
    settings.DISK_WARN_PER_CENT = settings.DISK_REFUSE_PER_CENT = 101
    for course in runs.courses(NOON):
        JobRun.objects.create(job=course.job.name, on=NOON.date(), finished_at=NOON - timedelta(hours=1))
    for year in (2026, 2027):
        CalendarDay.objects.create(day=datetime(year, 1, 1).date(), kind=DayKind.HOLIDAY)  # noqa: DTZ001 - a day


@pytest.fixture
def keeper():
    return UserFactory(role=Role.SYSADMIN, organization=OrganizationFactory(kind=OrganizationKind.OFFICE))


def codes():
    return [trouble.code for trouble in troubles.current(NOON)]


def test_a_house_in_order_has_no_troubles():
    assert codes() == []


@pytest.mark.req("V32")
def test_every_job_that_never_ran_or_missed_a_day_is_named():
    JobRun.objects.all().delete()

    assert sorted(codes()) == sorted(f"job:{course.job.name}" for course in runs.courses(NOON))


@pytest.mark.req("V32")
def test_a_job_that_breaks_off_is_named_with_its_reason_until_it_works_again():
    with clock.at(NOON), pytest.raises(ValueError, match="no room"), runs.observed(BACKUP, NOON.date()):
        raise ValueError("no room")

    assert [trouble.text for trouble in troubles.current(NOON)] == ["“数据备份”中断：ValueError: no room"]
    with clock.at(NOON + timedelta(minutes=1)):
        runs.note(BACKUP, NOON.date())
    assert codes() == []


@pytest.mark.parametrize("year", [2026, 2027])
def test_a_year_without_a_holiday_notice_is_said_aloud(year):
    CalendarDay.objects.filter(day__year=year).delete()

    assert codes() == [f"calendar:{year}"]


def test_the_calendar_of_next_year_is_missed_from_november_on():
    CalendarDay.objects.filter(day__year=2027).delete()

    with_october = [trouble.code for trouble in troubles.current(NOON - timedelta(days=35))]

    assert "calendar:2027" not in with_october
    assert "calendar:2027" in codes()


@pytest.mark.req("S63")
def test_a_full_disk_is_said_and_takes_no_file(settings):
    settings.DISK_WARN_PER_CENT = settings.DISK_REFUSE_PER_CENT = 0

    assert codes() == ["disk:MEDIA_ROOT", "disk:BACKUP_DIR"]
    with pytest.raises(DomainError) as refused:
        disk.refuse_when_full()
    assert refused.value.status == 507


def test_the_system_administrator_alone_is_told_once_a_day(keeper):
    UserFactory(role=Role.COORDINATOR)
    CalendarDay.objects.filter(day__year=2027).delete()

    assert [telling_troubles.tell(NOON), telling_troubles.tell(NOON)] == [1, 0]
    assert telling_troubles.tell(NOON + timedelta(days=1)) > 0
    assert set(Notice.objects.values_list("recipient", flat=True)) == {keeper.pk}


def test_the_page_shows_what_does_not_work_and_when_the_last_backup_was_made(client, keeper):
    JobRun.objects.filter(job=BACKUP).update(figures={"rows": 12345, "files": 7}, finished_at=clock.now())
    CalendarDay.objects.filter(day__year=clock.today().year).delete()
    client.force_login(keeper)

    page = client.get(reverse("core:operations")).content.decode()

    assert f"{clock.today().year}年放假安排尚未载入" in page
    assert "12,345" in page
