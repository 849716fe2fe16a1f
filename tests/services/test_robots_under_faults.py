"""Robots and digests counted at real servers: senders die, the broker vanishes, two schedulers speak, time jumps."""

import uuid
from collections import Counter
from contextlib import ExitStack, suppress
from datetime import date, timedelta

import pytest
import redis
from django.conf import settings as kept
from django.core.management import call_command
from kombu import Connection
from kombu.exceptions import OperationalError

from core import clock
from core.models import Delivery, JobRun
from core.states import DeliveryState
from rectification.models import EscalationProposal, GroupRobot, RobotMessage
from rectification.services import robots
from rectification.services.reminding import JOB
from rectification.tasks import deliver_robots as robots_task
from tests.factories import ItemFactory
from tests.mail_server import free_port
from tests.rectification.reminders.days import TUESDAY, at
from tests.services.faults import act_and_die, broker_of_ones_own, mail_settings, process_settings
from tests.webhook_server import webhook_server
from tests.workers import beat, listening, run_python, wait_until, worker

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]
POINTS = 24
MORNING = at(TUESDAY, 8, 30)
APP = "tests.told_celery"


@pytest.fixture
def service(settings):
    with webhook_server() as running:
        settings.ROBOT_HOSTS = (running.host,)
        yield running


def ready_lines(service, count):
    """So many robots, each with its line of the day ready to be told."""
    with clock.at(MORNING - timedelta(days=6)):
        coordinator = ItemFactory(rectifying=True, due_in=2).people["coordinator"]
    for number in range(count):
        robots.add(f"群{number}", f"http://{service.host}/hook/{number}", actor=coordinator)
    with clock.at(MORNING):
        robots.gather(TUESDAY)
    return sorted(f"/hook/{number}" for number in range(count))


def states():
    return Counter(RobotMessage.objects.values_list("state", flat=True))


def nothing_waits():
    return not RobotMessage.objects.exclude(state__in=(DeliveryState.SENT, DeliveryState.UNKNOWN)).exists()


def assert_once_or_shown(service, paths):
    """At most once each; what did not arrive is shown as unknown."""
    arrived = Counter(service.paths)
    unknown = states()[DeliveryState.UNKNOWN]
    assert nothing_waits()
    assert max(arrived.values()) == 1
    assert len(set(paths) - arrived.keys()) <= unknown


