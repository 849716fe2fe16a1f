"""What is written over the API is what was asked, by whom it says, and once (security S17, S51; reliability V8)."""

import json
from datetime import timedelta

import pytest
from django.test import Client

from core import clock
from core.models import IdempotencyRecord
from enterprises.models import Enterprise
from inspections.models import Finding
from parks.models import Park
from projects.models import Project
from rectification.models import Item
from tests.contracts.people import County, photo
from tests.factories import ItemFactory, ProjectFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def county():
    return County()


def finding_body(county, **more):
    return {
        "title": "围堰破损",
        "description": "3号罐围堰破损",
        "level": "GENERAL",
        "category": "C06",
        "source": "COUNTY_CHECK",
        "park": county.plant.park_id,
        "enterprise": county.plant.pk,
        "found_on": clock.today().isoformat(),
        **more,
    }


def columns(row):
    return type(row).objects.filter(pk=row.pk).values().get()


def changed(row, before):
    return {name for name, value in columns(row).items() if value != before[name]}


def every_field(model, county):
    """A value for each column of a model, as somebody would who tries them all."""
    values = {}
    for field in model._meta.concrete_fields:
        kind = field.get_internal_type()
        if kind in ("ForeignKey", "OneToOneField"):
            values[field.name] = values[field.attname] = county.other_plant.pk
        elif "Date" in kind:
            values[field.name] = "2001-01-01T00:00:00Z" if kind == "DateTimeField" else "2001-01-01"
        elif kind in ("BooleanField",):
            values[field.name] = True
        elif kind in ("CharField", "TextField"):
            values[field.name] = field.choices[-1][0] if field.choices else "改"
        elif kind != "JSONField":
            values[field.name] = 7
    return values


PATCHED = {
    Park: {
        "name", "short_name", "area_hectares", "boundary", "industries", "recognition_document", "recognized_on",
        "recognition_valid_until", "plan_approved_on", "capacity_assessed_on", "risk_grade", "risk_score",
        "risk_assessed_on", "version",
    },
    Enterprise: {
        "short_name", "kind", "state", "address", "products", "employees", "version",
    },
    Project: {
        "name", "state", "state_since", "content", "investment", "planned_start", "planned_completion", "started_on",
        "completed_on", "uses_hazardous_chemicals", "version",
    },
}  # fmt: skip


PATHS = {Park: "parks", Enterprise: "enterprises", Project: "projects"}


@pytest.mark.req("S17")
@pytest.mark.parametrize("model", PATCHED, ids=lambda model: model.__name__)
def test_a_patch_changes_the_listed_columns_and_no_other(county, model):
    project = ProjectFactory(enterprise=county.plant)
    row = {Park: county.plant.park, Enterprise: county.plant, Project: project}[model]
    before = columns(row)
    body = every_field(model, county) | {"version": row.version}
    body.pop("credit_code", None)

    answer = county.coordinator.patch(f"{PATHS[model]}/{row.pk}/", body)

    assert answer.status_code == 200, answer.content
    assert {"version"} < changed(row, before) <= PATCHED[model] | {"updated_at"}
    assert columns(row)["updated_at"] > clock.now() - timedelta(hours=1)


@pytest.mark.req("S17")
@pytest.mark.parametrize("caller", ["superior", "enterprise", "inspector"])
@pytest.mark.parametrize("model", PATCHED, ids=lambda model: model.__name__)
def test_who_does_not_keep_a_file_changes_no_column(county, model, caller):
    rows = {Park: county.plant.park, Enterprise: county.plant, Project: ProjectFactory(enterprise=county.plant)}
    row = rows[model]
    before = columns(row)

    answer = getattr(county, caller).patch(f"{PATHS[model]}/{row.pk}/", every_field(model, county))

    assert answer.status_code == 403
    assert not changed(row, before)


@pytest.mark.req("S17")
def test_what_is_not_asked_is_not_taken_when_an_item_is_registered(county):
    body = every_field(Item, county) | every_field(Finding, county) | finding_body(county)
    for reference in ("finding", "project", "criterion"):
        body.pop(reference)

    answer = county.inspector.post("rectifications/", body)

    assert answer.status_code == 201, answer.content
    item = Item.objects.get(pk=answer.json()["id"])

    assert (item.state, item.version, item.lead_organization, item.deadline) == ("PENDING", 1, None, None)
    assert item.registered_by == item.finding.recorded_by == county.users["inspector"]
    assert item.county == county.plant.county
    assert item.registered_at > clock.now() - timedelta(hours=1)


