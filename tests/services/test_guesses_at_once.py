"""A hundred wrong passwords at once over three doors are five looks at the password (security S04)."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from accounts.models import LoginSession, LoginTries, User
from accounts.services import logins
from core import clock
from core.models import LogEntry
from tests.factories import PASSWORD, UserFactory
from tests.services.test_two_at_once import all_at_once

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]
AT_ONCE, EACH = 25, 4
WRONG = "wrong-password"
LOGIN, TOKEN, CHANGE = reverse("accounts:login"), reverse("api:token"), reverse("accounts:password-change")


@pytest.fixture
def li(settings):
    settings.LOGIN_FAILURES_ALLOWED, settings.LOGIN_FAILURES_ADDRESS = 5, 1_000
    return UserFactory(username="li", password=PASSWORD)


@pytest.fixture
def looks(monkeypatch):
    """How often a given password was compared with the one that is kept."""
    seen, real = [], User.check_password

    def counted(person, password):
        seen.append(password)
        return real(person, password)

    monkeypatch.setattr(User, "check_password", counted)
    return seen


def doors(person):
    """Three ways to try a password; the third by somebody who is logged in."""
    inside = Client()
    inside.force_login(person)
    cookies = inside.cookies

    def by_change(password):
        browser = Client()
        browser.cookies = cookies
        new = "Ganjing-De-Mima-88"
        return browser.post(CHANGE, {"old_password": password, "new_password1": new, "new_password2": new})

    return (
        lambda password: Client().post(LOGIN, {"username": "li", "password": password}),
        lambda password: Client().post(
            TOKEN, {"username": "li", "password": password}, content_type="application/json"
        ),
        by_change,
    )


@pytest.mark.req("S04")
def test_exactly_five_passwords_are_looked_at(li, looks):
    ways = doors(li)
    trying = [lambda way=ways[number % 3]: [way(WRONG) for _time in range(EACH)] for number in range(AT_ONCE)]

    outcomes = all_at_once(trying)

    assert [outcome for outcome in outcomes if isinstance(outcome, Exception)] == []
    assert looks == [WRONG] * 5
    assert LogEntry.objects.about(li).filter(act="account.locked").count() == 1
    assert LoginTries.objects.exclude(account="").get().tries == 5


@pytest.mark.req("S04")
def test_in_the_lock_the_right_password_opens_nothing_and_later_it_does(li):
    page, token, change = doors(li)
    all_at_once([lambda: page(WRONG)] * 10)

    assert page(PASSWORD).status_code == 200
    assert token(PASSWORD).status_code == 400
    assert change(PASSWORD).status_code == 200
    with clock.at(clock.now() + timedelta(minutes=31)):
        assert page(PASSWORD).status_code == 302
        assert token(PASSWORD).status_code == 200


@pytest.mark.req("S04")
def test_whoever_guesses_does_not_lock_a_known_device(li):
    known = Client()
    known.post(LOGIN, {"username": "li", "password": PASSWORD})
    known.post(reverse("accounts:logout"))
    stranger = doors(li)[0]

    all_at_once([lambda: stranger(WRONG)] * 20)

    assert stranger(PASSWORD).status_code == 200
    assert known.post(LOGIN, {"username": "li", "password": PASSWORD}).status_code == 302


@pytest.mark.req("S12")
def test_logins_at_once_stay_within_the_limit(li, settings):
    settings.DEMO = False
    browsers = [Client() for _number in range(8)]

    all_at_once([lambda one=one: one.post(LOGIN, {"username": "li", "password": PASSWORD}) for one in browsers])

    assert logins.of(li).count() <= 3


@pytest.mark.req("S09")
def test_sessions_do_not_live_in_redis(li):
    known = Client()
    known.post(LOGIN, {"username": "li", "password": PASSWORD})
    cache.clear()

    assert known.get(reverse("notices:notice-list")).status_code == 200
    known.post(reverse("accounts:logout"))
    assert not LoginSession.objects.exists()
