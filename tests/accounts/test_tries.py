"""Guessing passwords: five tries at any door, then nothing is looked at for half an hour (security S04)."""

from datetime import UTC, datetime, timedelta
from ipaddress import ip_network
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from accounts.models import LoginTries
from accounts.rules.tries import Allowance, Count, after_giving_back, after_one_more
from accounts.services import people
from accounts.states import Role
from core import clock
from core.models import LogEntry
from tests.factories import PASSWORD, UserFactory

LOGIN, TOKEN, CHANGE = reverse("accounts:login"), reverse("api:token"), reverse("accounts:password-change")
NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
FIVE = Allowance(5, timedelta(minutes=15), timedelta(minutes=30))
WRONG = "wrong-password"


@pytest.fixture
def li(db, settings):
    settings.LOGIN_FAILURES_ALLOWED, settings.LOGIN_FAILURES_ADDRESS = 5, 30
    return UserFactory(username="li", password=PASSWORD)


def by_page(password, browser=None, username="li"):
    return (browser or Client()).post(LOGIN, {"username": username, "password": password}).status_code == 302


def by_token(password, address="127.0.0.1", username="li"):
    given = {"username": username, "password": password}
    return Client(REMOTE_ADDR=address).post(TOKEN, given, content_type="application/json")


def test_the_last_try_locks_and_locked_ones_change_nothing():
    count = Count(0, NOON)
    for minute in range(5):
        count = after_one_more(count, FIVE, NOON + timedelta(minutes=minute))

    assert (count.tries, count.locked_until) == (5, NOON + timedelta(minutes=34))
    assert after_one_more(count, FIVE, NOON + timedelta(minutes=33)) == count
    assert after_one_more(count, FIVE, NOON + timedelta(minutes=34)) == Count(1, NOON + timedelta(minutes=34))


def test_tries_of_a_quarter_of_an_hour_ago_are_forgotten():
    count = Count(4, NOON)

    assert after_one_more(count, FIVE, NOON + timedelta(minutes=14, seconds=59)).is_locked(NOON)
    assert after_one_more(count, FIVE, NOON + timedelta(minutes=15)) == Count(1, NOON + timedelta(minutes=15))


def test_a_right_password_takes_its_try_back():
    assert after_giving_back(Count(5, NOON, NOON + timedelta(minutes=30))) == Count(4, NOON)
    assert after_giving_back(Count(0, NOON)) == Count(0, NOON)


def test_after_five_wrong_ones_the_right_one_opens_nothing_for_half_an_hour(li):
    for _time in range(5):
        assert not by_page(WRONG)

    assert not by_page(PASSWORD)
    with clock.at(clock.now() + timedelta(minutes=29)):
        assert not by_page(PASSWORD)
    with clock.at(clock.now() + timedelta(minutes=31)):
        assert by_page(PASSWORD)


def test_the_doors_count_together(li, client):
    client.force_login(li)
    change = {"old_password": WRONG, "new_password1": "Ganjing-De-Mima-88", "new_password2": "Ganjing-De-Mima-88"}
    for _time in range(2):
        by_page(WRONG)
        client.post(CHANGE, change)
    by_token(WRONG)

    client.post(CHANGE, {**change, "old_password": PASSWORD})

    assert by_token(PASSWORD).status_code == 400
    assert not by_page(PASSWORD)
    li.refresh_from_db()
    assert li.check_password(PASSWORD)


def test_who_has_logged_in_here_before_is_not_locked_out_by_others(li):
    known = Client()
    assert by_page(PASSWORD, known)
    known.post(reverse("accounts:logout"))
    for _time in range(9):
        by_page(WRONG)

    assert not by_page(PASSWORD)
    assert by_page(PASSWORD, known)


def test_a_known_device_has_five_tries_too_and_for_its_own_account_only(li):
    known = Client()
    by_page(PASSWORD, known)
    known.post(reverse("accounts:logout"))
    UserFactory(username="wang", password=PASSWORD)
    for _time in range(5):
        by_page(WRONG, known)
        by_page(WRONG, username="wang")

    assert not by_page(PASSWORD, known)
    assert not by_page(PASSWORD, known, username="wang")


@pytest.mark.parametrize("cookie", ["", "nonsense", "WyJhIl0:1abc:x", "a:b:c:d"])
def test_a_made_up_cookie_is_no_known_device(li, settings, cookie):
    stranger = Client()
    stranger.cookies[settings.KNOWN_DEVICE_COOKIE_NAME] = cookie
    for _time in range(5):
        by_page(WRONG)

    assert not by_page(PASSWORD, stranger)


