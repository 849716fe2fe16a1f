"""What a device keeps to work without a connection: what its person sees, nothing of persons."""

import base64
import json
import re

import pytest
from django.test import Client

from accounts.states import Role
from core.models import LogEntry
from field.models import FieldKey
from field.services import packing
from inspections.models import Finding
from inspections.states import SourceKind
from maps.models import Place
from rectification.models import Item
from tests.factories import EnterpriseFactory, FieldReceiptFactory, ItemFactory, ShortfallFactory, UserFactory
from tests.field.conftest import PACK, device_of

pytestmark = [pytest.mark.django_db, pytest.mark.req("S33")]
PHONE = "13812345678"


def pack_of(device):
    answer = device.client.post(PACK)
    assert answer.status_code == 200
    return answer.json()["pack"]


def test_the_key_is_of_one_person_and_the_same_on_each_device(device):
    first = device.client.post(PACK)
    again = device_of(device.person).client.post(PACK)
    other = device_of(UserFactory(role=Role.INSPECTOR)).client.post(PACK)

    assert len(base64.b64decode(first.json()["key"])) == 32
    assert first.json()["key"] == again.json()["key"] != other.json()["key"]
    assert "no-store" in first.headers["Cache-Control"]


def test_that_data_were_handed_out_stands_in_the_log_without_the_key(device):
    key = device.client.post(PACK).json()["key"]

    row = LogEntry.objects.get(act="field.pack")
    assert row.actor == device.person
    assert key not in json.dumps([row.before, row.after])
    assert FieldKey.objects.get().person == device.person


def test_places_and_categories_are_those_of_the_pages(device, plant):
    Place.objects.create(park=plant.park, name="北门")

    pack = pack_of(device)

    assert {"id": plant.pk, "park": plant.park_id, "name": plant.label} in pack["enterprises"]
    assert pack["places"] == [{"park": plant.park_id, "name": "北门"}]
    assert {each["level"] for each in pack["categories"]} == {"GENERAL"}


def test_what_is_mostly_major_is_proposed_as_major(device, plant):
    for level in ("MAJOR", "MAJOR", "GENERAL"):
        device.finding(plant, category="C01", level=level)

    [found] = [each for each in pack_of(device)["categories"] if each["code"] == "C01"]
    assert found["level"] == "MAJOR"


def test_own_open_items_last_words_and_commonest_categories_of_the_plant_come_along(device, plant):
    device.finding(plant, category="C01", latitude="30.25", longitude="120.1")
    item = Item.objects.get()

    pack = pack_of(device)

    assert [(each["number"], each["title"]) for each in pack["items"]] == [(item.number, "围堰破损")]
    assert [each["text"] for each in pack["texts"]] == ["围堰破损"]
    assert pack["of_plants"][str(plant.pk)]["categories"] == ["C01"]
    assert pack["positions"][str(plant.pk)]["latitude"] == 30.25


def test_items_of_other_units_and_closed_ones_stay_away(device):
    ItemFactory()
    closed = ItemFactory(closed=True)
    Item.objects.filter(pk=closed.pk).update(registered_by_organization=device.person.organization)

    assert pack_of(device)["items"] == []


def test_no_phone_no_complaint_and_no_person_goes_along(device, plant):
    device.finding(plant, description=f"围堰破损，联系{PHONE}")
    complaint = ItemFactory(enterprise=plant)
    Item.objects.filter(pk=complaint.pk).update(registered_by_organization=device.person.organization, title="群众举报")
    complaint.finding.sources.update(kind=SourceKind.COMPLAINT)
    Finding.objects.filter(pk=complaint.finding_id).update(description="群众举报的内容")

    said = json.dumps(pack_of(device), ensure_ascii=False)

    assert re.findall(r"1\d{10}", said) == []
    assert "138****5678" in said
    assert "群众举报" not in said
    assert device.person.name not in said


@pytest.mark.req("S15")
def test_another_county_or_plant_is_nowhere_in_the_pack(plant):
    foreign = EnterpriseFactory(name="外县化工")
    person = UserFactory(role=Role.ENTERPRISE, organization=plant.organization)
    FieldReceiptFactory(item=ItemFactory(enterprise=foreign), latitude="30.25", longitude="120.1")

    pack = packing.packed(person)

    assert [each["id"] for each in pack["enterprises"]] == [plant.pk]
    assert "外县化工" not in json.dumps(pack, ensure_ascii=False)
    assert pack["positions"] == {}


def test_who_records_nothing_gets_nothing(plant):
    answer = device_of(UserFactory(role=Role.SUPERIOR)).client.post(PACK)

    assert answer.status_code == 404
    assert Client().post(PACK).status_code == 302


def test_the_pack_costs_the_same_for_many_rows(device, plant, django_assert_max_num_queries):
    for _finding in range(12):
        device.finding(plant, category="C01")
    device.client.post(PACK)

    with django_assert_max_num_queries(25):
        device.client.post(PACK)


def test_words_that_say_which_person_fell_short_stay_off_the_device(device, plant):
    item, said = ItemFactory(enterprise=plant), "负责人邵秀涛未履行包保职责"
    shortfall = ShortfallFactory(enterprise=plant)
    Finding.objects.filter(pk=item.finding_id).update(
        shortfall=shortfall, description=said, title=said, recorded_by=device.person
    )
    Item.objects.filter(pk=item.pk).update(registered_by_organization=device.person.organization)

    assert "邵秀涛" not in json.dumps(pack_of(device), ensure_ascii=False)
