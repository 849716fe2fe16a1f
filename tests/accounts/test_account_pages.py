"""Accounts and units on their pages: for the administrators, each with his own acts."""

from urllib.parse import urlsplit

import pytest
from django.urls import reverse

from accounts.models import Organization, User
from accounts.states import ADMINISTRATORS, OrganizationKind, Role
from tests.factories import PASSWORD, EnterpriseFactory, ItemFactory, OrganizationFactory, ParkFactory, UserFactory

pytestmark = pytest.mark.django_db
OTHERS = sorted(set(Role) - ADMINISTRATORS)


def pages(person):
    unit = person.organization
    with_id = [reverse(f"accounts:user-{name}", args=[person.pk]) for name in ("detail", "edit", "propose-role")]
    lists = [reverse(f"accounts:{name}") for name in ("user-list", "user-create", "organization-list")]
    acts = [reverse("accounts:user-act", args=[person.pk, act]) for act in ("confirm", "link", "disable")]
    return [*with_id, *lists, *acts, reverse("accounts:organization-edit", args=[unit.pk])]


@pytest.mark.req("S14")
@pytest.mark.parametrize("role", OTHERS)
def test_there_are_no_such_pages_for_others(client, role):
    person = UserFactory()
    client.force_login(UserFactory(role=role))

    assert {client.get(url).status_code for url in pages(person)} == {404}
    assert {client.post(url).status_code for url in pages(person)} == {404}


@pytest.mark.req("S13")
@pytest.mark.parametrize("role", sorted(ADMINISTRATORS))
def test_administrators_find_no_business(client, role):
    item = ItemFactory(rectifying=True, enterprise=EnterpriseFactory(park=ParkFactory()))
    client.force_login(UserFactory(role=role))
    paths = [item.get_absolute_url(), item.enterprise.get_absolute_url(), item.park.get_absolute_url()]

    assert {client.get(path).status_code for path in paths} == {404}
    assert client.get(reverse("core:search"), {"q": item.number}).context["groups"] == []


def test_from_the_wish_to_the_first_password(client, settings):
    settings.DEMO = False
    unit = OrganizationFactory()
    client.force_login(UserFactory(role=Role.SYSADMIN, enrolled=True))
    given = {"username": "li", "name": "李某", "organization": unit.pk, "role": "INSPECTOR"}
    client.post(reverse("accounts:user-create"), given)
    person = User.objects.get(username="li")

    client.force_login(UserFactory(role=Role.SECADMIN, enrolled=True))
    answer = client.post(reverse("accounts:user-act", args=[person.pk, "confirm"]))

    assert "no-store" in answer.headers["Cache-Control"]
    client.logout()
    link, chosen = urlsplit(answer.context["link"]).path, "Ganjing-De-Mima-88"
    assert client.get(link).status_code == client.get(link).status_code == 200, "to look at it changes nothing"
    client.post(link, {"new_password1": chosen, "new_password2": chosen})
    client.post(reverse("accounts:login"), {"username": "li", "password": chosen})
    assert client.get("/").status_code == 200


def test_a_role_that_does_not_fit_is_said_at_the_field(client):
    client.force_login(UserFactory(role=Role.SYSADMIN))
    given = {"username": "li", "name": "李某", "organization": OrganizationFactory().pk, "role": "ENTERPRISE"}

    answer = client.post(reverse("accounts:user-create"), given)

    assert "role" in answer.context["form"].errors
    assert not User.objects.filter(username="li").exists()


@pytest.mark.parametrize(
    ("state", "names"), [("waiting", {"wartend"}), ("ended", {"ended"}), ("role", {"proposed"}), ("nonsense", set())]
)
def test_accounts_are_found_by_their_state(client, state, names):
    chief = UserFactory(role=Role.SYSADMIN, username="chief")
    UserFactory(username="wartend", created_by=chief, is_active=False)
    UserFactory(username="ended", is_active=False)
    UserFactory(username="proposed", proposed_role=Role.INSPECTOR)
    client.force_login(chief)

    rows = client.get(reverse("accounts:user-list"), {"state": state}).context["page"].object_list

    assert {person.username for person in rows} == names


