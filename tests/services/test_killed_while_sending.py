"""A sender killed at any statement and on each side of the send: every digest at most once, none lost unseen (V11)."""

import uuid
from collections import Counter
from contextlib import suppress
from datetime import timedelta

import pytest
import redis
from django.conf import settings
from kombu import Connection
from kombu.exceptions import OperationalError

from core import clock
from core.states import DeliveryState
from notices.models import Delivery, Notice
from notices.services.delivery import deliver_waiting
from notices.services.digests import gather
from notices.tasks import deliver_waiting as deliver_task
from tests.factories import UserFactory
from tests.mail_server import free_port
from tests.services.faults import act_and_die, broker_of_ones_own, mail_settings, process_settings
from tests.workers import listening, wait_until, worker

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]
POINTS = 60


def ready_digests(count):
    people = [UserFactory() for _each in range(count)]
    told = {"rule": "test", "subject": "test:1", "day": clock.today(), "title": "消息", "created_at": clock.now()}
    Notice.objects.bulk_create(Notice(recipient=person, **told) for person in people)
    gather(clock.today())
    return sorted(person.email for person in people)


def assert_exactly_once(post, addresses):
    arrived = Counter(post.recipients)
    states = dict(Delivery.objects.values_list("recipient__email", "state"))
    assert set(states.values()) <= {DeliveryState.SENT, DeliveryState.UNKNOWN}
    assert max(arrived.values()) == 1
    assert {address for address, state in states.items() if state == DeliveryState.SENT} <= arrived.keys()
    assert [
        address for address in addresses if address not in arrived and states[address] != DeliveryState.UNKNOWN
    ] == []


@pytest.mark.req("V11")
def test_killed_at_every_statement_nothing_is_doubled_and_nothing_lost_unseen(post):
    addresses = ready_digests(2 * POINTS)

    killed = [act_and_die(deliver_waiting, 1 + point // 2, before=bool(point % 2)) for point in range(POINTS)]
    with clock.at(clock.now() + timedelta(minutes=6)):
        deliver_waiting()

    assert sum(killed) >= 50
    assert Delivery.objects.filter(state=DeliveryState.UNKNOWN).exists()
    assert_exactly_once(post, addresses)


def service_settings(post, broker):
    return process_settings(broker, **mail_settings(post.port))


@pytest.mark.req("V11")
def test_a_real_worker_killed_in_the_middle_of_sending_is_followed_by_another(post):
    addresses, queue = ready_digests(20), f"killed-{uuid.uuid4().hex}"
    told = service_settings(post, settings.REDIS_URL)

    for round_number in range(1, 5):
        with worker(queue, told) as process:
            deaths = {3 * round_number: process}
            post.on_message = lambda count, deaths=deaths: deaths[count].kill() if count in deaths else None
            deliver_task.apply_async(queue=queue)
            assert wait_until(lambda: process.poll() is not None)
    post.on_message = None
    with worker(queue, told):
        assert wait_until(lambda: _hint(queue) and nothing_waits())

    assert Delivery.objects.filter(state=DeliveryState.UNKNOWN).count() == 4
    assert_exactly_once(post, addresses)


def _hint(queue):
    """What the schedule says every minute, a little faster."""
    deliver_task.apply_async(queue=queue, expires=5)
    return True


def nothing_waits():
    return not Delivery.objects.filter(state__in=(DeliveryState.NEW, DeliveryState.CLAIMED)).exists()


def hint_by(port):
    """Say it through this broker, if it is there."""
    if listening(port):
        with suppress(OperationalError), Connection(f"redis://127.0.0.1:{port}/0") as broker:
            deliver_task.apply_async(queue="lost", connection=broker, expires=5, retry=False)
    return True


@pytest.mark.req("V12")
def test_a_broker_that_forgets_everything_and_stops_loses_no_digest(post):
    first, port = ready_digests(10), free_port()
    url = f"redis://127.0.0.1:{port}/0"
    with broker_of_ones_own(port) as broker:
        assert wait_until(lambda: listening(port))
        hint_by(port)
        redis.Redis(port=port).flushall()
        with worker("lost", service_settings(post, url)):
            post.on_message = lambda count: broker.kill() if count == 3 else None
            assert wait_until(lambda: hint_by(port) and nothing_waits())
            broker.wait()
    second = ready_digests(10)
    with broker_of_ones_own(port), worker("lost", service_settings(post, url)):
        assert wait_until(lambda: hint_by(port) and nothing_waits())

    assert_exactly_once(post, first + second)
    assert post.recipients == sorted(first + second)
