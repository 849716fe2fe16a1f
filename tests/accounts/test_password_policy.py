"""Which passwords are taken, in each of the two profiles (security S02)."""

import hashlib

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.test import Client
from django.urls import reverse

from accounts.models import FormerPassword
from accounts.services import passwords
from config.passwords import validators
from tests.factories import OrganizationFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.req("S02")]
CHANGE = reverse("accounts:password-change")
SPACED = "vier Woerter mit Luecken und 2 Zahlen, 64 Zeichen lang am Stueck "
BREACHED = ("correct horse battery staple", "tianqi hen hao women qu gongyuan", "summer-holiday-in-the-mountains")
# fmt: off
TABLE = (
    # password                              dengbao  asvs    why
    ("Ganjing-88",                          True,    False, "ten signs of four kinds"),
    ("Ganjing-8",                           False,   False, "nine signs"),
    ("ganjingganjing",                      False,   False, "small letters only"),
    ("ganjing8888888",                      False,   False, "two kinds"),
    ("GANJING-888-88",                      True,    False, "three kinds"),
    ("Ganjingganjing",                      False,   False, "two kinds of letters"),
    ("Ganjing8ganjing",                     True,    True,  "three kinds, fifteen signs"),
    ("ganjingganjingganjing",               False,   True,  "long, of one kind"),
    ("12345678901234567",                   False,   True,  "digits only"),
    ("1qaz2wsx3edc",                        False,   False, "known by everybody, two kinds"),
    ("P@ssw0rd1234",                        True,    False, "not on the list, but short for asvs"),
    ("Password123",                         False,   False, "on the list of common ones"),
    ("qwertyuiop",                          False,   False, "on the list of common ones"),
    ("Qwerty123456",                        False,   False, "on the list of common ones, capitals or not"),
    ("liqiang-Gongzuo-7",                   False,   False, "the account"),
    ("LiQiang-Gongzuo-7",                   False,   False, "the account in other letters"),
    ("Gongzuo-7-ｌｉｑｉａｎｇ",               False,   False, "the account in wide letters"),
    ("Li Qiang-Gongzuo-7",                  False,   False, "the account with a gap"),
    ("李强Gongzuo-2026-7",                   False,   False, "the name"),
    ("县应急局Gongzuo-77",                    False,   False, "the short name of the unit"),
    ("示范县应急管理局Abc-77",                  False,   False, "the unit"),
    ("Yuanan-Gongzuo-77",                   False,   False, "the product"),
    ("Gongzuo-yuan'an-7",                   False,   False, "the product as it is written"),
    ("园安Gongzuo-2026-7",                   False,   False, "the product in Chinese"),
    ("示范县Gongzuo-20267",                   False,   False, "the county"),
    ("Gongzuo-13800005678",                 False,   False, "the phone"),
    ("correct horse battery staple",        False,   False, "breached, two kinds"),
    ("Tausend-Blumen-am-Berg-9",            True,    True,  "long, of four kinds"),
    ("化工园区Fangshui-26",                   True,    True,  "Chinese signs are of the fourth kind"),
    (SPACED,                                True,    True,  "64 signs with gaps"),
    ("x" * 200,                             False,   True,  "200 signs"),
)
# fmt: on


@pytest.fixture
def breached(tmp_path):
    file = tmp_path / "breached.txt"
    sums = sorted(hashlib.sha1(word.encode()).hexdigest().upper() for word in (*BREACHED, *map(str, range(500))))
    file.write_text("".join(f"{each}:{place}\n" for place, each in enumerate(sums)), encoding="ascii")
    return str(file)


@pytest.fixture
def li():
    unit = OrganizationFactory(name="示范县应急管理局", short_name="县应急局")
    return UserFactory(
        username="liqiang", name="李强", phone="13800005678", organization=unit, password="Anfang-der-Woche-1"
    )


def is_taken(password, person):
    try:
        validate_password(password, person)
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize("profile", ["dengbao", "asvs"])
@pytest.mark.parametrize(("password", "dengbao", "asvs", "why"), TABLE, ids=[row[3] for row in TABLE])
def test_what_each_profile_takes(settings, li, breached, profile, password, dengbao, asvs, why):
    settings.AUTH_PASSWORD_VALIDATORS = validators(profile, breached)

    assert is_taken(password, li) == {"dengbao": dengbao, "asvs": asvs}[profile]


def test_every_breached_password_is_found_and_no_other(settings, li, breached):
    settings.AUTH_PASSWORD_VALIDATORS = validators("asvs", breached)[1:2]

    assert [word for word in (*BREACHED, *map(str, range(500))) if is_taken(word, li)] == []
    assert [number for number in range(500, 1000) if not is_taken(str(number), li)] == []


def test_without_its_list_the_profile_does_not_start():
    with pytest.raises(ImproperlyConfigured, match="PASSWORD_BREACHED_FILE"):
        validators("asvs", "/nowhere/list.txt")


def test_sixty_four_signs_with_gaps_at_the_ends_log_in(li):
    browser = Client()
    browser.force_login(li)
    assert len(SPACED) >= 64

    browser.post(CHANGE, change("Anfang-der-Woche-1", SPACED))

    assert logs_in("liqiang", SPACED)
    assert not logs_in("liqiang", SPACED.strip())


def change(old, new):
    return {"old_password": old, "new_password1": new, "new_password2": new}


def logs_in(username, password):
    page = Client().post(reverse("accounts:login"), {"username": username, "password": password})
    token = Client().post(
        reverse("api:token"), {"username": username, "password": password}, content_type="application/json"
    )
    assert (page.status_code == 302) == (token.status_code == 200)
    return page.status_code == 302


def test_the_last_five_are_refused_and_the_sixth_is_taken(li):
    used = ["Anfang-der-Woche-1", *(f"Berg-und-Tal-{number}{number}" for number in range(1, 6))]
    for password in used[1:]:
        passwords.change(li, password)

    assert [is_taken(password, li) for password in used] == [True, False, False, False, False, False]
    assert FormerPassword.objects.count() == 4


def test_the_page_says_beforehand_what_it_wants_and_afterwards_what_is_wrong(client, li):
    client.force_login(li)

    before = client.get(CHANGE).text
    answer = client.post(CHANGE, change("Anfang-der-Woche-1", "liqiang-Gongzuo-7"))

    assert "至少包含以下 3 类" in before
    assert "不得与最近 5 次" in before
    assert "密码不得包含“liqiang”" in answer.text
    li.refresh_from_db()
    assert li.check_password("Anfang-der-Woche-1")


@pytest.mark.parametrize("page", [reverse("accounts:login"), CHANGE])
def test_nothing_hinders_pasting(client, li, page):
    if page == CHANGE:
        client.force_login(li)
    shown = client.get(page).text

    assert "onpaste" not in shown
    assert "maxlength" not in "".join(line for line in shown.splitlines() if 'type="password"' in line)
