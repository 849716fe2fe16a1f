"""Twenty phones with one key: one effect (reliability V8)."""

import json
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from core.models import IdempotencyRecord
from core.services import idempotency
from rectification.models import Item
from tests.contracts.people import County
from tests.contracts.test_c5_writing import finding_body

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.services]
PHONES = 20


@pytest.fixture
def county():
    return County()


def all_at_once(act, times=PHONES):
    """The answers of one act done by many threads that start together."""
    barrier = threading.Barrier(times)

    def one(number):
        try:
            barrier.wait(timeout=30)
            return act(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(one, range(times)))


@pytest.mark.req("V8")
def test_twenty_requests_with_one_key_register_one_item(county):
    body, key = finding_body(county), {"idempotency-key": "phone-1"}
    caller = county.inspector

    answers = all_at_once(lambda number: caller.post("rectifications/", body, **key))

    assert {answer.status_code for answer in answers} <= {201, 409}
    assert all(answer["Retry-After"] for answer in answers if answer.status_code == 409)
    assert len({json.dumps(answer.json(), sort_keys=True) for answer in answers if answer.status_code == 201}) == 1
    assert Item.objects.count() == IdempotencyRecord.objects.count() == 1


@pytest.mark.req("V8")
def test_of_two_requests_with_one_key_and_two_bodies_one_is_done(county):
    key, caller = {"idempotency-key": "phone-1"}, county.inspector

    answers = all_at_once(
        lambda number: caller.post("findings/", finding_body(county, title=f"第{number % 2}处"), **key), times=10
    )

    done = {answer.json()["title"] for answer in answers if answer.status_code == 201}
    assert len(done) == 1
    assert {answer.status_code for answer in answers} <= {201, 409, 422}
    assert IdempotencyRecord.objects.count() == 1


@pytest.mark.req("V8")
def test_who_waits_too_long_for_the_first_is_told_to_come_again(county, monkeypatch):
    monkeypatch.setattr("core.services.idempotency.WAITS_MILLISECONDS", 200)
    caller = county.inspector
    started, go_on = threading.Event(), threading.Event()

    def slowly(number):
        if number:
            started.wait(timeout=30)
            answer = caller.post("findings/", finding_body(county), **{"idempotency-key": "k"})
            go_on.set()
            return answer
        return hold_the_key(caller.user, started, go_on)

    _holder, waiting = all_at_once(slowly, times=2)

    assert waiting.status_code == 409
    assert int(waiting["Retry-After"]) > 0


def hold_the_key(user, started, go_on):
    """A first request that has claimed its key and is slow to end."""

    def act():
        started.set()
        go_on.wait(timeout=30)
        return 201, {}

    return idempotency.once(user, "k", "print", act)
