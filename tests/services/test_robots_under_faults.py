"""Robots and digests counted at real servers: senders die, the broker vanishes, two schedulers speak."""

import json
import uuid
from collections import Counter, defaultdict
from contextlib import ExitStack, suppress
from datetime import timedelta

import pytest
import redis
from django.conf import settings as kept
from kombu import Connection
from kombu.exceptions import OperationalError

from core import clock
from core.states import DeliveryState
from notices.models import Delivery
from supervision.models import EscalationProposal, RobotMessage
from supervision.services import robots
from supervision.tasks import deliver_robots as robots_task
from tests.factories import ItemFactory
from tests.mail_server import free_port
from tests.services.faults import act_and_die, broker_of_ones_own, mail_settings, process_settings
from tests.services.test_two_at_once import all_at_once
from tests.supervision.reminders.days import TUESDAY, at
from tests.webhook_server import webhook_server
from tests.workers import beat, listening, wait_until, worker

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]
POINTS = 24
MORNING = at(TUESDAY, 8, 30)
APP = "tests.told_celery"


@pytest.fixture
def service(settings):
    with webhook_server() as running:
        settings.ROBOT_HOSTS = (running.host,)
        yield running


def ready_lines(service, numbers):
    """Robots, each with its line of the day ready to be told; answers where they arrive."""
    with clock.at(MORNING - timedelta(days=6)):
        coordinator = ItemFactory(rectifying=True, due_in=2).people["coordinator"]
    for number in numbers:
        robots.add(f"群{number}", f"http://{service.host}/hook/{number}", actor=coordinator)
    with clock.at(MORNING):
        robots.gather(TUESDAY)
    return sorted(f"/hook/{number}" for number in numbers)


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
    paths = ready_lines(service, range(2 * POINTS))

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
    paths, queue = ready_lines(service, range(8)), f"robots-{uuid.uuid4().hex}"
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
    paths, port = ready_lines(service, range(8)), free_port()
    url = f"redis://127.0.0.1:{port}/0"

    def hint():
        if listening(port):
            with suppress(OperationalError), Connection(url) as broker:
                robots_task.apply_async(queue="lost", connection=broker, expires=5, retry=False)
        return True

    with ExitStack() as living:
        with broker_of_ones_own(port) as broker:
            assert wait_until(lambda: listening(port))
            faults = {2: redis.Redis(port=port).flushall, 5: broker.kill}
            service.on_message = lambda count: faults.get(count, str)()
            living.enter_context(worker("lost", told(service, url), APP))
            assert wait_until(lambda: hint() and nothing_waits())
            broker.wait()
        paths += ready_lines(service, range(8, 12))
        # The first worker comes back to the broker or has given up; whoever watches over it starts another.
        with broker_of_ones_own(port), worker("lost", told(service, url), APP):
            assert wait_until(lambda: hint() and nothing_waits())

    assert service.paths == sorted(paths)
    assert states() == {DeliveryState.SENT: 12}


@pytest.mark.req("V13")
def test_ten_runs_at_once_write_and_tell_each_line_once(service):
    paths = ready_lines(service, range(20))
    RobotMessage.objects.all().delete()

    def run():
        with clock.at(MORNING):
            return robots.run(MORNING)

    outcomes = all_at_once([run] * 10)

    assert service.paths == paths
    assert sum(outcomes) == len(paths) == states()[DeliveryState.SENT]


@pytest.fixture
def late_items(service):
    """A county with items that are due and late, and a group that a robot tells."""
    with clock.at(at(TUESDAY, 8) - timedelta(days=70)):
        items = [ItemFactory(rectifying=True, due_in=due) for due in (2, 40, 70)]
        robots.add("攻坚群", f"http://{service.host}/hook", actor=items[0].people["coordinator"])


def said(broker):
    """What waits in the queue, as (who said it, job)."""
    headers = [json.loads(message)["headers"] for message in broker.lrange("celery", 0, -1)]
    return {(header["origin"], header["task"]) for header in headers}


def all_jobs_twice(broker):
    """Whether two schedulers have each said all there is to do."""
    jobs = {entry["task"] for entry in kept.CELERY_BEAT_SCHEDULE.values()}
    return len(said(broker)) >= 2 * len(jobs)


def thin_out(broker):
    """Two of each job from each scheduler: one that begins late lets the other say everything many times over."""
    kept_ones = defaultdict(list)
    for message in reversed(broker.lrange("celery", 0, -1)):
        header = json.loads(message)["headers"]
        kept_ones[header["origin"], header["task"]].append(message)
    with broker.pipeline() as change:
        change.delete("celery")
        for messages in kept_ones.values():
            change.lpush("celery", *messages[:2])
        change.execute()


def nothing_to_do(broker):
    """Whether the workers have taken everything from the queue and reported it done."""
    return not broker.llen("celery") and not broker.hlen("unacked")


@pytest.mark.req("V13")
@pytest.mark.usefixtures("late_items")
def test_two_schedulers_and_two_workers_tell_everything_once(service, post, tmp_path):
    port = free_port()
    settings = told(service, f"redis://127.0.0.1:{port}/0", **mail_settings(post.port))
    with broker_of_ones_own(port), redis.Redis(port=port) as broker:
        assert wait_until(lambda: listening(port))
        with beat(tmp_path / "first", settings, APP), beat(tmp_path / "second", settings, APP):
            assert wait_until(lambda: all_jobs_twice(broker))
        thin_out(broker)
        with worker("celery", settings, APP), worker("celery", settings, APP):
            assert wait_until(lambda: nothing_to_do(broker), seconds=400)

    assert service.paths == ["/hook"]
    assert_each_digest_once(post)
    proposed = EscalationProposal.objects.values_list("item", "step")
    assert len(proposed) == len(set(proposed)) > 0


def assert_each_digest_once(post):
    """A message for each that is written, and one digest a person."""
    assert set(Delivery.objects.values_list("state", flat=True)) == {DeliveryState.SENT}
    assert len(set(post.ids)) == len(post.ids) == Delivery.objects.count()
    assert set(Counter(Delivery.objects.digests().values_list("recipient", flat=True)).values()) == {1}
