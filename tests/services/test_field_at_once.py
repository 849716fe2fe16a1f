"""Twenty requests with one finding of the field, or one photo: one effect, the same receipt (V23, V8)."""

import json
import uuid

import pytest
from django.test import Client

from accounts.states import Role
from core.models import Attachment, HeldUpload
from field.models import FieldReceipt
from rectification.models import Item
from tests.factories import EnterpriseFactory, UserFactory
from tests.field.conftest import FINDINGS, Device, words
from tests.services.test_same_key_at_once import all_at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.services, pytest.mark.req("V23", "V8")]


@pytest.fixture
def again(settings, tmp_path):
    """The same device once more, in the same session."""
    settings.MEDIA_ROOT = tmp_path
    person, first = UserFactory(role=Role.INSPECTOR), Client()
    first.force_login(person)

    def come(_number=0):
        client = Client()
        client.cookies = first.cookies
        return Device(client, person)

    return come


def test_one_finding_sent_twenty_times_at_once_is_registered_once(again):
    finding, photos = uuid.uuid4(), [uuid.uuid4() for _photo in range(2)]
    for place, photo in enumerate(photos):
        again().photo(finding, photo, colour=("red", "blue")[place])
    said = words(EnterpriseFactory(), token=finding, photo=photos)

    answers = all_at_once(lambda number: again(number).client.post(FINDINGS, said))

    assert {answer.status_code for answer in answers} == {201}
    assert len({json.dumps(answer.json(), sort_keys=True) for answer in answers}) == 1
    assert Item.objects.count() == FieldReceipt.objects.count() == 1
    assert Item.objects.get().finding.photos.count() == 2


def test_ten_findings_of_one_person_at_once_all_come_in(again):
    plant = EnterpriseFactory()

    answers = all_at_once(lambda number: again(number).finding(plant, description=f"第{number}处"), times=10)

    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["number"] for answer in answers}) == Item.objects.count() == 10


def test_one_photo_sent_at_once_is_held_once(again):
    finding, photo = uuid.uuid4(), uuid.uuid4()

    answers = all_at_once(lambda number: again(number).photo(finding, photo), times=6)

    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["sha256"] for answer in answers}) == 1
    assert HeldUpload.objects.count() == Attachment.objects.count() == 1
