"""A first password opens one page only, whoever asks and how, and not for long (security S03)."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import LoginSession
from accounts.services import people
from accounts.states import Role
from core import clock
from tests.architecture.test_scope import address, listed, routes
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.req("S03")]
CHANGE = reverse("accounts:password-change")
NEW = "Ganjing-De-Mima-88"
OPEN = {"accounts:password-change", "accounts:logout", "set_language", "core:healthz", "core:readyz", "core:metrics"}
ADDRESSES = {name: address(route, 1) for route, name in routes() if name not in OPEN}


@pytest.fixture(autouse=True)
def _no_demonstration(settings):
    settings.DEMO = False


@pytest.fixture
def handed_over():
    """An account with its first password, fresh from the security administrator."""
    person = UserFactory(username="neu", role=Role.INSPECTOR)
    return person, people.reset_password(person, actor=UserFactory(role=Role.SECADMIN))


def logged_in(password, username="neu"):
    browser = Client()
    answer = browser.post(reverse("accounts:login"), {"username": username, "password": password})
    return browser if answer.status_code == 302 else None


def is_held_back(answer, path):
    if path.startswith("/api/"):
        return answer.status_code == 403 and "password-change-required" in answer.json()["type"]
    return answer.status_code == 302 and answer.headers["Location"] == CHANGE


@pytest.mark.parametrize("heads", [{}, {"HTTP_HX_REQUEST": "true"}], ids=["page", "htmx"])
def test_every_address_leads_to_the_change_of_the_password(handed_over, heads):
    browser = logged_in(handed_over[1])

    passed = [
        (name, method)
        for name, path in ADDRESSES.items()
        for method in ("get", "post")
        if not is_held_back(getattr(browser, method)(path, **heads), path)
    ]

    assert passed == []
    assert ADDRESSES.keys() | OPEN == listed().keys()


def test_the_page_of_the_password_the_way_out_and_static_files_stay_open(handed_over):
    browser = logged_in(handed_over[1])

    assert browser.get(CHANGE).status_code == 200
    assert browser.get("/static/css/yuanan.css").status_code == 200
    assert browser.post(reverse("accounts:logout")).headers["Location"] == reverse("accounts:login")


def test_the_door_of_the_api_gives_no_token_for_it(handed_over):
    given = {"username": "neu", "password": handed_over[1]}

    answer = Client().post(reverse("api:token"), given, content_type="application/json")

    assert answer.status_code == 403
    assert "password-change-required" in answer.json()["type"]


def test_the_own_password_opens_the_house_and_the_first_one_nothing_more(handed_over):
    first = handed_over[1]
    browser = logged_in(first)

    browser.post(CHANGE, {"old_password": first, "new_password1": NEW, "new_password2": NEW})

    assert browser.get("/").status_code == 200
    assert logged_in(first) is None
    assert logged_in(NEW) is not None


def test_the_first_password_does_not_become_the_own_one(handed_over):
    first = handed_over[1]
    browser = logged_in(first)

    answer = browser.post(CHANGE, {"old_password": first, "new_password1": first, "new_password2": first})

    assert "new_password2" in answer.context["form"].errors
    assert browser.get("/").headers["Location"] == CHANGE


@pytest.mark.parametrize(("hours", "opens"), [(72, True), (72 + 1 / 3600, False)])
def test_it_holds_for_three_days(handed_over, hours, opens):
    person, first = handed_over

    with clock.at(person_changed_at(person) + timedelta(hours=hours)):
        assert (logged_in(first) is not None) == opens


def person_changed_at(person):
    person.refresh_from_db()
    return person.password_changed_at


def test_it_opens_one_browser_at_a_time(handed_over):
    first_browser, second_browser = logged_in(handed_over[1]), logged_in(handed_over[1])

    assert first_browser.get("/").headers["Location"].startswith(reverse("accounts:login"))
    assert second_browser.get(CHANGE).status_code == 200
    assert LoginSession.objects.count() == 1


def test_first_passwords_are_random():
    guard, person = UserFactory(role=Role.SECADMIN), UserFactory()

    given = {people.reset_password(person, actor=guard) for _time in range(20)}

    assert len(given) == 20
    assert min(len(password) for password in given) >= 16


@pytest.mark.parametrize(
    ("role", "days", "held"),
    [(Role.SYSADMIN, 89, False), (Role.SYSADMIN, 91, True), (Role.INSPECTOR, 179, False), (Role.INSPECTOR, 181, True)],
)
def test_an_old_password_has_to_be_changed_too(client, role, days, held):
    changed_at = clock.now() - timedelta(days=days)
    client.force_login(UserFactory(role=role, password_changed_at=changed_at, enrolled=True))

    answer = client.get(reverse("core:notice-list"))

    assert (answer.status_code == 302) == held


def test_the_demonstration_has_no_first_passwords(client, settings):
    settings.DEMO = True
    client.force_login(UserFactory(must_change_password=True, password_changed_at=clock.now() - timedelta(days=999)))

    assert client.get(reverse("core:notice-list")).status_code == 200