def test_an_address_that_guesses_is_told_to_wait_and_others_are_not(li):
    answers = [by_token(WRONG, username=f"nobody{number}").status_code for number in range(31)]

    refused, page = by_token(PASSWORD), Client().post(LOGIN, {"username": "li", "password": PASSWORD})

    assert answers == [400] * 30 + [429]
    assert (refused.status_code, page.status_code) == (429, 429)
    assert 0 < int(refused.headers["Retry-After"]) <= 900
    assert 0 < int(page.headers["Retry-After"]) <= 900
    assert by_token(PASSWORD, address="10.1.2.3").status_code == 200
    with clock.at(clock.now() + timedelta(minutes=16)):
        assert by_token(PASSWORD).status_code == 200


def test_right_passwords_are_no_guesses(li):
    assert {by_token(PASSWORD).status_code for _time in range(40)} == {200}


def test_the_security_administrator_unlocks_and_both_are_on_record(li, client):
    for _time in range(5):
        by_page(WRONG)
    guard = UserFactory(role=Role.SECADMIN)
    client.force_login(guard)
    detail = reverse("accounts:user-detail", args=[li.pk])
    assert "解锁账号" in client.get(detail).text

    client.post(reverse("accounts:user-act", args=[li.pk, "unlock"]))

    assert by_page(PASSWORD)
    assert "解锁账号" not in client.get(detail).text
    rows = LogEntry.objects.about(li).filter(act__startswith="account.").order_by("pk")
    assert list(rows.values_list("act", "actor")) == [("account.locked", None), ("account.unlock", guard.pk)]


def test_what_is_not_locked_is_not_unlocked(li):
    assert "unlock" not in people.acts_open(li, UserFactory(role=Role.SECADMIN))


def test_what_was_typed_as_the_account_is_kept_nowhere(li):
    by_page(WRONG, username="my-password-by-mistake")

    assert "mistake" not in str(list(LoginTries.objects.values()))


@pytest.mark.req("S53")
@pytest.mark.parametrize(
    ("proxy", "forwarded", "counted"),
    [("127.0.0.0/8", "10.1.1.1, 10.2.2.2", "10.2.2.2"), ("10.0.0.0/8", "10.2.2.2", "127.0.0.1")],
    ids=["ours", "a stranger's"],
)
def test_an_address_is_taken_from_our_proxy_alone(li, settings, proxy, forwarded, counted):
    settings.TRUSTED_PROXIES, settings.LOGIN_FAILURES_ALLOWED = [ip_network(proxy)], 1

    Client(headers={"x-forwarded-for": forwarded}).post(LOGIN, {"username": "li", "password": WRONG})

    assert LogEntry.objects.about(li).get(act="account.locked").address == counted


@pytest.fixture
def office(li):
    """Thirty-two wrong logins behind the address of the office, and colleagues who have logged in before."""
    known = Client()
    assert by_page(PASSWORD, known)
    known.post(reverse("accounts:logout"))
    for number in range(32):
        by_token(WRONG, username=f"nobody{number}")
    return known


@pytest.mark.req("S04")
def test_colleagues_on_a_known_device_get_in_though_the_address_is_refused(office):
    assert by_page(PASSWORD, office)
    assert Client().post(LOGIN, {"username": "li", "password": PASSWORD}).status_code == 429


@pytest.mark.req("S04")
def test_every_door_takes_a_known_device_though_the_address_is_refused(office, li):
    new = "Ganjing-De-Mima-88"
    assert by_page(PASSWORD, office)
    answers = [
        office.post(CHANGE, {"old_password": PASSWORD, "new_password1": new, "new_password2": new}).status_code,
        office.post(TOKEN, {"username": "li", "password": new}, content_type="application/json").status_code,
    ]

    assert answers == [302, 200]


@pytest.mark.req("S04")
def test_a_known_device_that_guesses_is_locked_by_itself_and_gives_others_no_way(office):
    for _time in range(5):
        assert not by_page(WRONG, office)

    assert not by_page(PASSWORD, office)
    assert office.post(LOGIN, {"username": "wang", "password": WRONG}).status_code == 429


@pytest.mark.req("S04")
def test_the_demonstration_counts_as_strictly():
    code = (Path(settings.BASE_DIR) / "config" / "settings.py").read_text(encoding="utf-8")
    counted = [line for line in code.splitlines() if line.startswith(("LOGIN_FAILURES", "LOGIN_LOCK"))]

    assert settings.DEMO
    assert len(counted) == 4
    assert not [line for line in counted if "DEMO" in line]
    assert (settings.LOGIN_FAILURES_ALLOWED, settings.LOGIN_FAILURES_ADDRESS) == (5, 30)
