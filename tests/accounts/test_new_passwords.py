"""A forgotten password: a link of a quarter of an hour, which its owner alone opens (security S08)."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from accounts.services import people, tokens
from accounts.states import Role
from accounts.workflow import ACCOUNTS
from core import clock
from core.models import LogEntry
from core.services.acting import take
from tests.factories import PASSWORD, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.req("S08")]
NEW, OTHER = "Ganjing-De-Mima-88", "Ganjing-De-Mima-99"
LOGIN, NOTICES = reverse("accounts:login"), reverse("notices:notice-list")


@pytest.fixture
def li():
    return UserFactory(username="li", password=PASSWORD)


@pytest.fixture
def guard():
    return UserFactory(role=Role.SECADMIN)


def link_for(person, guard):
    made = people.make_link(person, actor=guard)
    return reverse("accounts:password-link", args=[person.pk, made.token])


def choose(link, password=NEW, browser=None):
    return (browser or Client()).post(link, {"new_password1": password, "new_password2": password})


def log_in(password):
    browser = Client()
    return browser if browser.post(LOGIN, {"username": "li", "password": password}).status_code == 302 else None


def test_a_link_sets_a_password_once(li, guard):
    link, browser = link_for(li, guard), Client()

    assert browser.get(link).status_code == 200
    assert choose(link, browser=browser).headers["Location"] == LOGIN

    assert browser.get(NOTICES).status_code == 302, "one logs in afterwards as always"
    assert choose(link, OTHER).status_code == 410
    assert Client().get(link).status_code == 410
    assert log_in(NEW) is not None
    assert log_in(OTHER) is None


def test_other_browsers_and_programs_are_out_once_it_is_used(li, guard):
    other, token = log_in(PASSWORD), tokens.issue(li)
    link = link_for(li, guard)
    assert other.get(NOTICES).status_code == 200

    choose(link)

    assert other.get(NOTICES).headers["Location"].startswith(LOGIN)
    assert tokens.owner(token) is None


@pytest.mark.parametrize(("seconds", "opens"), [(-1, True), (1, False)])
def test_a_link_holds_for_a_quarter_of_an_hour(li, guard, seconds, opens):
    link = link_for(li, guard)

    with clock.at(clock.now() + timedelta(minutes=15, seconds=seconds)):
        assert (choose(link).status_code == 302) == opens

    assert (log_in(NEW) is not None) == opens


def test_a_login_or_another_password_ends_the_link(li, guard):
    link = link_for(li, guard)
    log_in(PASSWORD)

    assert choose(link).status_code == 410


def test_a_link_is_of_one_person_who_is_still_there(li, guard):
    link = link_for(li, guard)
    other = UserFactory()

    assert choose(link.replace(f"/{li.pk}/", f"/{other.pk}/")).status_code == 410
    take(ACCOUNTS, li.pk, "disable", actor=UserFactory(role=Role.SYSADMIN))
    assert choose(link).status_code == 410


def test_the_policy_holds_for_a_link_too(li, guard):
    link = link_for(li, guard)

    weak, used = choose(link, "kurz"), choose(link, PASSWORD)

    assert (weak.status_code, used.status_code) == (422, 422)
    assert "不得与最近" in used.text
    assert log_in(NEW) is None


def test_the_security_administrator_is_shown_the_link_this_once_and_it_is_on_record(client, li, guard, settings):
    client.force_login(guard)

    page = client.post(reverse("accounts:user-act", args=[li.pk, "link"]))

    assert f"{settings.SITE_URL}/accounts/password/{li.pk}/" in page.context["link"]
    assert page.context["link"] in page.text
    assert "no-store" in page.headers["Cache-Control"]
    assert LogEntry.objects.about(li).get().act == "account.link"


@pytest.mark.parametrize("role", [Role.SYSADMIN, Role.AUDITADMIN])
def test_no_other_administrator_makes_links(client, li, role):
    client.force_login(UserFactory(role=role))

    assert client.post(reverse("accounts:user-act", args=[li.pk, "link"])).status_code == 404
