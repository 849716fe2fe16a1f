"""C5: the collections of the API, their pages, filters and problems."""

from datetime import timedelta

import pytest

from core import clock
from inspections.models import ProblemCategory
from tests.contracts.people import County
from tests.factories import ItemFactory, ProjectFactory

pytestmark = pytest.mark.django_db
COLLECTIONS = (
    "organizations",
    "parks",
    "infrastructure",
    "enterprises",
    "permits",
    "projects",
    "findings",
    "rectifications",
    "attachments",
    "notifications",
)


def day(ahead=0):
    """A day from today on; today is asked for when a test runs, since the suite may run past midnight."""
    return (clock.today() + timedelta(days=ahead)).isoformat()


@pytest.fixture
def county():
    return County()


def numbers(answer):
    assert answer.status_code == 200, answer.content
    return sorted(row["number"] for row in answer.json()["results"])


@pytest.mark.parametrize("name", COLLECTIONS)
def test_each_collection_is_read_in_pages(county, name):
    answer = county.coordinator.get(f"{name}/", limit=1)

    assert answer.status_code == 200
    assert list(answer.json()) == ["count", "next", "previous", "results"]
    assert county.coordinator.get(f"{name}/999999/").status_code == 404


def test_pages_follow_each_other(county):
    wanted = [ItemFactory(enterprise=county.plant).number for _ in range(3)]

    first = county.coordinator.get("rectifications/", limit=2, ordering="number").json()
    second = county.coordinator.client.get(first["next"], headers=county.coordinator.headers).json()

    assert (first["count"], len(first["results"]), first["previous"]) == (3, 2, None)
    assert [row["number"] for row in first["results"] + second["results"]] == wanted
    assert second["next"] is None


@pytest.mark.req("S20", "S56")
@pytest.mark.parametrize(
    ("query", "named"),
    [
        ({"limit": "201"}, "limit"),
        ({"limit": "0"}, "limit"),
        ({"limit": "ten"}, "limit"),
        ({"offset": "-1"}, "offset"),
        ({"ordering": "lead_organization__users__password"}, "ordering"),
        ({"ordering": "registered_by"}, "ordering"),
        ({"lead_organization__users__password": "x"}, "lead_organization__users__password"),
        ({"state__in": "PENDING"}, "state__in"),
        ({"overdue": "perhaps"}, "overdue"),
        ({"state": "OPEN"}, "state"),
        ({"park": "abc"}, "park"),
        ({"park": ""}, "park"),
        ({"park": "9" * 30}, "park"),
        ({"deadline_before": "23.11.2026"}, "deadline_before"),
        ({"search": "字 " * 11}, "search"),
        ({"search": "x" * 201}, "search"),
    ],
)
def test_what_is_not_understood_is_named_and_not_ignored(county, query, named):
    answer = county.coordinator.get("rectifications/", **query)

    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert list(answer.json()["errors"]) == [named]


@pytest.fixture
def four(county):
    """A pending, an overdue, a major and another plant's item."""
    return {
        "pending": ItemFactory(
            enterprise=county.plant, category=ProblemCategory.objects.get(pk="A03"), title="未办安评"
        ).number,
        "overdue": ItemFactory(enterprise=county.plant, rectifying=True, overdue=True).number,
        "major": ItemFactory(enterprise=county.plant, rectifying=True, major=True).number,
        "other": ItemFactory(enterprise=county.other_plant, assigned=True, source="PROV_FEEDBACK").number,
    }


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"state": "PENDING"}, ["pending"]),
        ({"state": "PENDING,ASSIGNED"}, ["other", "pending"]),
        ({"state": ["PENDING", "ASSIGNED"]}, ["other", "pending"]),
        ({"level": "MAJOR"}, ["major"]),
        ({"category": "A03"}, ["pending"]),
        ({"category": "A"}, ["pending"]),
        ({"category": "B"}, []),
        ({"source": "PROV_FEEDBACK"}, ["other"]),
        ({"overdue": "true"}, ["overdue"]),
        ({"overdue": "false"}, ["major", "other", "pending"]),
        ({"deadline_before": -1}, ["overdue"]),
        ({"deadline_after": 0, "level": "GENERAL"}, ["other"]),
        ({"found_after": 0}, []),
        ({"found_before": 0, "level": "MAJOR"}, ["major"]),
        ({"search": "安评"}, ["pending"]),
        ({"search": "%"}, []),
    ],
)
def test_filters_find_what_they_say(county, four, query, found):
    """Days are given from today on."""
    asked = {name: day(value) if isinstance(value, int) else value for name, value in query.items()}

    assert numbers(county.coordinator.get("rectifications/", **asked)) == sorted(four[name] for name in found)


def test_filters_by_reference_take_ids(county, four):
    ask = county.coordinator.get
    rows = ask("rectifications/", enterprise=county.other_plant.pk)

    assert numbers(rows) == [four["other"]]
    assert ask("rectifications/", park=county.plant.park_id).json()["count"] == 4
    assert ask("rectifications/", lead_organization=county.other_plant.organization_id).json()["count"] == 1


def test_ordering_is_obeyed_both_ways(county, four):
    up = [row["id"] for row in county.coordinator.get("rectifications/", ordering="id").json()["results"]]
    down = [row["id"] for row in county.coordinator.get("rectifications/", ordering="-id").json()["results"]]

    assert up == sorted(up) == down[::-1]


