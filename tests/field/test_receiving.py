"""What was written down in the field comes onto the ledger once, with its photos (reliability V23, V8)."""

import hashlib
import uuid
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from accounts.states import Role
from core import clock
from core.models import Attachment, HeldUpload
from core.services import uploads
from field.models import FieldReceipt
from inspections.models import Finding
from rectification.models import Item
from tests.factories import FieldReceiptFactory, ItemFactory, UserFactory
from tests.field.conftest import FINDINGS, PHOTOS, device_of, words

pytestmark = [pytest.mark.django_db, pytest.mark.req("V23")]


def test_a_photo_gets_its_receipt_and_the_finding_takes_it_along(device, plant):
    finding, photo = uuid.uuid4(), uuid.uuid4()

    receipt = device.photo(finding, photo)
    answer = device.finding(plant, token=finding, photo=[photo])

    stored = Attachment.objects.get()
    assert receipt.json() == {"token": str(photo), "sha256": stored.original_sha256}
    item = Item.objects.get()
    assert (answer.status_code, answer.json()["number"]) == (201, item.number)
    assert list(item.finding.photos.all()) == [stored]
    assert not HeldUpload.objects.exists()


def test_what_is_sent_again_gets_the_same_answer_and_does_nothing(device, plant):
    said = words(plant)

    first, again = (device.client.post(FINDINGS, said) for _time in range(2))

    assert (first.status_code, first.json()) == (again.status_code, again.json())
    assert Item.objects.count() == Finding.objects.count() == FieldReceipt.objects.count() == 1


def test_a_photo_that_comes_after_its_finding_is_confirmed_and_not_stored(device, plant):
    finding = uuid.uuid4()
    device.finding(plant, token=finding)

    answer = device.photo(finding)

    assert (answer.status_code, answer.json()["sha256"]) == (201, None)
    assert not Attachment.objects.exists()


def test_other_words_under_the_same_name_are_not_taken_and_the_first_receipt_is_told(device, plant):
    said = words(plant)
    first = device.client.post(FINDINGS, said)

    answer = device.client.post(FINDINGS, {**said, "description": "改过"})

    assert (answer.status_code, answer.json()["receipt"]) == (409, first.json())
    assert Item.objects.get().title == "围堰破损"


def test_photos_that_have_not_come_in_are_named_and_nothing_is_registered(device, plant):
    here, missing, finding = uuid.uuid4(), str(uuid.uuid4()), uuid.uuid4()
    device.photo(finding, here)

    answer = device.finding(plant, token=finding, photo=[here, missing])

    assert (answer.status_code, answer.json()["missing"]) == (410, [missing])
    assert not Finding.objects.exists()
    assert device.finding(plant, token=finding, photo=[here]).status_code == 201


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"description": " "}, "description"), ({"enterprise": ""}, "enterprise"), ({"level": "X"}, "level")],
)
def test_a_refusal_says_what_is_wrong_and_the_mended_finding_is_taken(device, plant, wrong, field):
    said = words(plant)

    refused = device.client.post(FINDINGS, {**said, **wrong})

    assert refused.status_code == 422
    assert refused.json()["message"]
    assert not FieldReceipt.objects.exists()
    assert field in refused.json()["errors"] or field == "enterprise"
    assert device.client.post(FINDINGS, said).status_code == 201


@pytest.mark.req("S16")
def test_the_photo_of_somebody_else_is_not_here(device, plant):
    finding, photo = uuid.uuid4(), uuid.uuid4()
    device_of(UserFactory(role=Role.INSPECTOR)).photo(finding, photo)

    answer = device.finding(plant, token=finding, photo=[photo])

    assert answer.json()["missing"] == [str(photo)]


@pytest.mark.req("S38")
def test_what_is_no_photo_is_refused_in_words(device):
    named = {"finding": uuid.uuid4(), "token": uuid.uuid4()}
    bad = SimpleUploadedFile("坏.jpg", b"<html>", content_type="image/jpeg")

    answer = device.client.post(PHOTOS, {**named, "file": bad})

    assert answer.status_code == 422
    assert "坏.jpg" in answer.json()["message"]


def test_what_the_device_claims_stands_beside_the_receipt(device, plant):
    device.finding(plant, latitude="30.250000", longitude="120.100000", accuracy="12")

    receipt = FieldReceipt.objects.get()
    assert f"{receipt.written_at:%Y-%m-%d %H:%M}" == "2026-11-20 01:30"
    assert (str(receipt.latitude), receipt.accuracy) == ("30.250000", 12)
    page = device.client.get(receipt.item.get_absolute_url()).text
    assert "30.250000" in page
    assert "误差约 12 米" in page


@pytest.mark.req("S18")
def test_where_a_device_was_is_not_for_the_enterprise(client, plant):
    item = ItemFactory(enterprise=plant, rectifying=True)
    FieldReceiptFactory(item=item, latitude="30.250000", longitude="120.100000")
    client.force_login(UserFactory(role=Role.ENTERPRISE, organization=plant.organization))

    page = client.get(item.get_absolute_url()).text

    assert "登记时间（设备所报）" in page
    assert "30.250000" not in page


def test_who_records_nothing_sends_nothing(plant):
    answer = device_of(UserFactory(role=Role.SUPERIOR)).finding(plant)

    assert answer.status_code == 404
    assert not Finding.objects.exists()


def test_the_database_holds_one_receipt_under_one_name(device, plant):
    device.finding(plant)
    first = FieldReceipt.objects.get()
    facts = {
        "owner": device.person,
        "fingerprint": "x",
        "written_at": first.written_at,
        "received_at": first.received_at,
    }

    with pytest.raises(IntegrityError), transaction.atomic():
        FieldReceipt.objects.create(token=first.token, item=ItemFactory(), **facts)


def test_photos_of_one_finding_are_held_apart_from_those_of_another(device, monkeypatch):
    monkeypatch.setattr(uploads, "MOST_HELD", 1)

    answers = [device.photo(uuid.uuid4()) for _finding in range(2)]

    assert [answer.status_code for answer in answers] == [201, 201]


def test_the_hash_of_the_photo_as_it_was_taken_is_kept(device):
    device.photo(uuid.uuid4(), device_sha256=hashlib.sha256(b"x").hexdigest())

    assert Attachment.objects.get().device_sha256 == hashlib.sha256(b"x").hexdigest()


def test_a_day_that_is_yet_to_come_is_a_clock_that_is_ahead(device, plant):
    answer = device.finding(plant, found_on=str(clock.today() + timedelta(days=2)))

    assert answer.status_code == 201
    assert Finding.objects.get().found_on == clock.today()
