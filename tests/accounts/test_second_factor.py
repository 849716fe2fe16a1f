"""The second factor: who must have it, what a code is worth, and that no door goes round it (security S06)."""

import re
from datetime import timedelta
from urllib.parse import unquote

import pyotp
import pytest
from django.contrib.auth.hashers import make_password
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.models import LoginTries, RecoveryCode, SecondFactor
from accounts.rules import codes
from accounts.services import second_factor, tokens
from accounts.states import Role
from core import clock
from core.errors import DomainError
from core.models import LogEntry
from tests.architecture.test_scope import address, listed, routes
from tests.factories import PASSWORD, SEED, UserFactory, code_now

pytestmark = [pytest.mark.django_db, pytest.mark.req("S06")]
LOGIN, CODE, TOKEN = reverse("accounts:login"), reverse("accounts:login-code"), reverse("api:token")
ENROL, OWN, CHANGE = reverse("accounts:second-factor-enrol"), reverse("accounts:second-factor"), "/accounts/password/"
OPEN = {
    "accounts:second-factor-enrol",
    "accounts:password-change",
    "accounts:logout",
    "set_language",
    "core:healthz",
    "core:readyz",
    "core:metrics",
}
ADDRESSES = {name: address(route, 1) for route, name in routes() if name not in OPEN}
NEEDS = {Role.COORDINATOR, Role.DEPARTMENT, Role.SUPERIOR, Role.SYSADMIN, Role.SECADMIN, Role.AUDITADMIN}


@pytest.fixture(autouse=True)
def _no_demonstration(settings):
    settings.DEMO = False


@pytest.fixture
def li():
    return UserFactory(username="li", password=PASSWORD, enrolled=True)


def with_password(password=PASSWORD, following="", browser=None):
    """A browser after the first step."""
    made = browser or Client()
    made.post(LOGIN, {"username": "li", "password": password, "next": following})
    return made


def is_in(made):
    return made.get(reverse("notices:notice-list")).status_code == 200


def acts_of(person):
    rows = LogEntry.objects.about(person).filter(act__startswith="account.").order_by("pk")
    return list(rows.values_list("act", flat=True))


def by_token(**given):
    return Client().post(TOKEN, {"username": "li", "password": PASSWORD, **given}, content_type="application/json")


@pytest.mark.parametrize("role", Role)
def test_whoever_administers_signs_off_or_approves_must_have_one(role):
    assert UserFactory(role=role).must_enrol == (role in NEEDS)


def test_the_demonstration_asks_nobody(settings):
    settings.DEMO = True

    assert not UserFactory(role=Role.SECADMIN).must_enrol


@pytest.mark.parametrize("heads", [{}, {"HTTP_HX_REQUEST": "true"}], ids=["page", "htmx"])
def test_without_one_every_address_leads_to_setting_it_up(client, heads):
    client.force_login(UserFactory(role=Role.SYSADMIN))
    for path in ADDRESSES.values():
        for answer in (client.get(path, **heads), client.post(path, **heads)):
            if path.startswith("/api/"):
                assert (answer.status_code, "second-factor-required" in answer.text) == (403, True), path
            else:
                assert (answer.status_code, answer.headers.get("Location")) == (302, ENROL), path


def test_what_stays_open_without_one(client):
    client.force_login(UserFactory(role=Role.SYSADMIN))

    opened = [client.get(path).status_code for path in (ENROL, CHANGE, "/healthz", "/static/css/yuanan.css")]

    assert opened == [200] * 4
    assert client.post(reverse("accounts:logout")).status_code == 302


def test_setting_it_up_takes_a_code_of_the_seed_that_was_shown(client):
    person = UserFactory(role=Role.SYSADMIN)
    client.force_login(person)
    page = client.get(ENROL)
    seed = re.sub(r"\s", "", re.search(r"<code>([A-Z2-7 ]+)</code>", page.text)[1])
    wrong = client.post(ENROL, {"code": "000000"})

    done = client.post(ENROL, {"code": pyotp.TOTP(seed).at(clock.now())})

    assert 'src="data:image/svg+xml' in page.text
    assert (wrong.status_code, seed[:4] in wrong.text, "no-store" in page.headers["Cache-Control"]) == (422, True, True)
    assert len(set(done.context["codes"])) == 8
    assert all(code in done.text and code in unquote(done.context["download"]) for code in done.context["codes"])
    assert client.get("/ops/").status_code == 200
    assert acts_of(person) == ["account.factor-on"]


