"""No administrator, alone, can act as somebody else: each link of the chain, and the chain as a whole (S66)."""

from datetime import timedelta
from itertools import permutations
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import PasswordLink, User
from accounts.services import changes, passwords, people, second_factor
from accounts.states import ADMINISTRATORS, Role
from accounts.workflow import ACCOUNTS
from core import clock
from core.errors import NotAllowedError
from core.models import LogEntry
from core.querysets import address
from core.services import acting
from core.services.holding import HeldError
from notices.models import Notice
from rectification.models import Item
from rectification.services import advance
from tests.accounts.test_account_steps import GIVE, OF_ADMINISTRATORS
from tests.factories import PASSWORD, ItemFactory, OrganizationFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.req("S66")]
CHOSEN = "Ganjing-De-Mima-88"
PAIRS = list(permutations(sorted(ADMINISTRATORS), 2))
ACTS_OF_LINKS = ("link", "ask-link", "decline-link")


@pytest.fixture
def three():
    """The three administrators, by role."""
    return {role: UserFactory(role=role, username=role.lower(), password=PASSWORD) for role in sorted(ADMINISTRATORS)}


def logged_in(person):
    browser = Client()
    browser.force_login(person)
    return browser


def take(browser, person, act):
    return browser.post(reverse("accounts:user-act", args=[person.pk, act]))


def reset(person, asking, agreeing):
    """Somebody's password is reset by two others, who open the link themselves."""
    acting.take(ACCOUNTS, person.pk, "ask-link", actor=asking)
    made = people.make_link(person, actor=agreeing)
    assert passwords.choose(passwords.opened_by(person.pk, made.token), CHOSEN)
    person.refresh_from_db()


@pytest.mark.parametrize(("attacker", "victim"), PAIRS)
def test_one_administrator_alone_gets_no_link_for_another(three, attacker, victim):
    browser, person = logged_in(three[attacker]), three[victim]

    answers = [take(browser, person, act) for act in (*ACTS_OF_LINKS, "link", "confirm", "link")]

    assert [answer for answer in answers if answer.context and "link" in answer.context] == []
    assert not PasswordLink.objects.exclude(digest="").exists()
    person.refresh_from_db()
    assert person.check_password(PASSWORD)


@pytest.mark.parametrize(("asking", "victim"), PAIRS)
def test_two_of_them_reset_the_third_who_is_told_as_is_the_audit_administrator(three, asking, victim):
    [agreeing] = set(three) - {asking, victim}

    take(logged_in(three[asking]), three[victim], "ask-link")
    page = take(logged_in(three[agreeing]), three[victim], "link")

    assert passwords.opened_by(three[victim].pk, page.context["link"].rstrip("/").rpartition("/")[2]) is not None
    told = set(Notice.objects.filter(rule="account-security").values_list("recipient__role", flat=True))
    assert told == {victim, Role.AUDITADMIN}
    acts = LogEntry.objects.about(three[victim]).order_by("pk").values_list("act", "actor__role")
    assert list(acts) == [("account.ask-link", asking), ("account.link", agreeing)]


def test_no_page_shows_a_password_that_opens_somebody_elses_account(three):
    person = UserFactory(role=Role.COORDINATOR, password=PASSWORD)
    browser = logged_in(three[Role.SECADMIN])

    page = take(browser, person, "link")

    assert "password" not in page.context
    link = urlsplit(page.context["link"]).path
    assert [Client().generic(way, link).status_code for way in ("GET", "HEAD", "GET")] == [200, 405, 200]
    person.refresh_from_db()
    assert person.check_password(PASSWORD)


def target_of(act):
    """Somebody to whom the act could be done now."""
    if act in ("link", "ask-link"):
        administrator = UserFactory(role=Role.SYSADMIN)
        if act == "link":
            passwords.ask_for_link(administrator, actor=UserFactory(role=Role.AUDITADMIN))
        return administrator
    if act.endswith("-factor"):
        person = UserFactory(role=Role.SYSADMIN, enrolled=True)
        second_factor.ask_for_removal(person, actor=None if act == "lost-factor" else UserFactory(role=Role.AUDITADMIN))
        return person
    proposed = Role.DEPARTMENT if act == "confirm-role" else ""
    maker = UserFactory() if act == "confirm" else None
    gone = act in ("confirm", "reopen")
    person = UserFactory(role=Role.INSPECTOR, is_active=not gone, created_by=maker, proposed_role=proposed)
    if act == "confirm-change":
        changes.propose(person, {"email": "neu@county.test"}, actor=UserFactory(role=Role.SYSADMIN))
    return person


GIVING = [(name, role) for name in sorted(GIVE) for role in OF_ADMINISTRATORS[name]]


