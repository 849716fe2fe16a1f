"""Whoever confirms decides on what the page has shown, and on nothing that was put in its place (S13, S67)."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Organization
from accounts.services import organizations
from accounts.states import Role
from accounts.workflow import ACCOUNTS
from core.services.acting import take
from tests.factories import OrganizationFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.req("S13", "S67")]
CHANGED = "页面显示后内容已有变化"


@pytest.fixture
def secadmin():
    return UserFactory(role=Role.SECADMIN)


@pytest.fixture
def sysadmin():
    return UserFactory(role=Role.SYSADMIN)


def seen_by(admin, path):
    browser = Client()
    browser.force_login(admin)
    page = browser.get(path)
    return browser, page.text.partition('name="seen" value="')[2].partition('"')[0]


def test_another_role_than_was_shown_is_not_confirmed(secadmin, sysadmin):
    person = UserFactory(role=Role.INSPECTOR)
    take(ACCOUNTS, person.pk, "propose-role", actor=secadmin, role=Role.INSPECTOR, is_head=True)
    browser, seen = seen_by(sysadmin, reverse("accounts:user-detail", args=[person.pk]))
    take(ACCOUNTS, person.pk, "decline-role", actor=sysadmin)
    take(ACCOUNTS, person.pk, "propose-role", actor=secadmin, role=Role.DEPARTMENT, is_head=True)

    answer = browser.post(reverse("accounts:user-act", args=[person.pk, "confirm-role"]), {"seen": seen}, follow=True)

    person.refresh_from_db()
    assert (CHANGED in answer.text, person.role) == (True, Role.INSPECTOR)


def test_what_was_shown_is_confirmed(secadmin, sysadmin):
    person = UserFactory(role=Role.INSPECTOR)
    take(ACCOUNTS, person.pk, "propose-role", actor=secadmin, role=Role.INSPECTOR, is_head=True)
    browser, seen = seen_by(sysadmin, reverse("accounts:user-detail", args=[person.pk]))

    browser.post(reverse("accounts:user-act", args=[person.pk, "confirm-role"]), {"seen": seen})

    person.refresh_from_db()
    assert person.is_head


def test_a_new_account_that_was_changed_after_it_was_shown_is_not_confirmed(secadmin, sysadmin):
    person = UserFactory(role=Role.ENTERPRISE, organization=OrganizationFactory(kind="ENTERPRISE"), is_active=False)
    person.created_by = sysadmin
    person.confirmed_by = person.confirmed_at = None
    person.save()
    browser, seen = seen_by(secadmin, reverse("accounts:user-detail", args=[person.pk]))
    person.email = "another@example.test"
    person.save()

    answer = browser.post(reverse("accounts:user-act", args=[person.pk, "confirm"]), {"seen": seen}, follow=True)

    person.refresh_from_db()
    assert (CHANGED in answer.text, person.is_active) == (True, False)


def test_another_move_of_a_unit_than_was_shown_is_not_confirmed(secadmin, sysadmin):
    unit = OrganizationFactory(kind="DEPARTMENT")
    places = [OrganizationFactory(kind="COUNTY") for _place in range(2)]
    given = {"name": unit.name, "short_name": unit.short_name, "kind": unit.kind, "is_active": True, "other_names": ""}
    organizations.save_unit(unit, actor=sysadmin, parent=places[0], **given)
    browser, seen = seen_by(secadmin, reverse("accounts:organization-list"))
    organizations.decline_change(unit, actor=secadmin)
    organizations.save_unit(Organization.objects.get(pk=unit.pk), actor=sysadmin, parent=places[1], **given)

    path = reverse("accounts:organization-act", args=[unit.pk, "confirm-change"])
    answer = browser.post(path, {"seen": seen}, follow=True)

    assert seen
    assert CHANGED in answer.text
    assert Organization.objects.get(pk=unit.pk).parent_id not in {place.pk for place in places}
