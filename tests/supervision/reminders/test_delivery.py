"""A digest on its way: refused, interrupted, taken over; each at most once, none lost without a word."""

from datetime import timedelta

import pytest

from core import clock
from core.states import DeliveryState
from notices.models import Delivery, Notice
from notices.services import delivery
from notices.services.composing import compose
from notices.services.delivery import deliver_waiting
from notices.services.digests import gather
from tests.factories import UserFactory
from tests.mail_server import free_port
from tests.supervision.reminders.days import TUESDAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tuesday")]


def digests(count=1):
    """So many digests, ready to be sent."""
    for _each in range(count):
        Notice.objects.create(
            recipient=UserFactory(), rule="test", subject="test:1", day=TUESDAY, title="消息", created_at=clock.now()
        )
    gather(TUESDAY)
    return list(Delivery.objects.order_by("pk"))


def minutes_later(minutes):
    return clock.at(clock.now() + timedelta(minutes=minutes))


def states():
    return list(Delivery.objects.order_by("pk").values_list("state", flat=True))


def test_what_the_server_has_taken_is_sent_and_stays_so(post):
    [digest] = digests()

    assert (deliver_waiting(), deliver_waiting()) == (1, 0)

    digest.refresh_from_db()
    assert (digest.state, digest.tries, digest.sent_at) == (DeliveryState.SENT, 1, clock.now())
    assert post.ids == [f"<digest-{digest.pk}-20261124@localhost>"]


def test_the_same_digest_has_the_same_message_id_each_time():
    [digest] = digests()

    assert compose(digest).message()["Message-ID"] == compose(digest).message()["Message-ID"]


def test_what_the_server_refuses_is_tried_again_later_and_holds_up_nobody(post):
    first, second = digests(2)
    post.refused = {first.recipient.email}

    assert deliver_waiting() == 1
    first.refresh_from_db()
    assert (first.state, second.recipient.email) == (DeliveryState.FAILED, post.recipients[0])
    assert "no such person" in first.error

    post.refused = set()
    assert deliver_waiting() == 0
    with minutes_later(2):
        assert deliver_waiting() == 1
    assert states() == [DeliveryState.SENT, DeliveryState.SENT]


def test_pauses_grow(post):
    [digest] = digests()
    post.refused = {digest.recipient.email}
    pauses, now = [], clock.now()

    for _try in range(4):
        with clock.at(now):
            deliver_waiting()
        digest.refresh_from_db()
        pauses.append((digest.next_try_at - now).seconds // 60)
        now = digest.next_try_at

    assert pauses == [1, 5, 15, 60]


def test_while_the_server_is_down_one_digest_asks_and_the_others_wait(post, settings):
    digests(3)
    settings.EMAIL_PORT = free_port()

    assert deliver_waiting() == 0
    assert states() == [DeliveryState.FAILED, DeliveryState.NEW, DeliveryState.NEW]

    settings.EMAIL_PORT = post.port
    with minutes_later(2):
        assert deliver_waiting() == 3


def test_a_connection_that_breaks_after_the_message_leaves_it_unknown_and_it_is_not_sent_again(post):
    [digest] = digests()
    post.answer = None

    assert deliver_waiting() == 0
    post.answer = "250 OK"
    with minutes_later(60):
        assert deliver_waiting() == 0

    digest.refresh_from_db()
    assert digest.state == DeliveryState.UNKNOWN
    assert digest.error.startswith("发送过程中连接断开，可能已送达。")
    assert len(post.taken) == 1


def test_a_message_that_the_server_puts_off_is_sent_later(post):
    [digest] = digests()
    post.answer = "451 try again later"

    deliver_waiting()
    digest.refresh_from_db()
    assert digest.state == DeliveryState.FAILED

    post.answer = "250 OK"
    with minutes_later(2):
        assert deliver_waiting() == 1


def test_who_dies_before_sending_leaves_it_to_the_next(post):
    [digest] = digests()
    delivery._claim("the dead")

    assert deliver_waiting() == 0
    with minutes_later(6):
        assert deliver_waiting() == 1

    digest.refresh_from_db()
    assert (digest.state, digest.tries) == (DeliveryState.SENT, 2)


def test_who_dies_while_sending_leaves_it_unknown(post):
    [digest] = digests()
    delivery._begin(delivery._claim("the dead"))

    with minutes_later(6):
        assert deliver_waiting() == 0

    digest.refresh_from_db()
    assert (digest.state, digest.error) == (DeliveryState.UNKNOWN, "发送过程中断，可能已送达。")
    assert post.taken == []


def test_who_was_too_slow_does_not_send_what_another_has_taken_over(post):
    [digest] = digests()
    slow = delivery._claim("the slow")

    with minutes_later(6):
        assert deliver_waiting() == 1
        assert not delivery._deliver(slow)

    digest.refresh_from_db()
    assert (digest.state, len(post.taken)) == (DeliveryState.SENT, 1)


def test_of_two_who_reach_for_a_digest_one_gets_it():
    digests()

    assert delivery._claim("one") is not None
    assert delivery._claim("two") is None
