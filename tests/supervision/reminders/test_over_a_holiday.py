"""Over midnight, the National Day and the Saturday worked for it: one digest and one line each working day."""

from collections import Counter
from datetime import date, time, timedelta

import pytest
from django.core.management import call_command

from core import clock
from core.states import DeliveryState
from notices.models import Notice
from notices.tasks import deliver_waiting
from supervision.services import robots
from supervision.tasks import catch_up_escalation, catch_up_reminders, deliver_robots
from tests.factories import ItemFactory
from tests.supervision.reminders.days import at
from tests.webhook_server import webhook_server

pytestmark = [pytest.mark.django_db, pytest.mark.req("V14")]
EVE = date(2026, 9, 30)
AFTER_IT = [date(2026, 10, 8), date(2026, 10, 9), date(2026, 10, 10)]
SUNDAY = date(2026, 10, 11)
MINUTES = ((0, 1), (8, 31), (8, 32), (23, 59))
JOBS = (catch_up_reminders, catch_up_escalation, deliver_robots, deliver_waiting)


@pytest.fixture
def service(settings):
    with webhook_server() as running:
        settings.ROBOT_HOSTS = (running.host,)
        yield running


@pytest.fixture
def unit(service, settings):
    """Somebody who has to hear something every day, and a group that a robot tells."""
    call_command("load_calendar", "2026", verbosity=0)
    settings.NOTICE_QUIET_FROM, settings.NOTICE_QUIET_UNTIL, settings.NOTICE_QUIET_HOLIDAYS = (
        time(21),
        time(7, 30),
        True,
    )
    with clock.at(at(EVE - timedelta(days=9), 8)):
        first = ItemFactory(rectifying=True, due_in=8)
        for due_in in (15, 17, 18, 19):
            ItemFactory(rectifying=True, due_in=due_in, enterprise=first.enterprise)
    robots.add("攻坚群", f"http://{service.host}/hook", actor=first.people["coordinator"])
    return first.people["enterprise"]


def days_until(last):
    return [EVE + timedelta(days=days) for days in range((last - EVE).days + 1)]


def arrived_on(day, service, post):
    """What people and groups get on a day on which all jobs of the minute run at four of its minutes."""
    service.got.clear()
    post.taken.clear()
    for hour, minute in MINUTES:
        with clock.at(at(day, hour, minute)):
            for job in JOBS:
                job()
    return Counter(service.paths + post.recipients)


def test_each_working_day_is_told_once_and_no_day_off(service, post, unit):
    for day in days_until(SUNDAY):
        arrived = arrived_on(day, service, post)

        if day == EVE or day in AFTER_IT:
            assert (arrived["/hook"], arrived[unit.email]) == (1, 1), day
            assert set(arrived.values()) == {1}, day
        else:
            assert not arrived, day


def test_what_is_refused_on_the_eve_comes_with_the_first_day_after(service, post, unit):
    service.status, post.answer = 500, "451 later"
    refused = arrived_on(EVE, service, post)
    service.status, post.answer = 200, "250 OK"
    days = [day for day in days_until(AFTER_IT[0]) if day > EVE]
    arrived = {day: arrived_on(day, service, post) for day in days}

    assert refused["/hook"] > 1
    assert [day for day in days if arrived[day]] == AFTER_IT[:1]
    assert set(arrived[AFTER_IT[0]].values()) == {1}
    assert set(Notice.objects.filter(recipient=unit).values_list("delivery__state", flat=True)) == {DeliveryState.SENT}
