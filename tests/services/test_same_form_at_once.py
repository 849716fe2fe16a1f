"""One form sent by two clicks at once: one act, and both get its receipt (reliability V37)."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.states import Role
from core.models import IdempotencyRecord
from tests.factories import ItemFactory, UserFactory
from tests.services.test_same_key_at_once import all_at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.services]
CLICKS = 4


@pytest.fixture
def item():
    return ItemFactory(rectifying=True)


def clicks(item, **fields):
    coordinator = UserFactory(role=Role.COORDINATOR, organization=item.assigned_by_organization)
    browsers = [Client() for _ in range(CLICKS)]
    for browser in browsers:
        browser.force_login(coordinator)
    address = reverse("rectification:item-transition", args=[item.pk, "supervise"])
    body = {"version": item.version, "once": "a-token-of-a-form", "level": "CHASED", "reason": "请抓紧", **fields}
    return all_at_once(lambda number: browsers[number].post(address, body), times=CLICKS)


@pytest.mark.req("V37")
def test_clicks_that_come_together_act_once_and_all_get_the_receipt(item):
    answers = clicks(item)

    assert {answer.status_code for answer in answers} <= {302, 409}
    assert {answer.url for answer in answers if answer.status_code == 302} == {item.get_absolute_url()}
    assert item.supervision_measures.count() == 1
    assert item.history.filter(transition="supervise").count() == 1
    assert IdempotencyRecord.objects.count() == 1


@pytest.mark.req("V37")
def test_refused_clicks_leave_the_token_free(item):
    answers = clicks(item, reason="")

    assert {answer.status_code for answer in answers} == {422}
    assert not IdempotencyRecord.objects.exists()
