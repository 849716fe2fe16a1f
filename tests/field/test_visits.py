"""What a device sends of a visit: answers, findings of items, signatures; when it waits, and that it counts once."""

import io
import json
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from accounts.states import Role
from checklists.models import ItemAnswer, Signature
from checklists.services import asking
from core import clock
from core.models import Attachment
from field.services import packing
from rectification.models import Item
from tests.checklists.made import answered, edition_in_use, visit_under_way
from tests.factories import HazardSourceFactory, UserFactory, VisitFactory
from tests.field.conftest import device_of
from visits.models import VisitFinding
from visits.states import VisitState

pytestmark = pytest.mark.django_db
ANSWERS, SIGNATURES = (reverse(f"field:{name}") for name in ("answers-send", "signature-send"))


@pytest.fixture
def edition():
    return edition_in_use()


@pytest.fixture
def visit(edition, plant):
    return visit_under_way(enterprise=plant)


@pytest.fixture
def device(visit):
    return device_of(visit.drafted_by)


def row(code="SAF01", said="MET", **more):
    written = {"token": str(uuid.uuid4()), "written_at": clock.now().isoformat()}
    return {"code": code, "said": said, "note": "", **written, **more}


def send(device, visit, *rows):
    said = {"visit": visit.pk, "checklist": "SAF", "answers": json.dumps(rows)}
    return device.client.post(ANSWERS, said)


def test_answers_come_in_and_a_lost_receipt_changes_nothing(device, visit):
    rows = [row(), row("SAF09", "UNMET", note="失电")]

    first, second = send(device, visit, *rows), send(device, visit, *rows)

    assert first.json()["taken"] == second.json()["taken"] == [each["token"] for each in rows]
    assert list(ItemAnswer.objects.values_list("question__code", "said", "note", "version")) == [
        ("SAF01", "MET", "", 1),
        ("SAF09", "UNMET", "失电", 1),
    ]


def test_one_that_is_refused_keeps_none_of_the_others_back(device, visit):
    good, bad = row(), row("SAF99")

    told = send(device, visit, bad, good).json()

    assert told["taken"] == [good["token"]]
    assert told["refused"].keys() == {bad["token"]}


@pytest.mark.parametrize(
    "wrong", ["x", "{}", json.dumps([1]), json.dumps([row(said="YES")]), json.dumps([row()] * 201), ""], ids=len
)
def test_what_no_device_of_ours_sends_is_unfit(device, visit, wrong):
    answer = device.client.post(ANSWERS, {"visit": visit.pk, "checklist": "SAF", "answers": wrong})

    assert answer.status_code == 400
    assert not ItemAnswer.objects.exists()


def test_a_visit_of_strangers_is_unknown_and_one_of_others_is_refused(visit):
    stranger = device_of(UserFactory(role=Role.ENTERPRISE))
    other = device_of(UserFactory(role=Role.INSPECTOR))

    assert send(stranger, visit, row()).status_code == 400
    assert send(other, visit, row()).json()["taken"] == []
    assert not ItemAnswer.objects.exists()


def of_item(visit, code="SAF09"):
    return {"visit": visit.pk, "checklist": "SAF", "code": code, "found_on": visit.planned_on.isoformat()}


def test_a_finding_of_an_item_is_linked_to_visit_and_answer_whichever_comes_first(device, visit, plant):
    assert device.finding(plant, **of_item(visit)).status_code == 201
    send(device, visit, row("SAF09", "UNMET"))

    made = ItemAnswer.objects.get()
    assert (made.said, made.finding) == ("UNMET", Item.objects.get().finding)
    assert VisitFinding.objects.get().visit == visit


def test_a_finding_of_an_item_counts_once(device, visit, plant):
    token = uuid.uuid4()
    receipts = [device.finding(plant, token=token, **of_item(visit)).json() for _time in range(2)]

    assert receipts[0] == receipts[1]
    assert Item.objects.count() == VisitFinding.objects.count() == 1
    assert device.finding(plant, **of_item(visit)).status_code == 422, "another one of the same item"


def test_a_finding_at_the_plant_of_a_visit_belongs_to_it(device, visit, plant):
    device.finding(plant, visit=visit.pk)

    assert VisitFinding.objects.get().visit == visit


