"""A password that is too old opens one page only, whoever asks and how (security S02, S03)."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

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


OLD = "Alter-Schluessel-1999"


@pytest.fixture(autouse=True)
def outdated():
    """An account whose password is older than half a year."""
    now = clock.now()
    changed_at = now - timedelta(days=181)
    return UserFactory(
        username="neu", role=Role.INSPECTOR, password=OLD, last_login=now, password_changed_at=changed_at
    )


def logged_in(password, username="neu"):
    browser = Client()
    answer = browser.post(reverse("accounts:login"), {"username": username, "password": password})
    return browser if answer.status_code == 302 else None


def is_held_back(answer, path):
    if path.startswith("/api/"):
        return answer.status_code == 403 and "password-change-required" in answer.json()["type"]
    return answer.status_code == 302 and answer.headers["Location"] == CHANGE


@pytest.mark.parametrize("heads", [{}, {"HTTP_HX_REQUEST": "true"}], ids=["page", "htmx"])
def test_every_address_leads_to_the_change_of_the_password(heads):
    browser = logged_in(OLD)

    passed = [
        (name, method)
        for name, path in ADDRESSES.items()
        for method in ("get", "post")
        if not is_held_back(getattr(browser, method)(path, **heads), path)
    ]

    assert passed == []
    assert ADDRESSES.keys() | OPEN == listed().keys()


def test_the_page_of_the_password_the_way_out_and_static_files_stay_open():
    browser = logged_in(OLD)

    assert browser.get(CHANGE).status_code == 200
    assert browser.get("/static/css/yuanan.css").status_code == 200
    assert browser.post(reverse("accounts:logout")).headers["Location"] == reverse("accounts:login")


def test_the_door_of_the_api_gives_no_token_for_it():
    given = {"username": "neu", "password": OLD}

    answer = Client().post(reverse("api:token"), given, content_type="application/json")

    assert answer.status_code == 403
    assert "password-change-required" in answer.json()["type"]


def test_the_new_password_opens_the_house_and_the_old_one_nothing_more():
    browser = logged_in(OLD)

    browser.post(CHANGE, {"old_password": OLD, "new_password1": NEW, "new_password2": NEW})

    assert browser.get("/").status_code == 200
    assert logged_in(OLD) is None
    assert logged_in(NEW) is not None


def test_the_old_password_is_not_taken_again():
    browser = logged_in(OLD)

    answer = browser.post(CHANGE, {"old_password": OLD, "new_password1": OLD, "new_password2": OLD})

    assert "new_password1" in answer.context["form"].errors
    assert browser.get("/").headers["Location"] == CHANGE


@pytest.mark.parametrize(
    ("role", "days", "held"),
    [(Role.SYSADMIN, 89, False), (Role.SYSADMIN, 91, True), (Role.INSPECTOR, 179, False), (Role.INSPECTOR, 181, True)],
)
def test_an_old_password_has_to_be_changed_too(client, role, days, held):
    changed_at = clock.now() - timedelta(days=days)
    client.force_login(UserFactory(role=role, password_changed_at=changed_at, enrolled=True))

    answer = client.get(reverse("notices:notice-list"))

    assert (answer.status_code == 302) == held


def test_in_the_demonstration_no_password_is_too_old(client, settings):
    settings.DEMO = True
    client.force_login(UserFactory(password_changed_at=clock.now() - timedelta(days=999)))

    assert client.get(reverse("notices:notice-list")).status_code == 200