@pytest.mark.parametrize("missing", ["title", "description", "level", "category", "source", "park", "found_on"])
def test_a_finding_needs_what_the_contract_says(county, missing):
    body = {
        "title": "标题",
        "description": "描述",
        "level": "GENERAL",
        "category": "C06",
        "source": "COUNTY_CHECK",
        "park": county.plant.park_id,
        "found_on": day(),
    }
    body.pop(missing)

    for path in ("findings/", "rectifications/"):
        answer = county.inspector.post(path, body)

        assert answer.status_code == 400
        assert list(answer.json()["errors"]) == [missing]
        assert county.inspector.get(path).json()["count"] == 0


def test_a_finding_is_recorded_with_its_photos_and_then_put_on_the_ledger_once(county):
    photo = county.inspector.upload("before")
    body = {"title": "围堰破损", "description": "3号罐围堰破损", "level": "GENERAL", "category": "C06"}
    body |= {"source": "COUNTY_CHECK", "source_number": "2026-7", "park": county.plant.park_id, "evidence": [photo]}
    body |= {"enterprise": county.plant.pk, "found_on": day(), "legal_basis": "危险化学品安全管理条例"}

    finding = county.inspector.post("findings/", body)
    item = county.inspector.post("rectifications/", {"finding": finding.json()["id"]})
    again = county.inspector.post("rectifications/", {"finding": finding.json()["id"]})

    assert (finding.status_code, item.status_code, again.status_code) == (201, 201, 400)
    assert finding.json()["sources"][0] | {"source": "COUNTY_CHECK", "number": "2026-7"} == finding.json()["sources"][0]
    assert item.json()["finding"] == finding.json()["id"]
    assert [shown["id"] for shown in item.json()["finding_photos"]] == [photo]
    assert "finding" in again.json()["errors"]


def test_all_that_is_wrong_is_told_at_once(county):
    answer = county.inspector.post("findings/", {"level": "GRAVE", "category": "Z99", "source": "RUMOUR", "park": 0})

    assert answer.status_code == 400
    assert set(answer.json()["errors"]) == {
        "title",
        "description",
        "level",
        "category",
        "source",
        "park",
        "found_on",
    }


@pytest.mark.parametrize(
    ("path", "status"),
    [("rectifications/1/explode/", 404), ("nothing/", 404), ("rectifications/x/", 404)],
)
def test_what_there_is_not_is_a_problem_too(county, path, status):
    answer = county.coordinator.get(path)

    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json().keys() >= {"type", "title", "status", "detail"}


def test_a_step_without_a_version_is_refused(county):
    item = ItemFactory(enterprise=county.plant)
    lead = {"lead_organization": county.plant.organization_id, "deadline": day()}

    answer = county.coordinator.post(f"rectifications/{item.pk}/assign/", lead)

    assert answer.status_code == 400
    assert list(answer.json()["errors"]) == ["version"]


def test_a_step_from_the_wrong_state_answers_409_with_the_present_one(county):
    item = ItemFactory(enterprise=county.plant, assigned=True)
    lead = {"version": item.version, "lead_organization": county.plant.organization_id}

    answer = county.coordinator.post(f"rectifications/{item.pk}/assign/", lead)

    assert answer.status_code == 409
    assert (answer.json()["state"], answer.json()["version"]) == ("ASSIGNED", item.version)


@pytest.mark.parametrize(
    ("caller", "status"),
    [("coordinator", 200), ("park", 200), ("superior", 403), ("enterprise", 403), ("enterprise2", 403)],
)
def test_a_park_is_changed_by_those_who_keep_its_file(county, caller, status):
    answer = getattr(county, caller).patch(f"parks/{county.plant.park_id}/", {"version": 1, "industries": "医药"})

    county.plant.park.refresh_from_db()
    assert answer.status_code == status
    assert (county.plant.park.industries == "医药") == (status == 200)
    assert county.plant.park.version == (2 if status == 200 else 1)


def test_a_change_over_somebody_elses_is_a_conflict(county):
    project = ProjectFactory(enterprise=county.plant)
    county.coordinator.patch(f"projects/{project.pk}/", {"version": 1, "content": "一期"})

    stale = county.park.patch(f"projects/{project.pk}/", {"version": 1, "content": "二期"})
    blind = county.park.patch(f"projects/{project.pk}/", {"content": "二期"})

    project.refresh_from_db()
    assert (stale.status_code, stale.json()["version"], blind.status_code) == (409, 2, 400)
    assert project.content == "一期"


def test_values_that_clash_with_another_row_are_refused_in_words(county):
    answer = county.coordinator.patch(f"parks/{county.plant.park_id}/", {"version": 1, "risk_score": "400"})

    assert answer.status_code == 400
    assert answer.json().keys() >= {"type", "title", "status", "detail"}


def test_a_notice_is_mine_and_is_read_once(county):
    ItemFactory(enterprise=county.plant, assigned=True)
    unread = county.enterprise.get("notifications/", unread="true").json()["results"]

    county.enterprise.post(f"notifications/{unread[0]['id']}/read/", {})
    foreign = county.enterprise2.post(f"notifications/{unread[0]['id']}/read/", {})

    assert county.enterprise.get("notifications/", unread="true").json()["count"] == len(unread) - 1
    assert foreign.status_code == 404
