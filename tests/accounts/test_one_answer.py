"""Whoever guesses learns nothing: not from the answer, not from the time (security S05, S07)."""

import re
from statistics import median
from time import thread_time

import pytest
from django.contrib.auth.hashers import identify_hasher, make_password
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.services import entering, tries
from tests.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db
LOGIN, TOKEN = reverse("accounts:login"), reverse("api:token")
TRIES, APART = 200, 1.10
CASES = {
    "unknown": ("nobody", "wrong-password"),
    "wrong": ("someone", "wrong-password"),
    "locked": ("locked", PASSWORD),
    "disabled": ("ended", PASSWORD),
}


@pytest.fixture
def people(settings):
    """Somebody, somebody who is locked, somebody whose account has ended; nobody is called nobody."""
    for username in ("someone", "locked", "ended"):
        UserFactory(username=username, password=PASSWORD, is_active=username != "ended")
    settings.LOGIN_FAILURES_ALLOWED = 1
    tries.begin("locked")
    settings.LOGIN_FAILURES_ALLOWED = settings.LOGIN_FAILURES_ADDRESS = 100_000


def page(username, password):
    answer = Client().post(LOGIN, {"username": username, "password": password})
    body = re.sub(r'("csrfmiddlewaretoken" value|X-CSRFToken)(=|": )"\w+"', "", answer.text)
    return answer.status_code, body.replace(f'value="{username}"', "")


def api(username, password):
    answer = Client().post(TOKEN, {"username": username, "password": password}, content_type="application/json")
    return answer.status_code, answer.text


@pytest.mark.req("S05")
@pytest.mark.parametrize("door", [page, api])
def test_four_reasons_have_one_answer(people, door):
    answers = {door(*given) for given in CASES.values()}

    assert len(answers) == 1
    assert answers.pop()[0] in (200, 400)


@pytest.mark.req("S05")
@pytest.mark.real_hashing
def test_four_reasons_take_the_same_time(people, settings, monkeypatch):
    """Two hundred tries each, in turns; by the processor's time, which other work on the machine does not lengthen."""
    monkeypatch.setattr("django.contrib.auth.hashers.PBKDF2PasswordHasher.iterations", 12_000)
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    User.objects.update(password=make_password(PASSWORD))
    monkeypatch.setattr(tries.logger, "disabled", True)
    taken = {name: [] for name in CASES}

    for _number in range(TRIES):
        for name, given in CASES.items():
            begin = thread_time()
            assert entering.opened(*given) is None
            taken[name].append(thread_time() - begin)

    medians = sorted(median(times) for times in taken.values())
    assert medians[-1] <= medians[0] * APART, {name: median(times) for name, times in taken.items()}


@pytest.mark.req("S07")
@pytest.mark.real_hashing
def test_argon2id_comes_first_and_an_old_hash_is_renewed_at_the_login(settings):
    person = UserFactory(username="li")
    old = make_password(PASSWORD, hasher="pbkdf2_sha256")
    User.objects.filter(pk=person.pk).update(password=old)

    answer = Client().post(LOGIN, {"username": "li", "password": PASSWORD})

    person.refresh_from_db()
    assert answer.status_code == 302
    assert person.password.startswith("argon2$argon2id$")
    assert identify_hasher(old).algorithm == "pbkdf2_sha256"
    assert person.check_password(PASSWORD)


@pytest.mark.req("S07")
@pytest.mark.real_hashing
def test_a_new_password_is_kept_as_argon2id_alone(settings):
    person = UserFactory(password=PASSWORD)

    assert settings.PASSWORD_HASHERS[0].endswith("Argon2PasswordHasher")
    assert person.password.startswith("argon2$argon2id$")
    assert PASSWORD not in person.password