@pytest.mark.parametrize(("act", "role"), GIVING)
def test_for_a_day_a_reset_account_begins_and_completes_nothing_that_gives_rights(three, act, role):
    reset(three[role], *(other for name, other in three.items() if name != role))
    target, browser = target_of(act), logged_in(three[role])
    assert act in people.acts_open(target, three[role])
    given = {"role": "DEPARTMENT", "name": "新名", "organization": target.organization_id, "email": target.email}
    name = {"edit": "user-edit", "propose-role": "user-propose-role"}.get(act)
    url = reverse(f"accounts:{name}", args=[target.pk]) if name else ""

    page = browser.post(url or reverse("accounts:user-act", args=[target.pk, act]), given, follow=True)

    assert "须由其他有权人员办理" in page.text
    assert not LogEntry.objects.filter(act=f"account.{act}", actor=three[role], subject=address(target)).exists()


@pytest.mark.parametrize(("hours", "counts"), [(23.9, False), (24.1, True)])
def test_what_a_reset_account_signs_counts_again_after_a_day(three, hours, counts):
    item = ItemFactory(awaiting_sign_off=True)
    coordinator = item.people["coordinator"]
    made = people.make_link(coordinator, actor=three[Role.SECADMIN])
    passwords.choose(passwords.opened_by(coordinator.pk, made.token), CHOSEN)
    coordinator.refresh_from_db()
    given = {"actor": coordinator, "version": item.version, "opinion": "同意销号"}

    with clock.at(clock.now() + timedelta(hours=hours)):
        if counts:
            advance(item.pk, "sign-off", **given)
        else:
            with pytest.raises(HeldError):
                advance(item.pk, "sign-off", **given)

    assert (Item.objects.get(pk=item.pk).version > item.version) == counts


def test_the_reset_account_does_not_send_its_notices_elsewhere(three):
    person = UserFactory(email="li@county.test")
    made = people.make_link(person, actor=three[Role.SECADMIN])
    passwords.choose(passwords.opened_by(person.pk, made.token), CHOSEN)
    given = {"language": "zh-hans", "phone": "", "email": "thief@else.test"}

    person.refresh_from_db()
    page = logged_in(person).post(reverse("accounts:own-settings"), given)

    person.refresh_from_db()
    assert person.email == "li@county.test"
    assert page.status_code == 422


@pytest.mark.parametrize(("attacker", "victim"), PAIRS)
def test_the_whole_chain_gives_no_account_and_no_signature(three, attacker, victim):
    """Set the other's password, log in as the other, make an account, confirm it, sign off: five requests."""
    item, unit, browser = ItemFactory(awaiting_sign_off=True), OrganizationFactory(), logged_in(three[attacker])
    page = take(browser, three[victim], "link")
    token = (page.context or {}).get("link", "x").rstrip("/").rpartition("/")[2]
    link = reverse("accounts:password-link", args=[three[victim].pk, token or "x"])
    other = Client()
    other.post(link, {"new_password1": CHOSEN, "new_password2": CHOSEN})
    other.post(reverse("accounts:login"), {"username": three[victim].username, "password": CHOSEN})
    given = {"username": "ghost", "name": "影子", "organization": unit.pk, "role": "COORDINATOR"}

    for one in (other, browser):
        one.post(reverse("accounts:user-create"), given)
        ghost = User.objects.filter(username="ghost").first()
        for act in ("confirm", "link"):
            if ghost is not None:
                take(other if one is browser else browser, ghost, act)

    assert not User.objects.filter(username="ghost", is_active=True).exists()
    other.post(f"{item.get_absolute_url()}sign-off/", {"version": item.version, "opinion": "同意销号"})
    assert "_auth_user_id" not in other.session, "nobody is logged in as somebody else"
    assert Item.objects.get(pk=item.pk).version == item.version


def test_who_opens_the_link_of_a_coordinator_himself_signs_nothing_and_is_noticed(three):
    item = ItemFactory(awaiting_sign_off=True)
    coordinator, thief = item.people["coordinator"], Client()
    link = urlsplit(take(logged_in(three[Role.SECADMIN]), coordinator, "link").context["link"]).path
    thief.post(link, {"new_password1": CHOSEN, "new_password2": CHOSEN})
    thief.post(reverse("accounts:login"), {"username": coordinator.username, "password": CHOSEN})
    assert "_auth_user_id" in thief.session

    page = thief.post(f"{item.get_absolute_url()}sign-off/", {"version": item.version, "opinion": "同意销号"})

    assert "须由其他有权人员办理" in page.text
    assert Item.objects.get(pk=item.pk).version == item.version
    told = Notice.objects.filter(rule="account-security").values_list("recipient", flat=True)
    assert sorted(told) == sorted([coordinator.pk, three[Role.AUDITADMIN].pk] * 2)


def test_the_first_half_by_one_is_not_completed_by_the_same_one(three):
    person = three[Role.SYSADMIN]
    acting.take(ACCOUNTS, person.pk, "ask-link", actor=three[Role.SECADMIN])

    with pytest.raises(NotAllowedError):
        people.make_link(person, actor=three[Role.SECADMIN])
    with pytest.raises(NotAllowedError):
        people.make_link(person, actor=person)
