"""三员分立: one administrator asks, another confirms, nobody for himself."""

import pytest
from django.urls import reverse

from accounts.models import User
from accounts.services import people
from accounts.states import ADMINISTRATORS, OrganizationKind, Role
from accounts.workflow import ACCOUNTS
from core.errors import DomainError, NotAllowedError
from core.services.acting import take
from tests.factories import OrganizationFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.req("S13")]


@pytest.fixture
def system():
    return UserFactory(role=Role.SYSADMIN)


@pytest.fixture
def security():
    return UserFactory(role=Role.SECADMIN)


def proposed(system, **given):
    details = {"username": "li", "name": "李某", "organization": OrganizationFactory(), "role": Role.INSPECTOR, **given}
    return people.propose_account(actor=system, **details)


def test_a_new_account_opens_nothing_before_it_is_confirmed(client, system, security):
    user = proposed(system)
    user.set_password("Yuanan-test-2026")
    user.save()
    client.post(reverse("accounts:login"), {"username": "li", "password": "Yuanan-test-2026"})
    assert "_auth_user_id" not in client.session

    people.confirm_account(user, actor=security)

    user.refresh_from_db()
    assert (user.is_active, user.has_usable_password(), user.confirmed_by) == (True, False, security)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.SYSADMIN])
def test_only_the_system_administrator_makes_accounts(role):
    with pytest.raises(NotAllowedError):
        proposed(UserFactory(role=role))

    assert not User.objects.filter(username="li").exists()


@pytest.mark.parametrize("role", [role for role in Role if role != Role.SECADMIN])
def test_only_the_security_administrator_confirms(system, role):
    user = proposed(system)

    with pytest.raises(NotAllowedError):
        people.confirm_account(user, actor=UserFactory(role=role))

    user.refresh_from_db()
    assert not user.is_active


def test_an_account_is_confirmed_once(system, security):
    user = proposed(system)
    people.confirm_account(user, actor=security)

    with pytest.raises(DomainError):
        people.confirm_account(user, actor=security)


def test_who_has_changed_office_does_not_confirm_the_account_he_asked_for(system):
    user = proposed(system)
    User.objects.filter(pk=system.pk).update(role=Role.SECADMIN)
    system.refresh_from_db()

    with pytest.raises(NotAllowedError):
        people.confirm_account(user, actor=system)


def test_a_role_holds_once_the_other_administrator_agrees(system, security):
    user = UserFactory(role=Role.INSPECTOR)
    take(ACCOUNTS, user.pk, "propose-role", actor=security, role=Role.DEPARTMENT, is_head=True)
    user.refresh_from_db()
    assert user.role == Role.INSPECTOR

    take(ACCOUNTS, user.pk, "confirm-role", actor=system)

    user.refresh_from_db()
    assert (user.role, user.is_head, user.proposed_role) == (Role.DEPARTMENT, True, "")


def test_a_declined_role_leaves_everything_as_it_was(system, security):
    user = UserFactory(role=Role.INSPECTOR)
    take(ACCOUNTS, user.pk, "propose-role", actor=security, role=Role.DEPARTMENT, is_head=True)

    take(ACCOUNTS, user.pk, "decline-role", actor=system)

    user.refresh_from_db()
    assert (user.role, user.proposed_role) == (Role.INSPECTOR, "")


def test_nobody_grants_to_himself(system, security):
    with pytest.raises(NotAllowedError):
        take(ACCOUNTS, security.pk, "propose-role", actor=security, role=Role.COORDINATOR, is_head=True)
    take(ACCOUNTS, system.pk, "propose-role", actor=security, role=Role.COORDINATOR, is_head=True)

    with pytest.raises(NotAllowedError):
        take(ACCOUNTS, system.pk, "confirm-role", actor=system)

    system.refresh_from_db()
    assert system.role == Role.SYSADMIN


def test_a_new_role_ends_the_sessions_of_the_old_one(client, system, security):
    user = UserFactory(role=Role.INSPECTOR)
    client.force_login(user)
    take(ACCOUNTS, user.pk, "propose-role", actor=security, role=Role.DEPARTMENT, is_head=False)

    take(ACCOUNTS, user.pk, "confirm-role", actor=system)

    assert client.get(reverse("notices:notice-list")).status_code == 302


@pytest.mark.req("S67")
def test_another_unit_holds_once_the_other_administrator_agrees(client, system, security):
    user, other = UserFactory(role=Role.INSPECTOR), OrganizationFactory()
    client.force_login(user)
    given = {"name": user.name, "phone": "", "email": user.email, "certificate_number": ""}
    take(ACCOUNTS, user.pk, "edit", actor=system, organization=other, **given)
    user.refresh_from_db()
    assert user.organization != other

    take(ACCOUNTS, user.pk, "confirm-change", actor=security)

    user.refresh_from_db()
    assert user.organization == other
    assert client.get(reverse("notices:notice-list")).status_code == 302, "what was open has ended"


def test_an_ended_account_comes_back_by_both(system, security):
    user = UserFactory()
    take(ACCOUNTS, user.pk, "disable", actor=system)
    take(ACCOUNTS, user.pk, "reopen", actor=system)
    user.refresh_from_db()
    assert not user.is_active

    people.confirm_account(user, actor=security)

    user.refresh_from_db()
    assert user.is_active


@pytest.mark.parametrize(
    ("role", "kind"),
    [
        (Role.ENTERPRISE, OrganizationKind.DEPARTMENT),
        (Role.COORDINATOR, OrganizationKind.ENTERPRISE),
        (Role.PARK, OrganizationKind.DEPARTMENT),
        (Role.SECADMIN, OrganizationKind.ENTERPRISE),
    ],
)
def test_a_role_belongs_into_a_unit_of_its_kind(system, role, kind):
    with pytest.raises(DomainError):
        proposed(system, role=role, organization=OrganizationFactory(kind=kind))

    assert not User.objects.filter(username="li").exists()


@pytest.mark.parametrize("role", sorted(ADMINISTRATORS))
def test_an_administrator_is_offered_only_what_is_his(role):
    person, waiting = UserFactory(), proposed(UserFactory(role=Role.SYSADMIN))
    actor = UserFactory(role=role)
    own = {
        Role.SYSADMIN: {"edit", "disable"},
        Role.SECADMIN: {"propose-role", "link", "log-out"},
        Role.AUDITADMIN: set(),
    }

    assert people.acts_open(person, actor) == own[role]
    assert people.acts_open(actor, actor) == set()
    assert ("confirm" in people.acts_open(waiting, actor)) == (role == Role.SECADMIN)