def test_neither_seed_nor_recovery_code_can_be_read_in_the_database(li):
    shown = second_factor.renew_recovery_codes(li)
    session = {}
    offered = second_factor.offer(li, session)

    with connection.cursor() as cursor:
        cursor.execute("SELECT seed FROM accounts_secondfactor")
        seeds = str(cursor.fetchall())
        cursor.execute("SELECT code FROM accounts_recoverycode")
        codes = str(cursor.fetchall())

    assert seeds.count("fernet$") == 1
    assert SEED not in seeds
    assert offered.seed not in str(session)
    assert not [code for code in shown if code in codes or code.replace("-", "") in codes]


def test_password_and_code_open_the_page_that_was_asked_for(li):
    made = with_password(following="/ledger/?state=PENDING")
    asked = made.get(f"{CODE}?next=/ledger/%3Fstate%3DPENDING")
    assert not is_in(made)
    assert 'value="/ledger/?state=PENDING"' in asked.text

    answer = made.post(CODE, {"code": code_now(), "next": "/ledger/?state=PENDING"})

    assert answer.headers["Location"] == "/ledger/?state=PENDING"
    assert is_in(made)


def test_after_a_code_nobody_is_led_to_another_host(li):
    answer = with_password().post(CODE, {"code": code_now(), "next": "https://evil.example/"})

    assert answer.headers["Location"] == reverse("rectification:today")