@pytest.mark.parametrize("state", [VisitState.CLOSED, VisitState.CANCELLED])
def test_once_the_visit_has_ended_a_finding_is_on_the_ledger_without_it(device, visit, plant, state):
    visit.state, visit.end_reason = state, "x"
    visit.save()

    assert device.finding(plant, **of_item(visit)).status_code == 201
    assert Item.objects.count() == 1
    assert not VisitFinding.objects.exists()


def test_before_it_is_entered_what_belongs_to_a_visit_waits_and_other_findings_do_not(device, visit, plant):
    visit.state = VisitState.APPROVED
    visit.save()

    assert send(device, visit, row()).status_code == 425
    assert sign(device, visit).status_code == 425
    assert device.finding(plant, **of_item(visit)).status_code == 425
    assert (Item.objects.count(), ItemAnswer.objects.count()) == (0, 0)
    assert device.finding(plant, visit=visit.pk).status_code == 201


def sign(device, visit, **more):
    out = io.BytesIO()
    Image.new("RGB", (60, 20), "white").save(out, "PNG")
    said = {"name": "郑国强", "answers_sha256": asking.hash_on(visit), "token": uuid.uuid4()}
    file = SimpleUploadedFile("signature.png", out.getvalue(), content_type="image/png")
    said |= {"visit": visit.pk, "written_at": clock.now().isoformat(), "file": file}
    return device.client.post(SIGNATURES, said | more)


def test_a_signature_comes_in_once(device, visit):
    token, officer = uuid.uuid4(), visit.officers.first()

    answers = [sign(device, visit, officer=officer.pk, token=token) for _time in range(2)]

    assert [each.status_code for each in answers] == [201, 201]
    assert (Signature.objects.get().officer, Attachment.objects.count()) == (officer, 1)
    assert Signature.objects.get().name == officer.name, "not what the device calls the officer"


@pytest.mark.parametrize(
    "wrong", [{"file": ""}, {"is_refused": "on"}, {"answers_sha256": "x"}, {"token": "x"}], ids=str
)
def test_a_signature_that_says_too_little_is_refused(device, visit, wrong):
    assert sign(device, visit, **wrong).status_code in (400, 422)
    assert (Signature.objects.count(), Attachment.objects.count()) == (0, 0)


def pack(person):
    return packing.packed(person)


def test_the_pack_has_the_visits_of_today_with_checklist_and_last_answers(device, visit, edition):
    former = VisitFactory(left=True, enterprise=visit.enterprise, planned_on=visit.planned_on.replace(year=2025))
    answered(former, edition, "SAF09", "UNMET", note="失电")
    answered(visit, edition)

    [told] = pack(visit.drafted_by)["visits"]

    assert (told["id"], told["name"]) == (visit.pk, visit.enterprise.label)
    assert [each["name"] for each in told["officers"]] == [each.name for each in visit.officers.all()]
    [checklist] = told["lists"]
    assert [item["code"] for item in checklist["items"]] == ["SAF01", "SAF09", "SAF15"]
    assert checklist["answers"]["SAF01"]["said"] == "MET"
    assert checklist["last"]["SAF09"]["note"] == "失电"
    assert checklist["items"][1]["level"] == "MAJOR"


def test_visits_of_other_days_teams_and_states_are_not_in_the_pack(visit, edition, plant):
    officer = visit.drafted_by
    VisitFactory(drafted_by=officer, enterprise=plant)
    visit_under_way(officer, planned_on=visit.planned_on.replace(year=2025))
    colleague = UserFactory(role=Role.INSPECTOR, organization=officer.organization)

    assert [each["id"] for each in pack(officer)["visits"]] == [visit.pk]
    assert pack(colleague)["visits"] == []


def test_the_pack_has_the_sources_whose_stickers_lead_to_plants(visit):
    source = HazardSourceFactory(enterprise=visit.enterprise)

    told = {"id": source.pk, "enterprise": visit.enterprise_id, "name": source.name}
    assert pack(visit.drafted_by)["sources"] == [told]


def test_a_pack_asks_no_more_for_more_items(visit, edition, django_assert_max_num_queries):
    with django_assert_max_num_queries(60):
        pack(visit.drafted_by)
