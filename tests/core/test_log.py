"""审计日志: a row for each act, in the transaction of the change; it only grows and holds no secret (S22-S24, S28)."""

import re
from ipaddress import ip_network
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import RequestFactory
from django.urls import URLResolver, get_resolver, reverse
from django.urls.resolvers import RoutePattern

from accounts.states import Role
from accounts.workflow import ACCOUNTS
from config import logs
from core import acts
from core.converters import SecretConverter
from core.middleware import RequestFacts, SettledAddress
from core.models import FileChange, LogEntry
from core.secret_addresses import doors_among
from core.services import editing, log
from core.services.acting import take
from rectification.workflow import TRANSITIONS
from tests.factories import EnterpriseFactory, ItemFactory, UserFactory

SECRET = SecretConverter()
pytestmark = pytest.mark.django_db
INVENTORY = Path(__file__).resolve().parents[2] / "docs" / "audit-events.md"


def of(subject):
    return LogEntry.objects.about(subject).order_by("pk")


def test_the_inventory_of_acts_is_the_registry():
    written = set(re.findall(r"^\| `([a-z.-]+)` \|", INVENTORY.read_text(encoding="utf-8"), re.MULTILINE))

    steps = {f"item.{name}" for name in TRANSITIONS}
    assert written == {act.code for act in acts.registered()} - steps
    assert steps <= {act.code for act in acts.registered()}


def test_an_act_that_nobody_has_named_is_not_recorded():
    with pytest.raises(LookupError):
        log.record("account.forgotten", actor=None)


def test_a_row_says_who_did_what_from_where(client):
    guard, li = UserFactory(role=Role.SECADMIN), UserFactory()
    client.force_login(guard)
    agent = "Mozilla/5.0 (Windows NT 10.0) Chrome/131"

    client.post(reverse("accounts:user-act", args=[li.pk, "log-out"]), headers={"user-agent": agent})

    row = of(li).get()
    assert (row.act, row.actor, row.actor_role) == ("account.log-out", guard, "SECADMIN")
    assert (row.organization_name, row.address) == (guard.organization.name, "127.0.0.1")
    assert (row.device, row.subject_name) == ("Chrome · Windows", f"{li.name} ({li.username})")
    assert len(row.request_id) == 36


@pytest.mark.parametrize(("proxy", "taken"), [("127.0.0.0/8", True), ("10.0.0.0/8", False)])
def test_only_our_proxy_names_a_request(settings, proxy, taken):
    settings.TRUSTED_PROXIES = [ip_network(proxy)]
    request = RequestFactory().get("/", headers={"X-Request-Id": "0123-4567-89ab"})
    seen = []

    facts = RequestFacts(lambda request: seen.append(log.entry("account.locked", None, actor=None)))
    SettledAddress(facts)(request)

    assert (seen[0].request_id == "0123-4567-89ab") == taken
    assert request.headers["X-Request-Id"] == seen[0].request_id


@pytest.mark.req("S23")
def test_what_cannot_be_recorded_does_not_happen(monkeypatch):
    def fails(*args, **given):
        raise DatabaseError

    li = UserFactory()
    monkeypatch.setattr(LogEntry, "save", fails)

    with pytest.raises(DatabaseError):
        take(ACCOUNTS, li.pk, "disable", actor=UserFactory(role=Role.SYSADMIN))

    li.refresh_from_db()
    assert li.is_active


@pytest.mark.req("S24")
@pytest.mark.parametrize(
    "statement",
    ["UPDATE core_logentry SET act = ''", "DELETE FROM core_logentry"],
)
def test_the_log_only_grows(statement):
    log.record("account.locked", UserFactory(), actor=None)

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)

    assert LogEntry.objects.filter(act="account.locked").count() == 1


def test_no_secret_and_no_whole_phone_number_is_in_it():
    given = {"password": "Geheim-2026", "api_token": "abc", "phone": "13812345678", "more": {"digest": "x", "n": 3}}

    row = log.record("account.edit", None, actor=None, after=given, reason="电话13812345678，证号138123456789")

    assert row.after == {"phone": "138****5678", "more": {"n": 3}}
    assert row.reason == "电话138****5678，证号138123456789"


def test_a_step_of_an_item_leaves_one_row_beside_its_history():
    item = ItemFactory(assigned=True)

    rows = list(of(item))

    assert [row.act for row in rows] == [f"item.{entry.transition}" for entry in item.history.all()]
    assert {row.subject_name for row in rows} == {item.number}
    assert rows[1].after.items() >= {"state": "ASSIGNED", "version": 2}.items()
    assert rows[1].actor == item.people["coordinator"]


def test_a_change_of_a_file_leaves_one_row_beside_its_detail():
    keeper, plant = UserFactory(), EnterpriseFactory()

    editing.change(plant, actor=keeper, version=plant.version, values={"principal_phone": "13912345678"})

    assert FileChange.objects.count() == of(plant).count() == 1
    assert of(plant).get().after == {"principal_phone": "139****5678"}


def test_what_opens_the_page_for_a_password_stands_in_no_line():
    event = {"event": "Not Found: /accounts/password/3/abc-DEF_1/", "request": "GET /accounts/password/3/abc-DEF_1/"}

    said = logs.without_links(None, "warning", event)

    assert set(said.values()) == {"Not Found: /accounts/password/3/…/", "GET /accounts/password/3/…/"}


def test_no_address_with_a_secret_stands_in_a_line():
    """A token in an address is of the kind that lines leave out, wherever it stands."""
    patterns = list(addresses_of(get_resolver().url_patterns))
    secret = [kind for pattern in patterns for kind in pattern.converters.values() if isinstance(kind, SecretConverter)]
    bare = [pattern for pattern in patterns if not isinstance(pattern.converters.get("token", SECRET), SecretConverter)]

    gate = f"/visits/gate/12-{'a' * 26}/"
    said = logs.without_links(None, "info", {"request": f"POST {gate}", "event": "x"})["request"]

    assert (len(secret), bare) == (len(list(doors_among(get_resolver().url_patterns))), [])
    assert len(secret) >= 3
    assert said == "POST /visits/gate/…/"


def addresses_of(patterns):
    for each in patterns:
        if isinstance(each, URLResolver):
            yield from addresses_of(each.url_patterns)
        elif isinstance(each.pattern, RoutePattern):
            yield each.pattern


def test_digits_within_a_hash_are_no_telephone_number():
    digest = "79d047582c1bb1049eda03d92c5f1cfdc88a1aaf4ab8a189" + "13800001111" + "b6233"

    assert log.masked(digest) == digest
    assert log.masked("电话13800001111。") == "电话138****1111。"
