"""What has effect asks for password or code again after a quarter of an hour, at every door (security S70)."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from accounts.models import LoginTries, Organization, SecondFactor, User
from accounts.services import tokens
from accounts.states import Role
from core import clock
from rectification import workflow
from rectification.states import State
from tests.architecture.test_scope import listed, routes
from tests.core.listed import ADDRESSES, EXPORTS, OpenedList
from tests.factories import PASSWORD, SEED, ItemFactory, OrganizationFactory, UserFactory, code_now

pytestmark = [pytest.mark.django_db, pytest.mark.req("S70")]
ASK = "请验证身份"
LATER = timedelta(minutes=16)
READ_ONLY = {
    "accounts:user-list",
    "accounts:user-detail",
    "accounts:organization-list",
    "core:operations",
    "core:log-list",
}
NO_RIGHTS = {"core:sending-log", "core:sending-again"}
OF_NO_LISTING = {"notices:calendar-export", "superiors:list-export"}
"""Workbooks of rows from several tables, or of a list that is made for its address; guarded like those of lists."""
APPROVALS = {
    "rectification:item-transition",
    "supervision:proposal-decide",
    "supervision:listing-detail",
    "supervision:listing-remove",
    "reports:report-act",
    "reports:circular-act",
}


def views():
    """Every named view of the pages."""
    return {name: view for name, view in named_views() if not name.startswith("api:")}


def named_views(patterns=None, space=""):
    for pattern in patterns or get_resolver().url_patterns:
        if hasattr(pattern, "url_patterns"):
            yield from named_views(pattern.url_patterns, f"{space}{pattern.namespace}:" if pattern.namespace else space)
        else:
            yield f"{space}{pattern.name}", pattern.callback


def test_every_act_on_accounts_and_every_export_is_guarded():
    guarded = {name for name, view in views().items() if getattr(view, "asks_for_proof", False)}
    acts = {name for name, kind in listed().items() if kind == "admin"} - READ_ONLY - NO_RIGHTS
    exports = {name for name, _view in views().items() if name.endswith("-export")}

    assert acts <= guarded
    assert exports - OF_NO_LISTING == set(EXPORTS), (
        "an address that ends so is that of a list's `Export`, and the other way round"
    )
    assert guarded >= exports | APPROVALS
    assert len(list(routes())) > len(guarded) > 15


def test_every_deciding_step_of_the_ledger_is_one_that_asks():
    decides = {name for name in workflow.TRANSITIONS if name.startswith(("approve", "decide", "sign"))}

    assert {step.name for step in workflow.TRANSITIONS.values() if step.approves} == decides


def test_whoever_may_approve_needs_a_second_factor(settings):
    settings.DEMO = False
    heads = [UserFactory(role=role, is_head=head) for role in Role for head in (True, False)]
    items = [ItemFactory(plan_review=True, major=True), ItemFactory(awaiting_sign_off=True), ItemFactory()]
    steps = [step for step in workflow.TRANSITIONS.values() if step.approves]
    for person in heads:
        for item in items:
            item.assigned_by_organization, item.sign_off_chain = person.organization, ["COORDINATOR_OR_HEAD"]
            if any(step.may(item, person) for step in steps):
                assert person.needs_second_factor, person.role


@pytest.fixture
def waiting():
    item = ItemFactory(awaiting_sign_off=True)
    return item, item.people["coordinator"]


def sign_off(browser, item, **more):
    given = {"version": item.version, "opinion": "<b>同意</b>“销号”\n第二行", **more}
    return browser.post(reverse("rectification:item-transition", args=[item.pk, "sign-off"]), given)


def at_the_desk(person):
    person.set_password(PASSWORD)
    person.save()
    browser = Client()
    browser.force_login(person)
    return browser


def hidden(answer):
    return dict(answer.context["carried"])


def test_within_a_quarter_of_an_hour_nothing_is_asked(waiting):
    item, person = waiting
    browser = at_the_desk(person)

    with clock.at(clock.now() + timedelta(minutes=14)):
        sign_off(browser, item)

    item.refresh_from_db()
    assert item.state == State.CLOSED


def test_later_the_step_asks_keeps_what_was_typed_and_goes_on(waiting):
    item, person = waiting
    browser = at_the_desk(person)
    with clock.at(clock.now() + LATER):
        asked = sign_off(browser, item)
        item.refresh_from_db()
        before = item.state
        done = sign_off(browser, item, **hidden(asked), proof_password=PASSWORD)

    item.refresh_from_db()
    assert (asked.status_code, ASK in asked.text, before) == (422, True, State.AWAITING_SIGN_OFF)
    assert "&lt;b&gt;同意&lt;/b&gt;" in asked.text
    assert (done.status_code, item.state) == (302, State.CLOSED)
    assert item.history.order_by("pk").last().given["opinion"] == "<b>同意</b>“销号”\n第二行"


@pytest.mark.parametrize("place", ["drawer-content", "verdict"])
def test_in_the_drawer_and_on_the_desk_it_asks_there(waiting, place):
    item, person = waiting
    browser = at_the_desk(person)
    with clock.at(clock.now() + LATER):
        asked = browser.post(
            reverse("rectification:item-transition", args=[item.pk, "sign-off"]),
            {"version": item.version, "opinion": "同意"},
            headers={"hx-request": "true", "hx-target": place},
        )

    assert asked.status_code == 422
    assert "<html" not in asked.text
    assert "hx-post=" in asked.text
    assert "hx-target" not in asked.text


@pytest.mark.parametrize("proof", [{"proof_password": "wrong"}, {"proof_password": ""}, {"proof_code": "000000"}])
def test_a_wrong_proof_changes_nothing_and_counts_as_a_try(waiting, proof):
    item, person = waiting
    browser = at_the_desk(person)
    with clock.at(clock.now() + LATER):
        again = sign_off(browser, item, **proof)

    item.refresh_from_db()
    assert (again.status_code, item.state) == (422, State.AWAITING_SIGN_OFF)
    assert hidden(again)["opinion"].startswith("<b>")
    assert LoginTries.objects.exclude(account="").exists() == (proof == {"proof_password": "wrong"})


@pytest.mark.req("S04")
def test_guessing_here_locks_like_at_the_login(waiting):
    item, person = waiting
    browser = at_the_desk(person)
    with clock.at(clock.now() + LATER):
        for _time in range(5):
            sign_off(browser, item, proof_password="wrong")
        again = sign_off(browser, item, proof_password=PASSWORD)
        page = Client().post(reverse("accounts:login"), {"username": person.username, "password": PASSWORD})

    item.refresh_from_db()
    assert (again.status_code, page.status_code, item.state) == (422, 200, State.AWAITING_SIGN_OFF)


def test_a_code_is_proof_too_and_works_once(waiting):
    item, person = waiting
    SecondFactor.objects.create(user=person, seed=SEED, confirmed_at=clock.now())
    browser = at_the_desk(person)
    with clock.at(clock.now() + LATER):
        done = sign_off(browser, item, proof_code=code_now())

    item.refresh_from_db()
    assert (done.status_code, item.state) == (302, State.CLOSED)


def test_reading_the_step_asks_nothing(waiting):
    item, person = waiting
    browser = at_the_desk(person)
    with clock.at(clock.now() + LATER):
        page = browser.get(reverse("rectification:item-transition", args=[item.pk, "sign-off"]))

    assert (page.status_code, ASK in page.text) == (200, False)


@pytest.mark.parametrize("name", sorted(EXPORTS))
def test_an_export_asks_and_then_comes(name):
    browser = at_the_desk(OpenedList(Client(), ADDRESSES[EXPORTS[name]]).person)
    path = f"{reverse(name)}?sort=name"
    with clock.at(clock.now() + LATER):
        asked = browser.get(path, headers={"referer": "http://testserver/ledger/"})
        wrong = browser.post(path, {**hidden(asked), "proof_password": "wrong"})
        right = browser.post(path, {**hidden(asked), "proof_password": PASSWORD, "proof_from": asked.context["cancel"]})
        file = browser.get(path)

    assert (asked.status_code, wrong.status_code, ASK in wrong.text) == (422, 422, True)
    assert f'content="0; url={path}"' in right.text
    assert 'href="http://testserver/ledger/"' in right.text
    assert "spreadsheetml" in file.headers["Content-Type"]


@pytest.mark.parametrize("address", ["https://evil.example/", "javascript:alert(1)", "//evil.example"])
def test_the_way_back_never_leads_to_another_host(address):
    browser = at_the_desk(UserFactory())
    with clock.at(clock.now() + LATER):
        asked = browser.get(reverse("rectification:item-export"), headers={"referer": address})

    assert asked.context["cancel"] == "/"


def test_an_act_on_an_account_asks_and_goes_on():
    browser = at_the_desk(UserFactory(role=Role.SYSADMIN))
    unit, path = OrganizationFactory(), reverse("accounts:user-create")
    given = {"username": "neu", "name": "新", "organization": unit.pk, "role": "INSPECTOR"}
    with clock.at(clock.now() + LATER):
        asked = browser.post(path, given)
        before = User.objects.filter(username="neu").exists()
        browser.post(path, {**hidden(asked), "proof_password": PASSWORD})

    assert (ASK in asked.text, before) == (True, False)
    assert User.objects.get(username="neu").organization == unit


def test_a_unit_is_changed_only_after_the_proof():
    browser = at_the_desk(UserFactory(role=Role.SYSADMIN))
    with clock.at(clock.now() + LATER):
        browser.post(reverse("accounts:organization-create"), {"name": "新单位", "kind": "DEPARTMENT"})

    assert not Organization.objects.filter(name="新单位").exists()


def api_sign_off(browser, item, **heads):
    path = reverse("api:rectification-sign-off", args=[item.pk])
    given = json.dumps({"version": item.version, "opinion": "同意"})
    return browser.post(path, given, content_type="application/json", headers=heads)


def test_a_browser_that_uses_the_api_needs_the_proof_too(waiting):
    item, person = waiting
    browser = at_the_desk(person)
    with clock.at(clock.now() + LATER):
        refused = api_sign_off(browser, item)

    item.refresh_from_db()
    assert (refused.status_code, item.state) == (403, State.AWAITING_SIGN_OFF)
    assert "reauthentication-required" in refused.json()["type"]


@pytest.mark.parametrize(("minutes", "status"), [(720, 200), (15, 403)])
def test_a_token_is_a_proof_as_long_as_the_setting_says(waiting, settings, minutes, status):
    settings.REAUTHENTICATION_MINUTES_TOKEN = minutes
    item, person = waiting
    token = tokens.issue(person)
    with clock.at(clock.now() + timedelta(hours=11)):
        answer = api_sign_off(Client(), item, authorization=f"Token {token}")

    assert answer.status_code == status


def test_a_new_login_is_a_new_proof(waiting):
    item, person = waiting
    browser = at_the_desk(person)
    with clock.at(clock.now() + LATER):
        browser.post(reverse("accounts:logout"))
        browser.post(reverse("accounts:login"), {"username": person.username, "password": PASSWORD})
        assert sign_off(browser, item).status_code == 302
