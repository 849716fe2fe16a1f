"""一园一档: list, file, tabs, infrastructure; for those who may see them."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.states import OrganizationKind, Role
from core import clock
from core.models import FileChange
from parks.models import Infrastructure, Park
from parks.states import InfrastructureStatus
from tests.factories import EnterpriseFactory, OrganizationFactory, ParkFactory, UserFactory

pytestmark = pytest.mark.django_db
SEEING = (Role.COORDINATOR, Role.DEPARTMENT, Role.INSPECTOR, Role.SUPERIOR)
NOT_SEEING = (Role.PARK, Role.ENTERPRISE, Role.OBSERVER, Role.SYSADMIN, Role.SECADMIN, Role.AUDITADMIN)


def page(client, user, name, *args, **query):
    client.force_login(user)
    return client.get(reverse(name, args=args), query)


def facility_of(park, **details):
    given = {"kind_id": "INF01", "name": "污水处理厂", "status": InfrastructureStatus.BUILDING, **details}
    return Infrastructure.objects.create(park=park, **given)


@pytest.mark.parametrize("role", SEEING)
def test_county_roles_find_the_park(client, role):
    park = ParkFactory()
    user = UserFactory(role=role, organization=park.county)

    assert park.name in page(client, user, "parks:park-list").text
    assert page(client, user, "parks:park-detail", park.pk).status_code == 200


@pytest.mark.req("S15")
@pytest.mark.parametrize("role", NOT_SEEING)
def test_strangers_find_neither_list_entry_nor_file(client, role):
    park, stranger = ParkFactory(), UserFactory(role=role)
    facility = facility_of(park)
    pages = [
        ("parks:park-detail", park.pk),
        ("parks:park-edit", park.pk),
        ("parks:infrastructure-create", park.pk),
        ("parks:infrastructure-edit", facility.pk),
    ]

    assert park.name not in page(client, stranger, "parks:park-list").text
    assert {page(client, stranger, *each).status_code for each in pages} == {404}


def test_the_committee_sees_its_own_park_alone(client):
    park, other = ParkFactory(), ParkFactory()
    officer = UserFactory(role=Role.PARK, organization=park.committee)

    text = page(client, officer, "parks:park-list").text

    assert park.name in text
    assert other.name not in text


@pytest.mark.parametrize("tab", ["overview", "infrastructure", "enterprises", "changes", "unheard-of"])
def test_each_tab_opens(client, tab):
    park = ParkFactory()
    facility_of(park)

    answer = page(client, UserFactory(), "parks:park-detail", park.pk, tab=tab)

    assert answer.status_code == 200


def test_a_facility_behind_its_plan_is_said_to_be_late(client):
    park = ParkFactory()
    facility_of(park, planned_completion=clock.today() - timedelta(days=1))

    assert "1 项设施滞后" in page(client, UserFactory(), "parks:park-detail", park.pk).text


@pytest.mark.parametrize("status", [InfrastructureStatus.IN_USE, InfrastructureStatus.OUT_OF_USE])
def test_a_facility_in_use_is_not_late(status):
    facility = facility_of(ParkFactory(), status=status, planned_completion=clock.today() - timedelta(days=1))

    assert not facility.is_late


def test_the_park_shows_its_enterprises_and_no_others(client):
    mine, other = EnterpriseFactory(), EnterpriseFactory()

    text = page(client, UserFactory(), "parks:park-detail", mine.park_id, tab="enterprises").text

    assert mine.name in text
    assert other.name not in text


def test_an_officer_adds_a_facility_and_the_file_tells(client):
    park = ParkFactory()
    officer = UserFactory(role=Role.PARK, organization=park.committee)
    client.force_login(officer)
    given = {"kind": "INF02", "name": "特勤消防站", "status": "BUILDING", "progress": "40"}

    client.post(reverse("parks:infrastructure-create", args=[park.pk]), given)

    assert park.infrastructure.get().progress == 40
    assert "特勤消防站" in page(client, officer, "parks:park-detail", park.pk, tab="changes").text


def test_a_facility_does_not_end_before_it_begins(client):
    park = ParkFactory()
    client.force_login(UserFactory())
    days = {"planned_start": "2026-05-02", "planned_completion": "2026-05-01"}
    given = {"kind": "INF02", "name": "特勤消防站", "status": "BUILDING", "progress": "101", **days}

    answer = client.post(reverse("parks:infrastructure-create", args=[park.pk]), given)

    assert set(answer.context["form"].errors) == {"progress", "planned_completion"}
    assert not park.infrastructure.exists()


def test_the_county_opens_the_file_of_a_park(client):
    coordinator = UserFactory()
    committee = OrganizationFactory(kind=OrganizationKind.PARK_COMMITTEE)
    client.force_login(coordinator)

    client.post(reverse("parks:park-create"), {"code": "P9", "name": "新园区", "committee": committee.pk})

    park = Park.objects.get(code="P9")
    assert park.county == coordinator.organization.county
    assert FileChange.objects.of(park).get().after["name"] == "新园区"


def test_a_committee_opens_no_park(client):
    officer = UserFactory(role=Role.PARK)
    client.force_login(officer)
    given = {"code": "P9", "name": "新园区", "committee": officer.organization_id}

    answer = client.post(reverse("parks:park-create"), given)

    assert answer.status_code == 422
    assert not Park.objects.exists()


def test_who_changed_the_park_meanwhile_is_told_and_the_typed_text_stays(client):
    park = ParkFactory(industries="农药")
    Park.objects.filter(pk=park.pk).update(version=2, industries="医药")
    client.force_login(UserFactory())

    answer = client.post(
        reverse("parks:park-edit", args=[park.pk]), {"name": park.name, "industries": "染料", "version": "1"}
    )

    form = answer.context["form"]
    assert answer.status_code == 422
    assert (form["industries"].value(), form["version"].value()) == ("染料", "2")
    assert "医药" in form["industries"].help_text


def test_after_seeing_the_other_change_one_saves(client):
    park = ParkFactory(industries="农药")
    client.force_login(UserFactory())

    client.post(reverse("parks:park-edit", args=[park.pk]), {"name": park.name, "industries": "染料", "version": "1"})

    park.refresh_from_db()
    assert (park.industries, park.version) == ("染料", 2)


def test_who_only_reads_gets_no_form(client):
    park = ParkFactory()

    assert page(client, UserFactory(role=Role.INSPECTOR), "parks:park-edit", park.pk).status_code == 403


@pytest.mark.parametrize("query", [{"q": "\x00"}, {"q": "' OR 1=1"}, {"page": "x"}, {"sort": "county__name"}])
def test_odd_links_are_answered(client, query):
    ParkFactory()

    assert page(client, UserFactory(), "parks:park-list", **query).status_code == 200


def test_a_filter_that_is_not_understood_finds_nothing_and_says_so(client):
    ParkFactory()

    answer = page(client, UserFactory(), "parks:park-list", risk_grade="Z")

    assert answer.context["page"].paginator.count == 0
    assert answer.context["errors"]