@pytest.mark.parametrize(("steps", "fits"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_code_holds_for_one_step_aside(li, steps, fits):
    code = pyotp.TOTP(SEED).at(clock.now() + timedelta(seconds=30 * steps))

    assert second_factor.accepts(li, code) == fits


def test_a_code_works_once_at_all_doors_together(li):
    code = code_now()
    assert by_token(code=code).status_code == 200

    made = with_password()

    assert made.post(CODE, {"code": code}).status_code == 422
    assert by_token(code=code).json()["errors"].keys() == {"code"}
    assert not is_in(made)


def test_an_older_code_is_not_taken_after_a_newer_one(li):
    older = pyotp.TOTP(SEED).at(clock.now() - timedelta(seconds=30))
    assert second_factor.accepts(li, code_now())

    assert not second_factor.accepts(li, older)


def test_a_recovery_code_opens_once_however_it_is_typed(li):
    code = second_factor.renew_recovery_codes(li)[2]
    made, again = with_password(), with_password()

    assert made.post(CODE, {"code": code.lower().replace("-", " ")}).status_code == 302
    assert again.post(CODE, {"code": code}).status_code == 422
    assert (is_in(made), is_in(again), second_factor.codes_left(li)) == (True, False, 7)
    assert acts_of(li) == ["account.codes-new", "account.code-used"]


def test_new_recovery_codes_end_the_former_ones(li):
    former, codes = second_factor.renew_recovery_codes(li), second_factor.renew_recovery_codes(li)

    assert not second_factor.accepts(li, former[0])
    assert second_factor.accepts(li, codes[0])


@pytest.mark.req("S04")
def test_wrong_codes_lock_like_wrong_passwords_and_the_right_password_forgives_none(li):
    for _time in range(5):
        assert with_password().post(CODE, {"code": "000000"}).status_code == 422

    made = with_password()

    assert made.get(CODE).status_code == 302
    assert made.post(CODE, {"code": code_now()}).status_code == 302
    assert not is_in(made)
    with clock.at(clock.now() + timedelta(minutes=31)):
        later = with_password()
        assert later.post(CODE, {"code": code_now()}).status_code == 302
        assert is_in(later)


@pytest.mark.req("S04")
def test_who_waits_at_the_code_is_locked_out_with_the_account(li):
    waiting = with_password()
    for _time in range(5):
        by_token(password="wrong-password")

    assert waiting.post(CODE, {"code": code_now()}).status_code == 422
    assert not is_in(waiting)


@pytest.mark.req("S04")
def test_both_right_begin_anew(li):
    for _time in range(4):
        with_password("wrong-password")

    with_password().post(CODE, {"code": code_now()})

    assert not LoginTries.objects.exclude(account="").filter(tries__gt=0).exists()


def test_a_code_without_a_password_opens_nothing(li):
    made = Client()

    assert made.post(CODE, {"code": code_now()}).headers["Location"] == LOGIN
    assert not is_in(made)


@pytest.mark.parametrize("event", ["time", "password", "ended"])
def test_what_waits_for_a_code_waits_no_longer_after(li, event):
    made = with_password()
    if event == "password":
        li.set_password("Ganjing-De-Mima-88")
        li.save()
    if event == "ended":
        type(li).objects.filter(pk=li.pk).update(is_active=False)
    with clock.at(clock.now() + timedelta(minutes=11 if event == "time" else 0)):
        made.post(CODE, {"code": code_now()})

        assert not is_in(made)


def test_a_new_session_key_begins_with_the_password(li):
    planted = Client()
    planted.get(LOGIN)
    planted.session.save()
    before = planted.session.session_key

    with_password(browser=planted)

    assert planted.session.session_key != before


def test_a_token_takes_the_code_as_well(li):
    without, wrong, right = by_token(), by_token(code="000000"), by_token(code=code_now())

    assert [answer.status_code for answer in (without, wrong, right)] == [400, 400, 200]
    assert without.json()["errors"].keys() == wrong.json()["errors"].keys() == {"code"}


def test_whoever_must_have_one_gets_no_token_without(db):
    person = UserFactory(username="li", password=PASSWORD)

    answer = by_token()

    assert (answer.status_code, "second-factor-required" in answer.json()["type"]) == (403, True)
    assert not person.tokens.exists()


def test_a_token_of_before_opens_nothing_either(db):
    from_before = Client(headers={"authorization": f"Token {tokens.issue(UserFactory())}"})

    assert from_before.get(reverse("api:me")).status_code == 403


def test_others_may_have_one_and_turn_it_off(client):
    inspector = UserFactory(role=Role.INSPECTOR, enrolled=True)
    client.force_login(inspector)
    assert "停用" in client.get(OWN).text

    client.post(reverse("accounts:second-factor-off"))

    assert not SecondFactor.objects.filter(user=inspector).exists()
    assert not RecoveryCode.objects.exists()


def test_who_must_have_one_can_not_turn_it_off(client, li):
    client.force_login(li)
    assert "turn-off" not in client.get(OWN).text

    client.post(reverse("accounts:second-factor-off"))

    assert SecondFactor.objects.filter(user=li).exists()


def test_another_phone_ends_the_seed_of_the_first(li):
    session = {}
    offered = second_factor.offer(li, session)
    with pytest.raises(DomainError):
        second_factor.confirm(li, code_now(), session)
    second_factor.confirm(li, pyotp.TOTP(offered.seed).at(clock.now()), session)

    with clock.at(clock.now() + timedelta(minutes=2)):
        assert not second_factor.accepts(li, code_now())


def test_every_address_of_the_second_factor_is_somebodys_own():
    kinds = {name: kind for name, kind in listed().items() if "second-factor" in name or "recovery" in name}

    assert set(kinds.values()) == {"own"}


def act(actor, person, name):
    """What the page of the account answers to an administrator's button."""
    browser = Client()
    browser.force_login(actor)
    return browser.post(reverse("accounts:user-act", args=[person.pk, name])).status_code


@pytest.fixture
def three():
    return {role: UserFactory(role=role, enrolled=True) for role in (Role.SYSADMIN, Role.SECADMIN, Role.AUDITADMIN)}


def test_a_lost_factor_goes_by_two_administrators_and_is_set_up_anew(li, three):
    made = with_password()
    made.post(CODE, {"code": code_now()})

    asked, again = act(three[Role.SECADMIN], li, "lost-factor"), act(three[Role.SECADMIN], li, "drop-factor")
    between = SecondFactor.objects.filter(user=li).exists()
    done = act(three[Role.SYSADMIN], li, "drop-factor")

    assert (asked, again, between, done) == (302, 404, True, 302)
    assert not is_in(made)
    assert with_password().get(reverse("notices:notice-list")).headers["Location"] == ENROL
    assert acts_of(li)[-2:] == ["account.lost-factor", "account.drop-factor"]
    assert li.notices.filter(rule="account-security").exists()


@pytest.mark.req("S66")
@pytest.mark.parametrize("lost", [Role.SYSADMIN, Role.SECADMIN, Role.AUDITADMIN])
def test_an_administrators_factor_goes_by_the_two_others(three, lost):
    person = three.pop(lost)
    first, second = three.values()
    assert act(person, person, "lost-factor") == 404
    act(first, person, "lost-factor")

    alone = [act(each, person, "drop-factor") for each in (person, first)]
    done = act(second, person, "drop-factor")

    assert (alone, done) == ([404, 404], 302)
    assert not SecondFactor.objects.filter(user=person).exists()


def test_a_declined_removal_leaves_the_factor(li, three):
    act(three[Role.SECADMIN], li, "lost-factor")

    act(three[Role.SYSADMIN], li, "keep-factor")

    assert second_factor.accepts(li, code_now())
    assert act(three[Role.SYSADMIN], li, "drop-factor") == 302
    assert SecondFactor.objects.filter(user=li).exists()


def test_who_only_reads_the_log_takes_no_factor_of_others(li, three):
    assert act(three[Role.AUDITADMIN], li, "lost-factor") == 404


@pytest.mark.req("S08")
def test_a_new_password_does_not_go_round_the_factor(li):
    li.set_password("Ganjing-De-Mima-88")
    li.save()

    made = with_password("Ganjing-De-Mima-88")

    assert not is_in(made)
    assert made.get(CODE).status_code == 200


def test_a_recovery_code_has_no_number_in_front_and_each_is_found_by_one_look(li):
    shown = second_factor.renew_recovery_codes(li)

    assert all(re.fullmatch(r"[A-HJ-NP-Z2-9]{5}-[A-HJ-NP-Z2-9]{5}", code) for code in shown)
    assert [codes.number_of(code) for code in shown] == list(range(1, 9))
    assert second_factor.accepts(li, shown[4].lower().replace("-", " "))
    assert not second_factor.accepts(li, shown[4])


@pytest.mark.parametrize("typed", ["3-JFW6Y-6DZVR", "JFW6Y-6DZVR", "jfw6y6dzvr"])
def test_a_code_printed_with_its_number_is_taken_with_and_without_it(li, typed):
    factor = SecondFactor.objects.get(user=li)
    RecoveryCode.objects.create(factor=factor, number=3, code=make_password("3JFW6Y6DZVR"))

    assert second_factor.accepts(li, typed)
    assert not second_factor.accepts(li, typed)


def test_a_wrong_code_is_written_down_as_such(li):
    made = with_password()
    for _try in range(6):
        made.post(CODE, {"code": "000000"})

    refused = LogEntry.objects.about(li).filter(act__startswith="session.").values_list("act", flat=True)
    assert set(refused) == {"session.code-refused"}
    assert acts_of(li) == ["account.locked-code"]
    assert "验证码多次错误，已锁定" in str(LogEntry.objects.filter(act="account.locked-code").get().label)


def test_setting_it_up_ends_what_was_opened_without_it(client):
    person = UserFactory(username="li", role=Role.SYSADMIN, password=PASSWORD)
    elsewhere, token = with_password(), tokens.issue(person)
    client.force_login(person)
    seed = re.sub(r"\s", "", re.search(r"<code>([A-Z2-7 ]+)</code>", client.get(ENROL).text)[1])

    client.post(ENROL, {"code": pyotp.TOTP(seed).at(clock.now())})

    assert (is_in(client), is_in(elsewhere), tokens.owner(token)) == (True, False, None)