@pytest.mark.req("S31")
def test_a_phone_is_shown_masked_and_stays_when_it_comes_back_masked(client):
    person = UserFactory(phone="13800005678", role=Role.INSPECTOR)
    client.force_login(UserFactory(role=Role.SYSADMIN))
    url = reverse("accounts:user-edit", args=[person.pk])
    given = {"name": "新名", "organization": person.organization_id, "email": ""}

    assert "13800005678" not in client.get(url).text
    client.post(url, {**given, "phone": "138****5678"})
    refused = client.post(url, {**given, "phone": "138****9999"})

    person.refresh_from_db()
    assert (person.name, person.phone) == ("新名", "13800005678")
    assert "phone" in refused.context["form"].errors


def test_own_settings_change_the_language_at_once(client):
    person = UserFactory(keyboard_shortcuts=True)
    client.force_login(person)

    client.post(reverse("accounts:own-settings"), {"language": "en", "phone": "13900001234", "email": "a@b.test"})

    person.refresh_from_db()
    assert (person.language, person.keyboard_shortcuts, person.phone) == ("en", False, "13900001234")
    assert "My settings" in client.get(reverse("accounts:own-settings")).text


@pytest.mark.req("S17")
def test_own_settings_change_nothing_else(client):
    person = UserFactory(role=Role.INSPECTOR)
    client.force_login(person)
    given = {"language": "en", "role": "COORDINATOR", "is_head": "on", "username": "x", "organization": "1"}

    client.post(reverse("accounts:own-settings"), given)

    person.refresh_from_db()
    assert (person.role, person.is_head) == (Role.INSPECTOR, False)
    assert person.username != "x"


def unit_form(unit, **changed):
    given = {"name": unit.name, "kind": unit.kind, "parent": unit.parent_id or "", "protocol_order": 5}
    return {**given, "other_names": "", "is_active": "on", **changed}


def test_a_unit_is_moved_with_what_hangs_below_it(client):
    unit, other = OrganizationFactory(), OrganizationFactory()
    below = OrganizationFactory(parent=unit)
    client.force_login(UserFactory(role=Role.SYSADMIN))

    client.post(reverse("accounts:organization-edit", args=[unit.pk]), unit_form(unit, parent=other.pk))
    below.refresh_from_db()
    assert below.path.startswith(unit.path), "it waits for the security administrator"
    client.force_login(UserFactory(role=Role.SECADMIN))
    client.post(reverse("accounts:organization-act", args=[unit.pk, "confirm-change"]))

    below.refresh_from_db()
    assert below.path == f"{other.path}{unit.pk}/{below.pk}/"


def test_other_names_are_kept_added_and_dropped(client):
    unit = OrganizationFactory()
    client.force_login(UserFactory(role=Role.SYSADMIN))
    url = reverse("accounts:organization-edit", args=[unit.pk])

    client.post(url, unit_form(unit, other_names="县安监局\n安监局"))
    kept = unit.aliases.get(name="安监局")
    client.post(url, unit_form(unit, other_names="安监局\n县应急局"))

    assert set(unit.aliases.values_list("name", flat=True)) == {"安监局", "县应急局"}
    assert unit.aliases.get(name="安监局") == kept


@pytest.mark.parametrize("changed", [{"name": "另一局"}, {"is_active": ""}], ids=["a name taken", "people in it"])
def test_a_change_that_does_not_fit_is_refused(client, changed):
    unit = UserFactory().organization
    OrganizationFactory(name="另一局")
    client.force_login(UserFactory(role=Role.SYSADMIN))

    answer = client.post(reverse("accounts:organization-edit", args=[unit.pk]), unit_form(unit, **changed))

    unit.refresh_from_db()
    assert set(answer.context["form"].errors) == set(changed)
    assert unit.is_active
    assert unit.name != "另一局"


@pytest.mark.parametrize("role", [Role.SECADMIN, Role.AUDITADMIN])
def test_other_administrators_read_the_tree_only(client, role):
    unit = OrganizationFactory()
    client.force_login(UserFactory(role=role))

    assert unit.name in client.get(reverse("accounts:organization-list")).text
    assert client.post(reverse("accounts:organization-edit", args=[unit.pk]), unit_form(unit)).status_code == 404


def test_a_new_unit_hangs_where_it_was_put(client):
    client.force_login(UserFactory(role=Role.SYSADMIN, password=PASSWORD))
    parent = OrganizationFactory()
    given = {"name": "新站", "kind": OrganizationKind.DEPARTMENT, "parent": parent.pk, "protocol_order": 9}

    client.post(reverse("accounts:organization-create"), {**given, "is_active": "on"})

    unit = Organization.objects.get(name="新站")
    assert (unit.county, unit.path) == (parent.county, f"{parent.path}{unit.pk}/")
