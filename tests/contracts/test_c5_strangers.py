"""Who must not know of a thing does not learn of it by any way of the API (security S15, S16, S18)."""

from datetime import timedelta

import pytest

from accounts.states import OrganizationKind
from core import clock
from rectification import workflow
from rectification.models import Item
from tests.contracts.people import County
from tests.factories import (
    AttachmentFactory,
    EnterpriseFactory,
    ItemFactory,
    OrganizationFactory,
    ParkFactory,
    ProjectFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.req("S15")]
MARKER = "暗号Q7Z"
READERS = ("coordinator", "emergency", "inspector", "park", "enterprise", "enterprise2", "superior", "observer")
LISTS = (
    "organizations",
    "parks",
    "enterprises",
    "projects",
    "findings",
    "rectifications",
    "attachments",
    "notifications",
)


@pytest.fixture
def county():
    return County()


@pytest.fixture
def outsider():
    """A whole other county, its names marked, with something of everything."""
    other = OrganizationFactory(name=f"{MARKER}县政府", kind=OrganizationKind.COUNTY, parent=None)
    park = ParkFactory(name=f"{MARKER}园区", county=other)
    plant = EnterpriseFactory(name=f"{MARKER}化工", park=park, county=other)
    project = ProjectFactory(name=f"{MARKER}项目", enterprise=plant)
    item = ItemFactory(
        under_review=True, enterprise=plant, project=project, title=f"{MARKER}隐患", description=f"{MARKER}描述"
    )
    item.file = item.evidence.first().attachment
    item.file.name = f"{MARKER}.jpg"
    item.file.save()
    return item


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("name", LISTS)
def test_nothing_of_another_county_is_in_a_list_or_its_count(county, outsider, reader, name):
    caller = getattr(county, reader)

    plain = caller.get(f"{name}/", limit=200)
    sought = caller.get(f"{name}/", search=MARKER)

    assert plain.status_code == sought.status_code == 200
    assert MARKER not in plain.content.decode()
    assert plain.json()["count"] == len(plain.json()["results"])
    assert sought.json()["count"] == 0


@pytest.mark.parametrize("reader", READERS)
def test_a_foreign_id_answers_like_a_missing_one(county, outsider, reader):
    caller = getattr(county, reader)
    plant, finding = outsider.enterprise, outsider.finding
    paths = {
        f"rectifications/{outsider.pk}/": "rectifications/999999/",
        f"findings/{finding.pk}/": "findings/999999/",
        f"enterprises/{plant.pk}/": "enterprises/999999/",
        f"parks/{plant.park_id}/": "parks/999999/",
        f"projects/{outsider.project_id}/": "projects/999999/",
        f"organizations/{plant.organization_id}/": "organizations/999999/",
        f"attachments/{outsider.file.pk}/": "attachments/999999/",
    }

    for foreign, missing in paths.items():
        assert caller.get(foreign).status_code == 404, foreign
        assert caller.get(foreign).content == caller.get(missing).content


@pytest.mark.parametrize("name", workflow.TRANSITIONS)
def test_no_step_is_taken_at_a_foreign_item_by_anybody(county, outsider, name):
    before = Item.objects.filter(pk=outsider.pk).values().get()

    for reader in (*READERS, "sysadmin"):
        caller = getattr(county, reader)
        foreign = caller.post(f"rectifications/{outsider.pk}/{name}/", {"version": outsider.version})
        missing = caller.post(f"rectifications/999999/{name}/", {"version": outsider.version})
        assert foreign.status_code == 404
        assert foreign.content == missing.content

    assert Item.objects.filter(pk=outsider.pk).values().get() == before


@pytest.mark.parametrize("query", ["park", "enterprise", "project", "lead_organization"])
def test_a_filter_by_a_foreign_id_says_nothing(county, outsider, query):
    ids = {
        "park": outsider.park_id,
        "enterprise": outsider.enterprise_id,
        "project": outsider.project_id,
        "lead_organization": outsider.lead_organization_id,
    }

    foreign = county.coordinator.get("rectifications/", **{query: ids[query]})
    missing = county.coordinator.get("rectifications/", **{query: 999999})

    assert foreign.content == missing.content


def test_one_plant_knows_nothing_of_its_neighbour(county):
    neighbour = ItemFactory(under_review=True, enterprise=county.plant, title=MARKER, description=MARKER)

    for name in LISTS:
        answer = county.enterprise2.get(f"{name}/", limit=200)
        assert MARKER not in answer.content.decode()
        assert county.plant.name not in answer.content.decode(), name
    assert county.enterprise2.get(f"rectifications/{neighbour.pk}/").status_code == 404
    assert county.enterprise.get(f"rectifications/{neighbour.pk}/").status_code == 200


@pytest.mark.parametrize("administrator", ["sysadmin"])
@pytest.mark.parametrize("name", ["parks", "enterprises", "projects", "permits", "findings", "rectifications"])
def test_an_administrator_sees_no_business(county, administrator, name):
    ItemFactory(enterprise=county.plant)

    assert getattr(county, administrator).get(f"{name}/").json()["count"] == 0


@pytest.mark.req("S16")
@pytest.mark.parametrize("field", ["park", "enterprise", "project"])
def test_a_finding_can_not_be_laid_at_a_foreign_door(county, outsider, field):
    body = {"title": "a", "description": "b", "level": "GENERAL", "category": "C06", "source": "COUNTY_CHECK"}
    body |= {"park": county.plant.park_id, "found_on": clock.today().isoformat()}
    foreign = {"park": outsider.park_id, "enterprise": outsider.enterprise_id, "project": outsider.project_id}

    strange = county.inspector.post("rectifications/", body | {field: foreign[field]})
    missing = county.inspector.post("rectifications/", body | {field: 999999})

    assert strange.status_code == missing.status_code == 400
    told = strange.json()["errors"][field][0].replace(str(foreign[field]), "#")
    assert told == missing.json()["errors"][field][0].replace("999999", "#")


