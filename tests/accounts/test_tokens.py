"""Tokens of the API, and the door that gives them (security S03-S05, S09, S11)."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client

from accounts.models import ApiToken, LoginTries
from accounts.services import logins, passwords, tokens
from core import clock
from tests.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return UserFactory(username="someone", password=PASSWORD)


def ask_for_token(username, password):
    body = json.dumps({"username": username, "password": password})
    return Client().post("/api/v1/auth/token/", body, content_type="application/json")


def me(token, kind="Token", path="/api/v1/auth/me/"):
    return Client().get(path, headers={"authorization": f"{kind} {token}"})


@pytest.mark.req("S11")
@pytest.mark.parametrize("kind", ["Token", "Bearer", "bearer"])
def test_a_token_opens_the_api_with_the_rights_of_its_user(user, kind):
    token = ask_for_token("someone", PASSWORD).json()["token"]

    answer = me(token, kind)

    assert (answer.status_code, answer.json()["username"]) == (200, "someone")
    assert ApiToken.objects.get().last_used_at is not None


@pytest.mark.req("S11")
def test_a_token_is_nowhere_in_the_database(user):
    token = ask_for_token("someone", PASSWORD).json()["token"]

    with connection.cursor() as cursor:
        cursor.execute("SELECT digest, name FROM accounts_apitoken")
        kept = cursor.fetchall()

    assert len(token) >= 43
    assert token not in str(kept)


@pytest.mark.req("S11")
def test_a_token_ends_after_twelve_hours(user):
    token = tokens.issue(user)

    with clock.at(clock.now() + timedelta(hours=11, minutes=59)):
        assert me(token).status_code == 200
    with clock.at(clock.now() + timedelta(hours=12, minutes=1)):
        answer = me(token)

    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Token")
    assert answer["Content-Type"] == "application/problem+json"


@pytest.mark.req("S11")
def test_a_token_in_the_address_is_no_token(user):
    token = tokens.issue(user)

    assert Client().get(f"/api/v1/auth/me/?token={token}").status_code == 401


@pytest.mark.parametrize("end", [logins.end_all, lambda user: passwords.change(user, "Another-pass-2026")])
def test_a_token_ends_with_the_password_and_the_sessions(user, end):
    token = tokens.issue(user)

    end(user)

    assert me(token).status_code == 401


def test_a_token_ends_with_the_account(user):
    token = tokens.issue(user)
    user.is_active = False
    user.save()

    assert me(token).status_code == 401


@pytest.mark.parametrize("token", ["", "wrong", "é" * 40, "x" * 5000])
def test_a_wrong_token_opens_nothing(token):
    assert me(token).status_code == 401


def test_a_wrong_name_a_wrong_password_and_a_closed_account_get_one_answer(user):
    UserFactory(username="gone", password=PASSWORD, is_active=False)

    answers = [
        ask_for_token("someone", "wrong-password"),
        ask_for_token("nobody", "wrong-password"),
        ask_for_token("gone", PASSWORD),
    ]

    assert {answer.status_code for answer in answers} == {400}
    assert len({answer.content for answer in answers}) == 1


def test_too_many_wrong_passwords_lock_the_account_for_this_door_and_the_page(user, settings):
    settings.LOGIN_FAILURES_ALLOWED = 5
    wrong = [ask_for_token("someone", "wrong-password") for _time in range(5)]

    locked = ask_for_token("someone", PASSWORD)
    page = Client().post("/accounts/login/", {"username": "someone", "password": PASSWORD})

    assert (locked.status_code, locked.content) == (wrong[0].status_code, wrong[0].content)
    assert "sessionid" not in page.cookies
    assert page.status_code == 200


def test_a_right_password_forgives_the_wrong_ones_before(user, settings):
    settings.LOGIN_FAILURES_ALLOWED = 5
    for _time in range(4):
        ask_for_token("someone", "wrong-password")

    answer = ask_for_token("someone", PASSWORD)

    assert (answer.status_code, dict(answer.cookies)) == (200, {})
    assert not LoginTries.objects.exclude(account="").exists()


def test_a_password_that_is_too_old_opens_nothing(user, settings):
    settings.DEMO = False
    token = tokens.issue(user)
    user.last_login, user.password_changed_at = clock.now(), clock.now() - timedelta(days=181)
    user.save()

    for answer in (me(token), me(token, path="/api/v1/rectifications/"), ask_for_token("someone", PASSWORD)):
        assert answer.status_code == 403
        assert "password-change-required" in answer.json()["type"]


def test_a_password_that_is_too_old_opens_no_session_for_the_api_either(user, settings):
    settings.DEMO = False
    user.last_login, user.password_changed_at = clock.now(), clock.now() - timedelta(days=181)
    user.save()
    client = Client()
    client.force_login(user)

    answer = client.get("/api/v1/auth/me/")

    assert answer.status_code == 403
    assert "password-change-required" in answer.json()["type"]


def test_who_has_forgotten_to_say_who_is_told_which_field():
    answer = Client().post("/api/v1/auth/token/", "{}", content_type="application/json")

    assert answer.status_code == 400
    assert set(answer.json()["errors"]) == {"username", "password"}


def in_the_browser(browser):
    answer = browser.post(
        "/api/v1/auth/token/", {"username": "someone", "password": PASSWORD}, content_type="application/json"
    )
    return answer.json()["token"]


@pytest.mark.req("S09")
@pytest.mark.parametrize("end", ["/accounts/logout/", "elsewhere"])
def test_a_token_made_in_a_browser_ends_with_that_login_and_no_other_does(user, end):
    browser, own = Client(), ask_for_token("someone", PASSWORD).json()["token"]
    browser.post("/accounts/login/", {"username": "someone", "password": PASSWORD})
    made = in_the_browser(browser)
    assert (me(made).status_code, me(own).status_code) == (200, 200)

    if end == "elsewhere":
        (login,) = logins.of(user)
        logins.end_one(user, login.handle)
    else:
        browser.post(end)

    assert (me(made).status_code, me(own).status_code) == (401, 200)


@pytest.mark.req("S09")
def test_a_program_logs_out_by_itself(user):
    token, other = tokens.issue(user), tokens.issue(user)

    ended = Client().delete("/api/v1/auth/token/", headers={"authorization": f"Token {token}"})
    nobody = Client().delete("/api/v1/auth/token/")

    assert (ended.status_code, nobody.status_code) == (204, 401)
    assert (me(token).status_code, me(other).status_code) == (401, 200)
