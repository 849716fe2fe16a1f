"""One item's whole life over the API alone (contract C5)."""

from datetime import timedelta

import pytest

from core import clock
from tests.contracts.people import County

pytestmark = pytest.mark.django_db
KEYS = {
    "id",
    "number",
    "version",
    "state",
    "level",
    "title",
    "description",
    "category",
    "sources",
    "park",
    "enterprise",
    "project",
    "lead_organization",
    "assisting_organizations",
    "found_on",
    "deadline",
    "original_deadline",
    "undated_kind",
    "overdue",
    "days_late",
    "available",
    "history",
}


def in_days(days):
    return (clock.today() + timedelta(days=days)).isoformat()


@pytest.fixture
def county():
    return County()


@pytest.fixture
def item(county):
    answer = county.inspector.post(
        "rectifications/",
        {
            "title": "储罐区可燃气体报警器失效",
            "description": "2号罐区两台可燃气体报警器无显示。",
            "level": "GENERAL",
            "category": "C06",
            "source": "COUNTY_CHECK",
            "park": county.plant.park_id,
            "enterprise": county.plant.pk,
            "found_on": in_days(-2),
        },
    )
    assert answer.status_code == 201, answer.content
    return answer.json()


def ok(answer, state):
    assert answer.status_code == 200, answer.content
    assert answer.json()["state"] == state
    return answer.json()


def assign(county, item, **more):
    lead = county.plant.organization_id
    return county.coordinator.step(item, "assign", lead_organization=lead, deadline=in_days(15), **more)


def accept(county, item):
    return county.enterprise.step(item, "accept", measures="更换报警器", responsible_person="李某", mode="ENGINEERING")


def submit(caller, item):
    evidence = [caller.upload("before"), caller.upload("after", "green")]
    return caller.step(item, "submit", work_done="已更换两台", evidence=evidence, funds_spent="0.80万元")


def test_an_item_reads_as_contracted(county, item):
    read = county.coordinator.get(f"rectifications/{item['id']}/").json()

    assert read.keys() >= KEYS
    assert (read["state"], read["level"], read["category"]) == ("PENDING", "GENERAL", "C06")
    assert read["enterprise_name"] == county.plant.name
    assert "assign" in read["available"]
    assert [entry["transition"] for entry in read["history"]] == ["register"]


def test_an_item_walks_its_whole_life_by_requests(county, item):
    officers = [county.users["inspector"].pk, county.users["ecology"].pk]
    ok(assign(county, item), "ASSIGNED")
    ok(accept(county, item), "RECTIFYING")
    extension = {"deadline": in_days(30), "reason": "备件未到", "interim_measures": "便携式检测仪巡检"}
    ok(county.enterprise.step(item, "extend", **extension), "RECTIFYING")
    ok(county.coordinator.step(item, "decide-extension", granted=True, opinion="同意"), "RECTIFYING")
    ok(submit(county.enterprise, item), "UNDER_REVIEW")
    ok(county.inspector.step(item, "fail", reason="一台仍无显示", deadline=in_days(10)), "RECTIFYING")
    ok(submit(county.enterprise, item), "UNDER_REVIEW")
    ok(county.inspector.step(item, "pass", opinion="合格", officers=officers), "AWAITING_SIGN_OFF")
    ok(county.coordinator.step(item, "sign-off", opinion="同意销号"), "CLOSED")
    closed = ok(county.emergency.step(item, "look-back", result="rebound", opinion="又失效"), "CLOSED")

    steps = [entry["transition"] for entry in closed["history"]]
    assert (closed["original_deadline"], closed["deadline"]) == (in_days(15), in_days(10))
    assert steps.count("submit") == 2
    assert steps[-1] == "look-back"
    assert county.coordinator.get("rectifications/", state="PENDING").json()["count"] == 1


def test_a_stale_version_answers_409_with_the_present_state(county, item):
    ok(assign(county, item), "ASSIGNED")

    answer = county.enterprise.post(
        f"rectifications/{item['id']}/accept/", {"version": 1, "measures": "x", "responsible_person": "y"}
    )

    assert answer.status_code == 409
    assert answer["Content-Type"].startswith("application/problem+json")
    assert answer.json()["state"] == "ASSIGNED"


def test_the_same_key_answers_the_same_and_does_nothing_twice(county, item):
    body = {"version": 1, "lead_organization": county.plant.organization_id, "deadline": in_days(15)}

    first, again = (
        county.coordinator.post(f"rectifications/{item['id']}/assign/", body, **{"idempotency-key": "k-1"})
        for _time in range(2)
    )

    assert first.status_code == again.status_code == 200
    assert first.json() == again.json()
    assert county.coordinator.get(f"rectifications/{item['id']}/").json()["version"] == 2


@pytest.mark.parametrize(
    ("name", "body", "field"),
    [
        ("assign", {}, "lead_organization"),
        ("assign", {"lead_organization": "ENTERPRISE"}, "deadline"),
    ],
)
def test_a_missing_element_is_a_problem_that_names_its_field(county, item, name, body, field):
    body = dict.fromkeys(body, county.plant.organization_id)

    answer = county.coordinator.step(item, name, **body)

    assert answer.status_code == 400
    assert field in answer.json()["errors"]
    assert answer.json().keys() >= {"type", "title", "status", "detail", "errors"}


def test_the_wrong_person_is_refused_and_a_stranger_knows_of_nothing(county, item):
    ok(assign(county, item), "ASSIGNED")

    wrong = county.inspector.step(item, "accept", measures="x", responsible_person="y")
    stranger = county.enterprise2.post(f"rectifications/{item['id']}/accept/", {"version": 2})

    assert wrong.status_code == 403
    assert stranger.status_code == county.enterprise2.get("rectifications/999999/").status_code == 404
    assert county.enterprise2.get("rectifications/").json()["count"] == 0


def test_filters_are_those_of_the_contract_and_an_unknown_one_is_named(county, item):
    found = county.coordinator.get("rectifications/", category="C06", source="COUNTY_CHECK", overdue="false")
    missed = county.coordinator.get("rectifications/", level="MAJOR")
    unknown = county.coordinator.get("rectifications/", owner="1")

    assert (found.json()["count"], missed.json()["count"]) == (1, 0)
    assert found.json().keys() == {"count", "next", "previous", "results"}
    assert unknown.status_code == 400
    assert "owner" in unknown.content.decode()


def test_me_says_who_i_am(county):
    me = county.inspector.get("auth/me/").json()

    assert (me["username"], me["roles"]) == ("inspector", ["INSPECTOR"])
    assert me["organization"] == county.emergency_bureau.pk