@pytest.mark.req("S16")
def test_an_item_is_not_assigned_merged_or_registered_across_the_border(county, outsider):
    item = ItemFactory(enterprise=county.plant)
    at = f"rectifications/{item.pk}"
    deadline = (clock.today() + timedelta(days=9)).isoformat()
    bodies = {
        f"{at}/assign/": {"lead_organization": outsider.lead_organization_id, "deadline": deadline},
        f"{at}/void/": {"reason": "重复", "merged_into": outsider.pk},
        "rectifications/": {"finding": outsider.finding_id},
    }

    for path, body in bodies.items():
        answer = county.coordinator.post(path, {"version": item.version, **body})
        assert answer.status_code == 400, path
        assert MARKER not in answer.content.decode()
    item.refresh_from_db()
    assert (item.state, item.version) == ("PENDING", 1)


@pytest.mark.req("S16")
def test_another_ones_upload_proves_nothing(county):
    item = ItemFactory(rectifying=True, enterprise=county.plant)
    foreign = AttachmentFactory(kind="after")
    before = county.enterprise.upload("before")

    strange = county.enterprise.step({"id": item.pk}, "submit", work_done="x", evidence=[before, foreign.pk])
    missing = county.enterprise.step({"id": item.pk}, "submit", work_done="x", evidence=[before, 999999])

    assert strange.status_code == missing.status_code == 400
    assert set(strange.json()["errors"]) == {"evidence"}
    told = strange.json()["errors"]["evidence"][0].replace(f"“{foreign.pk}”", "“999999”")
    assert [told] == missing.json()["errors"]["evidence"]


@pytest.mark.req("S16")
def test_a_reviewer_of_another_county_does_not_count(county, outsider):
    item = ItemFactory(under_review=True, enterprise=county.plant)
    officers = [county.users["inspector"].pk, outsider.people["inspector"].pk]

    answer = county.inspector.step({"id": item.pk}, "pass", opinion="合格", officers=officers)

    assert answer.status_code == 400
    assert set(answer.json()["errors"]) == {"officers"}


@pytest.mark.req("S16")
def test_a_key_of_another_person_opens_nothing(county):
    item = ItemFactory(enterprise=county.plant)
    body = {"version": 1, "level": "CHASED", "reason": "x"}
    key = {"idempotency-key": "one"}
    lead = {"lead_organization": county.plant.organization_id, "deadline": clock.today().isoformat()}
    county.coordinator.post(f"rectifications/{item.pk}/assign/", {"version": 1, **lead}, **key)

    answer = county.enterprise2.post(f"rectifications/{item.pk}/supervise/", body, **key)

    assert answer.status_code == 404


@pytest.mark.req("S18")
@pytest.mark.parametrize(
    ("reader", "shown"),
    [("coordinator", True), ("inspector", True), ("park", True), ("enterprise", False), ("observer", False)],
)
def test_where_a_camera_claims_to_have_been_is_for_those_who_check(county, reader, shown):
    item = ItemFactory(under_review=True, enterprise=county.plant)
    item.evidence.first().attachment.__class__.objects.update(claimed_latitude="30.25", claimed_device="Phone")

    files = getattr(county, reader).get(f"rectifications/{item.pk}/").json()["evidence"]

    assert files
    assert all(bool(file["attachment"]["claimed_latitude"]) == shown for file in files)
    assert all(bool(file["attachment"]["claimed_device"]) == shown for file in files)


@pytest.mark.req("S18")
def test_an_observer_reads_where_an_item_stands_and_not_who_said_what(county):
    item = ItemFactory(under_review=True, enterprise=county.plant)

    read = county.observer.get(f"rectifications/{item.pk}/").json()

    assert (read["state"], read["available"], read["history"]) == ("UNDER_REVIEW", [], [])
    assert {read[name] for name in ("responsible_person", "funds", "contingency_plan")} == {""}


@pytest.mark.parametrize("path", [*LISTS, "auth/me", "permits", "infrastructure"])
def test_nobody_reads_nothing(client, path):
    answer = client.get(f"/api/v1/{path}/")

    assert (answer.status_code, answer["Content-Type"]) == (401, "application/problem+json")


@pytest.mark.req("S33")
def test_what_people_have_told_is_read_by_who_handles_it_alone(county):
    body = {"title": "夜间异味", "description": f"居民{MARKER}反映夜间异味", "level": "GENERAL", "category": "B11"}
    body |= {"park": county.plant.park_id, "enterprise": county.plant.pk, "found_on": clock.today().isoformat()}
    made = county.emergency.post(
        "rectifications/", body | {"source": "COMPLAINT", "source_number": f"信{MARKER}"}
    ).json()
    answering = {"lead_organization": county.plant.organization_id, "deadline": clock.today().isoformat()}
    assert county.emergency.step(made, "assign", **answering).status_code == 200

    for name in ("coordinator", "emergency"):
        assert MARKER in getattr(county, name).get(f"rectifications/{made['id']}/").json()["sources"][0]["wording"]
    for name in ("enterprise", "ecology", "inspector", "park", "superior"):
        answer = getattr(county, name).get(f"rectifications/{made['id']}/")
        assert answer.status_code == 200, name
        assert MARKER not in answer.content.decode(), name
