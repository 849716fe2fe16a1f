"""What changes what somebody sees, or where notices go, holds once two have agreed (S67)."""

import pytest
from django.apps import apps
from django.urls import reverse

from accounts.forms.people import AccountForm
from accounts.forms.units import UnitForm
from accounts.models import Organization, User
from accounts.rules import changing
from accounts.services import changes, organizations
from accounts.services.organizations import NotOfUnitsError
from accounts.states import OrganizationKind, Role
from notices.models import Notice
from tests.factories import EnterpriseFactory, ItemFactory, OrganizationFactory, ParkFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.req("S67")]


def scoped_models():
    """Every model that is seen by scope."""
    managers = ((model, model._default_manager) for model in apps.get_models())
    return [(model, manager) for model, manager in managers if hasattr(manager.get_queryset(), "visible_to")]


def sight():
    """What everybody sees of everything, and where each is told: by person and model."""
    seen = {}
    for person in User.objects.select_related("organization__county"):
        seen[person.pk, "address"] = (person.email, person.phone)
        for model, manager in scoped_models():
            if model not in (User, Organization):
                seen[person.pk, model] = frozenset(manager.all().visible_to(person).values_list("pk", flat=True))
    return seen


@pytest.fixture
def world():
    """A county with something to see for a park, an enterprise and an office, and another county beside it."""
    park = ParkFactory()
    plant = EnterpriseFactory(park=park)
    item = ItemFactory(enterprise=plant, rectifying=True)
    person = UserFactory(role=Role.PARK, organization=park.committee)
    other = EnterpriseFactory(park=ParkFactory())
    ItemFactory(enterprise=other, rectifying=True)
    neighbour = organizations.create_organization(name="邻县", kind=OrganizationKind.COUNTY, parent=None)
    return {"item": item, "person": person, "other": other, "neighbour": neighbour}


OF_PERSON = {
    "name": lambda world: "新名",
    "organization": lambda world: world["other"].park.committee,
    "phone": lambda world: "13911112222",
    "email": lambda world: "else@where.test",
    "certificate_number": lambda world: "X-1",
    "post": lambda world: "科长",
}
OF_UNIT = {
    "name": lambda world: "新名",
    "short_name": lambda world: "新",
    "kind": lambda world: OrganizationKind.OTHER,
    "parent": lambda world: world["neighbour"],
    "protocol_order": lambda world: 3,
    "phone": lambda world: "0311-1",
    "document_word": lambda world: "砚字",
    "is_active": lambda world: False,
}


def test_the_tables_of_this_test_are_the_fields_of_the_forms():
    assert OF_PERSON.keys() == set(AccountForm._meta.fields)
    assert OF_UNIT.keys() == set(UnitForm._meta.fields)


@pytest.mark.parametrize("field", OF_PERSON)
def test_a_field_of_a_person_that_changes_sight_or_address_needs_two(world, field):
    person, before = world["person"], sight()
    setattr(person, field, OF_PERSON[field](world))
    person.save()

    assert (sight() != before) == (field in changing.OF_PERSON)


@pytest.mark.parametrize("field", OF_UNIT)
def test_a_field_of_a_unit_that_changes_sight_needs_two(world, field):
    unit, before = world["person"].organization, sight()
    setattr(unit, field, OF_UNIT[field](world))
    organizations._move(unit)

    assert sight() == before or field in changing.OF_UNIT


@pytest.mark.parametrize("field", changing.OF_PERSON)
def test_by_one_alone_it_only_waits(client, world, field):
    person, before = world["person"], sight()
    client.force_login(UserFactory(role=Role.SYSADMIN, username="chief"))
    given = {name: getattr(person, name) for name in ("name", "phone", "email", "certificate_number")}
    given = {**given, "organization": person.organization_id}
    value = OF_PERSON[field](world)
    before = sight()

    client.post(reverse("accounts:user-edit", args=[person.pk]), {**given, field: getattr(value, "pk", value)})

    assert sight() == {**before, **{key: value for key, value in sight().items() if key[1] is Notice}}
    assert changes.open_change(person).values == {field: getattr(value, "pk", value)}
    assert "确认变更" not in client.get(reverse("accounts:user-detail", args=[person.pk])).text
    client.force_login(UserFactory(role=Role.SECADMIN))
    assert "确认变更" in client.get(reverse("accounts:user-detail", args=[person.pk])).text
    client.post(reverse("accounts:user-act", args=[person.pk, "confirm-change"]))
    assert getattr(User.objects.get(pk=person.pk), field) == value


def test_the_owner_and_the_audit_administrator_are_told_before_it_holds(client, world):
    audit, chief = UserFactory(role=Role.AUDITADMIN), UserFactory(role=Role.SYSADMIN)

    changes.propose(world["person"], {"email": "else@where.test"}, actor=chief)

    told = Notice.objects.filter(rule="account-security", is_urgent=True)
    assert set(told.values_list("recipient", flat=True)) == {world["person"].pk, audit.pk}


def test_a_unit_is_moved_by_no_one_alone(client, world):
    unit, chief = world["person"].organization, UserFactory(role=Role.SYSADMIN)
    changes.propose(unit, {"parent": OrganizationFactory()}, actor=chief)
    path = unit.path

    for actor in (chief, UserFactory(role=Role.AUDITADMIN), UserFactory()):
        with pytest.raises(NotOfUnitsError):
            organizations.confirm_change(unit, actor=actor)

    unit.refresh_from_db()
    assert unit.path == path


def test_who_has_changed_office_does_not_confirm_his_own_move(world):
    unit, chief = world["person"].organization, UserFactory(role=Role.SYSADMIN)
    changes.propose(unit, {"parent": OrganizationFactory()}, actor=chief)
    chief.role = Role.SECADMIN
    chief.save()

    with pytest.raises(NotOfUnitsError):
        organizations.confirm_change(unit, actor=chief)


def test_a_declined_change_leaves_everything_and_another_can_be_asked_for(client, world):
    person, guard = world["person"], UserFactory(role=Role.SECADMIN)
    changes.propose(person, {"email": "else@where.test"}, actor=UserFactory(role=Role.SYSADMIN))
    client.force_login(guard)

    client.post(reverse("accounts:user-act", args=[person.pk, "decline-change"]))

    assert changes.open_change(person) is None
    assert User.objects.get(pk=person.pk).email == person.email
