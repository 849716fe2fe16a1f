"""Where one is logged in: how long, how often, and what ends it (security S09, S10, S12)."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from accounts.models import LoginSession
from accounts.services import passwords, people, tokens
from accounts.states import Role
from accounts.workflow import ACCOUNTS
from core import clock
from core.services.acting import take
from notices.models import Notice
from tests.factories import PASSWORD, UserFactory, code_now

pytestmark = pytest.mark.django_db
LOGIN, NOTICES, OWN = reverse("accounts:login"), reverse("notices:notice-list"), reverse("accounts:login-list")
ME = reverse("api:me")
CODE = reverse("accounts:login-code")
DESKTOP = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Safari/537.36"
PHONE = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Mobile Safari/537.36"
TEMPLATES = Path(configured.BASE_DIR) / "templates"


def person_of(role=Role.COORDINATOR, **given):
    return UserFactory(role=role, username="li", password=PASSWORD, **given)


def browser(agent=DESKTOP, password=PASSWORD):
    """A browser in which li has logged in."""
    made = Client(headers={"user-agent": agent})
    answer = made.post(LOGIN, {"username": "li", "password": password})
    assert answer.status_code == 302
    if CODE in answer.headers["Location"]:
        assert made.post(CODE, {"code": code_now()}).status_code == 302
    return made


BOARD, WALL = "/dashboards/county/", {"X-Wall": "1"}


def is_in(made, **heads):
    answer = made.get(NOTICES, **heads)
    assert answer.status_code in (200, 302)
    assert made.get(ME).status_code == (200 if answer.status_code == 200 else 401)
    return answer.status_code == 200


def change_password(person):
    passwords.change(person, "Ganjing-De-Mima-88")


def hand_over(person):
    made = people.make_link(person, actor=UserFactory(role=Role.SECADMIN))
    passwords.choose(passwords.opened_by(person.pk, made.token), "Ganjing-De-Mima-88")


def disable(person):
    take(ACCOUNTS, person.pk, "disable", actor=UserFactory(role=Role.SYSADMIN))


def log_out(person):
    take(ACCOUNTS, person.pk, "log-out", actor=UserFactory(role=Role.SECADMIN))


def another_role(person):
    take(ACCOUNTS, person.pk, "propose-role", actor=UserFactory(role=Role.SECADMIN), role=Role.SUPERIOR, is_head=False)
    take(ACCOUNTS, person.pk, "confirm-role", actor=UserFactory(role=Role.SYSADMIN))


@pytest.mark.req("S09")
@pytest.mark.parametrize("event", [change_password, hand_over, disable, another_role, log_out])
def test_what_ends_all_logins_ends_them_at_once(event):
    person = person_of()
    first, second, token = browser(), browser(PHONE), tokens.issue(person)
    assert is_in(first)

    event(person)

    assert not is_in(first)
    assert not is_in(second)
    assert tokens.owner(token) is None
    assert not LoginSession.objects.filter(user=person).exists()


@pytest.mark.req("S09")
def test_who_logs_out_is_out_and_the_old_cookie_opens_nothing():
    person_of()
    made = browser()
    cookie = made.cookies["session"].value

    made.post(reverse("accounts:logout"))
    made.cookies["session"] = cookie

    assert not is_in(made)


@pytest.mark.req("S09")
def test_each_login_has_a_number_of_its_own_and_changing_the_password_gives_another():
    person_of()
    made = Client(headers={"user-agent": DESKTOP})
    made.cookies["session"] = "a" * 32
    made.post(LOGIN, {"username": "li", "password": PASSWORD})
    before = made.cookies["session"].value
    other, new = browser(PHONE), "Ganjing-De-Mima-88"

    made.post(
        reverse("accounts:password-change"), {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    )

    assert before != "a" * 32
    assert made.cookies["session"].value != before
    assert (is_in(made), is_in(other)) == (True, False)
    assert [row.device for row in LoginSession.objects.all()] == ["Chrome · Windows"]


@pytest.mark.req("S09")
def test_one_sees_the_own_logins_and_ends_one_of_them():
    person_of()
    here, there = browser(), browser(PHONE)
    page, keys = here.get(OWN), [made.cookies["session"].value for made in (here, there)]

    answer = here.post(reverse("accounts:login-end", args=[handle_of(there)]))

    assert "Chrome · Windows" in page.text
    assert "Chrome · Android" in page.text
    assert answer.headers["Location"] == OWN
    assert (is_in(here), is_in(there)) == (True, False)
    assert [key for key in keys if key in page.text] == []


def handle_of(made):
    return LoginSession.objects.get(pk=made.cookies["session"].value).handle


@pytest.mark.req("S09")
def test_one_ends_all_others_with_the_tokens_and_stays():
    person = person_of()
    here, there, token = browser(), browser(PHONE), tokens.issue(person)

    here.post(reverse("accounts:logins-end"))

    assert (is_in(here), is_in(there)) == (True, False)
    assert tokens.owner(token) is None


@pytest.mark.req("S09")
def test_nobody_ends_or_sees_the_logins_of_others(client):
    person_of()
    made = browser()
    client.force_login(UserFactory(role=Role.SYSADMIN))

    assert client.post(reverse("accounts:login-end", args=[handle_of(made)])).status_code == 404
    assert "Chrome" not in client.get(OWN).text
    assert is_in(made)


@pytest.mark.req("S09")
def test_logins_are_rows_of_the_database_and_outlive_the_cache():
    person = person_of()
    made = browser()

    cache.clear()

    assert is_in(made)
    assert LoginSession.objects.get().user == person


@pytest.mark.req("S10")
@pytest.mark.parametrize(
    ("role", "agent", "minutes"),
    [
        (Role.COORDINATOR, DESKTOP, 30),
        (Role.COORDINATOR, PHONE, 30),
        (Role.SYSADMIN, PHONE, 30),
        (Role.INSPECTOR, DESKTOP, 30),
        (Role.INSPECTOR, PHONE, 480),
        (Role.ENTERPRISE, PHONE, 480),
    ],
)
@pytest.mark.parametrize(("seconds", "stays"), [(-1, True), (1, False)])
def test_who_does_nothing_for_the_time_is_out(role, agent, minutes, seconds, stays):
    person_of(role)
    made = browser(agent)
    began = LoginSession.objects.get().seen_at

    with clock.at(began + timedelta(minutes=minutes, seconds=seconds)):
        assert is_in(made) == stays


@pytest.mark.req("S10")
@pytest.mark.parametrize("poll", ["X-Poll", "X-Wall"])
@pytest.mark.parametrize(("seconds", "stays"), [(-1, True), (1, False)])
def test_a_page_that_asks_by_itself_keeps_nobody_in(poll, seconds, stays):
    person_of()
    made = browser()
    began = LoginSession.objects.get().seen_at
    for minute in range(5, 30, 5):
        with clock.at(began + timedelta(minutes=minute)):
            assert made.get(NOTICES, headers={poll: "yes", "hx-request": "true"}).status_code == 200

    with clock.at(began + timedelta(minutes=30, seconds=seconds)):
        assert is_in(made) == stays


@pytest.mark.req("S10")
@pytest.mark.parametrize(("seconds", "stays"), [(-1, True), (1, False)])
def test_after_twelve_hours_one_is_out_however_busy(seconds, stays):
    person_of()
    made = browser()
    began = LoginSession.objects.get().began_at
    for minute in range(20, 720, 20):
        with clock.at(began + timedelta(minutes=minute)):
            assert made.get(NOTICES).status_code == 200

    with clock.at(began + timedelta(hours=12, seconds=seconds)):
        assert is_in(made) == stays


@pytest.mark.req("S10")
def test_a_board_on_the_wall_refreshes_itself_and_shows_nothing_else():
    person_of(Role.COORDINATOR)
    made = browser()
    assert made.get(BOARD, {"wall": "1"}).status_code == 200
    began = LoginSession.objects.get().began_at

    with clock.at(began + timedelta(hours=11)):
        assert made.get(f"{BOARD}?wall=1", headers=WALL).status_code == 200
        assert made.get(NOTICES, headers=WALL).status_code == 302
        assert made.get(f"{BOARD}?wall=1", headers=WALL).status_code == 302


@pytest.mark.req("S10")
@pytest.mark.parametrize(("seconds", "status"), [(-1, 200), (1, 302)])
def test_a_board_on_the_wall_ends_with_the_day(seconds, status):
    person_of(Role.COORDINATOR)
    made = browser()
    made.get(BOARD, {"wall": "1"})
    began = LoginSession.objects.get().began_at

    with clock.at(began + timedelta(hours=12, seconds=seconds)):
        assert made.get(f"{BOARD}?wall=1", headers=WALL).status_code == status


@pytest.mark.req("S10")
def test_every_page_that_polls_says_so():
    polling = [path for path in TEMPLATES.rglob("*.html") if 'hx-trigger="every' in path.read_text(encoding="utf-8")]

    assert polling
    for path in polling:
        for tag in re.findall(r'<[^>]*hx-trigger="every[^>]*>', path.read_text(encoding="utf-8")):
            assert "X-Poll" in tag, path


@pytest.mark.req("S12")
@pytest.mark.parametrize(("role", "most"), [(Role.COORDINATOR, 3), (Role.ENTERPRISE, 3), (Role.SECADMIN, 1)])
def test_one_login_too_many_ends_the_oldest_with_a_notice(settings, role, most):
    settings.DEMO = False
    person = person_of(role, enrolled=True)
    browsers = []
    for minute in range(most + 1):
        with clock.at(clock.now() + timedelta(minutes=minute)):
            browsers.append(browser(PHONE if minute == 0 else DESKTOP))

    with clock.at(clock.now() + timedelta(minutes=most)):
        page = browsers[-1].get(NOTICES).text
        assert [is_in(made) for made in browsers] == [False] + [True] * most

    notice = Notice.objects.get()
    assert notice.recipient == person
    assert "Chrome · Android" in notice.title
    assert page.count("最早的登录已退出") == 2


@pytest.mark.req("S12")
def test_what_has_run_out_does_not_count(settings):
    settings.DEMO = False
    person_of(Role.INSPECTOR)
    for _number in range(3):
        browser()

    with clock.at(clock.now() + timedelta(hours=1)):
        browser()

        assert LoginSession.objects.count() == 1
    assert not Notice.objects.exists()


@pytest.mark.req("S12")
def test_the_demonstration_counts_no_logins():
    person_of(Role.SECADMIN)

    browsers = [browser() for _number in range(5)]

    assert [is_in(made) for made in browsers] == [True] * 5


@pytest.mark.parametrize(
    "asked", ["abc", "foo bar", "%0d", "//else.test/", "https://else.test/", "javascript:alert(1)"]
)
def test_a_login_goes_on_to_an_address_of_ours_or_to_the_desk(client, asked):
    UserFactory(username="li", password=PASSWORD)

    answer = client.post(f"{reverse('accounts:login')}?next={asked}", {"username": "li", "password": PASSWORD})

    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