@pytest.mark.req("V11")
def test_a_sender_killed_at_every_statement_tells_no_group_twice_and_loses_nothing_unseen(service):
    paths = ready_lines(service, 2 * POINTS)

    def send():
        with clock.at(MORNING):
            robots.deliver()

    killed = [act_and_die(send, 1 + point // 2, before=bool(point % 2)) for point in range(POINTS)]
    with clock.at(MORNING + timedelta(minutes=6)):
        robots.deliver()

    assert sum(killed) >= POINTS - 4
    assert states()[DeliveryState.UNKNOWN] > 0
    assert_once_or_shown(service, paths)


def told(service, broker, moment=MORNING, **changes):
    """What a process is told that lives at a moment."""
    return process_settings(broker, ROBOT_HOSTS=service.host, TOLD_MOMENT=moment.isoformat(), **changes)


@pytest.mark.req("V11")
def test_a_real_worker_killed_while_the_service_answers_is_followed_by_another(service):
    paths, queue = ready_lines(service, 8), f"robots-{uuid.uuid4().hex}"
    later = MORNING + timedelta(minutes=1)

    def hint():
        robots_task.apply_async(queue=queue, expires=5)
        return True

    with worker(queue, told(service, kept.REDIS_URL), APP) as process:
        service.on_message = lambda count: process.kill() if count == 3 else None
        assert wait_until(lambda: hint() and process.poll() is not None)
    service.on_message = None
    with worker(queue, told(service, kept.REDIS_URL, later), APP):
        assert wait_until(lambda: hint() and nothing_waits())

    assert states() == {DeliveryState.SENT: 7, DeliveryState.UNKNOWN: 1}
    assert service.paths == paths


@pytest.mark.req("V12")
def test_a_broker_that_forgets_everything_and_stops_loses_no_line(service):
    paths, port = ready_lines(service, 8), free_port()
    url, next_day = f"redis://127.0.0.1:{port}/0", MORNING + timedelta(days=1)

    def hint():
        if listening(port):
            with suppress(OperationalError), Connection(url) as broker:
                robots_task.apply_async(queue="lost", connection=broker, expires=5, retry=False)
        return True

    with broker_of_ones_own(port) as broker:
        assert wait_until(lambda: listening(port))
        hint()
        redis.Redis(port=port).flushall()
        with worker("lost", told(service, url), APP):
            service.on_message = lambda count: broker.kill() if count == 3 else None
            assert wait_until(lambda: hint() and nothing_waits())
            broker.wait()
    service.on_message = None
    with clock.at(next_day):
        robots.gather(next_day.date())
    with broker_of_ones_own(port), worker("lost", told(service, url, next_day), APP):
        assert wait_until(lambda: hint() and nothing_waits())

    assert Counter(service.paths) == dict.fromkeys(paths, 2)


@pytest.fixture
def ways(service, post):
    """A county with something late, a robot, and real servers for both ways; told at its own broker and moment."""
    with clock.at(at(TUESDAY, 8) - timedelta(days=70)):
        items = [ItemFactory(rectifying=True, due_in=due) for due in (2, 40, 70)]
        robots.add("攻坚群", f"http://{service.host}/hook", actor=items[0].people["coordinator"])
    port = free_port()
    with broker_of_ones_own(port):
        assert wait_until(lambda: listening(port))

        def settings(moment):
            return told(service, f"redis://127.0.0.1:{port}/0", moment, **mail_settings(post.port))

        yield settings


@pytest.mark.req("V13")
def test_two_schedulers_and_two_workers_tell_everything_once(ways, service, post, tmp_path):
    settings = ways(MORNING)
    with ExitStack() as processes:
        for number in range(2):
            processes.enter_context(worker("celery", settings, APP))
            processes.enter_context(beat(tmp_path / f"beat-{number}", settings, APP))
        assert wait_until(lambda: service.got and post.taken and JobRun.objects.filter(job=JOB).exists())
        expected = Delivery.objects.count()
        assert wait_until(lambda: len(post.taken) >= expected)
        told_by_then = len(service.got)
        assert not wait_until(lambda: len(service.got) > told_by_then, seconds=4)

    mails = Counter((str(mail["To"]), str(mail["Message-ID"])) for mail in post.taken)
    assert service.paths == ["/hook"]
    assert set(mails.values()) == {1}
    assert len(post.taken) == Delivery.objects.filter(state=DeliveryState.SENT).count()
    assert max(Counter(Delivery.objects.digests().values_list("recipient", flat=True)).values()) == 1
    proposed = EscalationProposal.objects.values_list("item", "step")
    assert len(proposed) == len(set(proposed)) > 0


def moments():
    """Over midnight into the holiday, through it, and out of it; two days of it are left out."""
    return [
        at(date(2026, 9, 30), 8, 30),
        at(date(2026, 9, 30), 23, 59),
        at(date(2026, 10, 1), 0, 1),
        at(date(2026, 10, 1), 8, 30),
        at(date(2026, 10, 7), 12),
        at(date(2026, 10, 8), 8, 30),
        at(date(2026, 10, 9), 0, 1),
    ]


@pytest.mark.req("V14")
def test_over_midnight_and_over_the_national_holiday_each_working_day_is_told_once(service, post):
    call_command("load_calendar", "2026", verbosity=0)
    with clock.at(at(date(2026, 9, 21), 8)):
        item = ItemFactory(rectifying=True, due_in=8)
        robots.add("攻坚群", f"http://{service.host}/hook", actor=item.people["coordinator"])
    quiet = {"NOTICE_QUIET_FROM": "21:00", "NOTICE_QUIET_UNTIL": "07:30", "NOTICE_QUIET_HOLIDAYS": "yes"}
    port = free_port()
    with broker_of_ones_own(port):
        assert wait_until(lambda: listening(port))
        for moment in moments():
            changes = {**quiet, **mail_settings(post.port)}
            run_all_jobs(told(service, f"redis://127.0.0.1:{port}/0", moment, **changes))

    days = sorted(Delivery.objects.filter(state=DeliveryState.SENT).digests().values_list("day", flat=True).distinct())
    assert days == [date(2026, 9, 30), date(2026, 10, 8)]
    per_person_and_day = Counter(Delivery.objects.digests().values_list("recipient", "day"))
    assert set(per_person_and_day.values()) == {1}
    assert len(post.ids) == len(set(post.ids)) == Delivery.objects.filter(state=DeliveryState.SENT).count()
    told_on = RobotMessage.objects.order_by("day").values_list("day", flat=True)
    assert list(told_on) == [date(2026, 9, 30), date(2026, 10, 8)]
    assert len(service.got) == 2
    assert GroupRobot.objects.count() == 1


JOBS = """
import tests.told_celery
from core.tasks import deliver_waiting
from rectification.tasks import catch_up_escalation, catch_up_reminders, deliver_robots
for _twice in range(2):
    for job in (catch_up_reminders, catch_up_escalation, deliver_robots, deliver_waiting):
        job()
"""


def run_all_jobs(settings):
    """A process that lives at its own moment does what the minute asks for, twice."""
    run_python(JOBS, settings)
