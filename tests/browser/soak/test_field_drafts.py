"""A hundred findings with three photos each: the line comes and goes, the phone dies, the server fails (V23)."""

from random import Random

import pytest

from field.services import receiving
from tests.browser.field import all_are_sent, has_arrived_once
from tests.browser.test_field import failing

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.soak, pytest.mark.req("V23")]
FINDINGS, PHOTOS = 100, 3


def test_a_hundred_findings_arrive_once_whatever_happens(phone, scene, shots, monkeypatch):
    chance = Random(20261130)
    monkeypatch.setattr(receiving, "take_photo", failing(receiving.take_photo))
    monkeypatch.setattr(receiving, "receive", failing(receiving.receive))
    phone.ready()
    for number in range(FINDINGS):
        phone.context.set_offline(chance.random() < 0.6)
        phone.log(f"围堰破损 {number}", shots(PHOTOS), plant=scene.plant.pk, mark=chance.random() < 0.2)
        if chance.random() < 0.05:
            phone.kill()
            phone.start().log_in("inspector").open()
        else:
            phone.more()
    phone.context.set_offline(False)

    all_are_sent(phone, FINDINGS, tries=400)
    has_arrived_once(phone, FINDINGS, photos=FINDINGS * PHOTOS)