@pytest.mark.req("S17")
def test_what_is_not_asked_is_not_taken_with_a_step(county):
    item = ItemFactory(enterprise=county.plant, assigned=True)
    extra = every_field(Item, county) | {"version": item.version}
    before = columns(item)

    answer = county.enterprise.post(
        f"rectifications/{item.pk}/accept/", extra | {"measures": "换", "responsible_person": "李某"}
    )

    assert answer.status_code == 200, answer.content
    written = {"state", "version", "measures", "responsible_person", "funds", "contingency_plan", "mode"}
    assert changed(item, before) <= written | {"accepted_at", "rectifier_ids", "deadline", "next_confirmation_on"}
    assert columns(item)["state"] == "RECTIFYING"


@pytest.mark.parametrize(
    ("caller", "source", "status"),
    [
        ("coordinator", "COUNTY_CHECK", 201),
        ("emergency", "COUNTY_CHECK", 201),
        ("inspector", "COUNTY_CHECK", 201),
        ("park", "PARK_PATROL", 201),
        ("enterprise", "SELF", 201),
        ("enterprise", "COUNTY_CHECK", 403),
        ("enterprise2", "SELF", 400),
        ("superior", "COUNTY_CHECK", 403),
        ("observer", "COUNTY_CHECK", 403),
        ("sysadmin", "COUNTY_CHECK", 400),
    ],
)
@pytest.mark.parametrize("path", ["findings/", "rectifications/"])
def test_who_may_record_what(county, caller, source, status, path):
    body = finding_body(county, source=source)
    if caller == "observer":
        body.pop("enterprise")

    answer = getattr(county, caller).post(path, body)

    assert answer.status_code == status, answer.content
    assert Finding.objects.count() == (status == 201)
    assert Item.objects.count() == (status == 201 and path == "rectifications/")


@pytest.mark.req("S51")
def test_a_session_without_a_csrf_token_changes_nothing(county):
    client = Client(enforce_csrf_checks=True)
    client.force_login(county.users["inspector"])
    body = json.dumps(finding_body(county))

    refused = client.post("/api/v1/rectifications/", body, content_type="application/json")
    upload = client.post("/api/v1/attachments/", {"file": photo(), "kind": "before"})
    token = str(client.get("/accounts/password/").context["csrf_token"])
    taken = client.post("/api/v1/findings/", body, content_type="application/json", headers={"x-csrftoken": token})

    assert (refused.status_code, upload.status_code, taken.status_code) == (403, 403, 201)
    assert refused["Content-Type"] == "application/problem+json"
    assert not Item.objects.exists()


@pytest.mark.req("V8")
@pytest.mark.parametrize("path", ["findings/", "rectifications/"])
def test_the_same_key_records_once_and_answers_the_same(county, path):
    key = {"idempotency-key": "phone-1"}

    first, again = (county.inspector.post(path, finding_body(county), **key) for _time in range(2))
    other = county.inspector.post(path, finding_body(county, title="另一处"), **key)
    fresh = county.inspector.post(path, finding_body(county), **{"idempotency-key": "phone-2"})

    assert (first.status_code, again.status_code, other.status_code, fresh.status_code) == (201, 201, 422, 201)
    assert first.json() == again.json()
    assert other["Content-Type"] == "application/problem+json"
    assert Finding.objects.count() == 2


@pytest.mark.req("V8")
def test_a_refused_request_leaves_its_key_to_the_corrected_one(county):
    key = {"idempotency-key": "phone-1"}

    refused = county.inspector.post("findings/", finding_body(county, category="Z99"), **key)
    corrected = county.inspector.post("findings/", finding_body(county), **key)

    assert (refused.status_code, corrected.status_code) == (400, 201)


@pytest.mark.req("V8")
def test_a_key_is_kept_for_thirty_days(county):
    county.inspector.post("findings/", finding_body(county), **{"idempotency-key": "old"})
    for days, left in ((29, {"old", "new"}), (31, {"new"})):
        IdempotencyRecord.objects.filter(key="old").update(created_at=clock.now() - timedelta(days=days))
        IdempotencyRecord.objects.filter(key="new").delete()

        county.inspector.post("findings/", finding_body(county), **{"idempotency-key": "new"})

        assert set(IdempotencyRecord.objects.values_list("key", flat=True)) == left


def test_a_key_of_no_length_of_this_world_is_refused(county):
    answer = county.inspector.post("findings/", finding_body(county), **{"idempotency-key": "x" * 201})

    assert answer.status_code == 400
    assert not Finding.objects.exists()
