"""Each act on accounts and units, listed by the code itself, leaves exactly one row of the log (S22)."""

import ast
import inspect

import pytest
from django.conf import settings
from django.urls import reverse

from accounts.models import SecondFactor, User
from accounts.services import changes, passwords, people, tries
from accounts.services.organizations import ACTS_ON_UNITS
from accounts.services.recorded import ON_ACCOUNTS, ON_SESSIONS
from accounts.states import Role
from accounts.views import people as pages
from accounts.views import units
from accounts.workflow import ACCOUNTS
from core import clock
from core.models import LogEntry
from tests.factories import PASSWORD, SEED, OrganizationFactory, UserFactory

pytestmark = pytest.mark.django_db
NEW = "Ganjing-De-Mima-88"


@pytest.fixture
def cast():
    """Three administrators and somebody to whom things are done."""
    chief, guard = UserFactory(role=Role.SYSADMIN), UserFactory(role=Role.SECADMIN)
    return chief, guard, UserFactory(role=Role.AUDITADMIN), UserFactory(role=Role.INSPECTOR, password=PASSWORD)


def prepared(act, cast):
    """Somebody to whom the act can be done now, and who does it."""
    chief, guard, audit, li = cast
    before = {
        "confirm": {"is_active": False, "created_by": chief, "confirmed_at": None},
        "reopen": {"is_active": False},
        "confirm-role": {"proposed_role": Role.DEPARTMENT, "proposed_by": guard},
        "decline-role": {"proposed_role": Role.DEPARTMENT, "proposed_by": guard},
    }
    User.objects.filter(pk=li.pk).update(**before.get(act, {}))
    if act.endswith("-change"):
        changes.propose(li, {"email": "neu@county.test"}, actor=chief)
    if act in ("ask-link", "decline-link"):
        li = chief
    if act == "decline-link":
        passwords.ask_for_link(chief, actor=audit)
    if act.endswith("-factor"):
        asked_by = None if act == "lost-factor" else guard
        SecondFactor.objects.create(user=li, seed=SEED, confirmed_at=clock.now(), removal_proposed_by=asked_by)
    if act == "unlock":
        for _time in range(settings.LOGIN_FAILURES_ALLOWED):
            tries.note_failure(tries.begin(li.username), li)
    doer = next(who for who in (chief, guard, audit) if act in people.acts_open(User.objects.get(pk=li.pk), who))
    return li, doer


def rows_of(request):
    """The acts that a request has written down."""
    newest = LogEntry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    answer = request()
    assert answer.status_code in (200, 302), answer.status_code
    return list(LogEntry.objects.filter(pk__gt=newest).values_list("act", flat=True))


@pytest.mark.parametrize("act", ACCOUNTS.steps)
def test_each_act_on_an_account_leaves_one_row(client, cast, act):
    li, doer = prepared(act, cast)
    client.force_login(doer)
    given = {"role": "DEPARTMENT", "name": "新名", "organization": li.organization_id, "phone": "", "email": li.email}
    name = {"edit": "user-edit", "propose-role": "user-propose-role"}.get(act)
    url = reverse(f"accounts:{name}", args=[li.pk]) if name else reverse("accounts:user-act", args=[li.pk, act])

    assert rows_of(lambda: client.post(url, given)) == [f"account.{act}"]


def own(name):
    return lambda client, li: client.post(reverse(f"accounts:{name}"))


REQUESTS = {
    "account.create": lambda client, li: client.post(
        reverse("accounts:user-create"),
        {"username": "wang", "name": "王某", "organization": li.organization_id, "role": "INSPECTOR"},
    ),
    "account.settings": lambda client, li: client.post(reverse("accounts:own-settings"), {"language": "en"}),
    "session.logout": own("logout"),
    "session.end-others": own("logins-end"),
    "unit.create": lambda client, li: client.post(
        reverse("accounts:organization-create"),
        {"name": "新站", "kind": "DEPARTMENT", "protocol_order": 5, "is_active": "on", "other_names": "站"},
    ),
    "unit.edit": lambda client, li: client.post(
        reverse("accounts:organization-edit", args=[li.organization_id]),
        {"name": "改名", "kind": "COUNTY", "protocol_order": 5, "is_active": "on", "other_names": "某局"},
    ),
    "session.token": lambda client, li: client.post(
        reverse("api:token"), {"username": li.username, "password": PASSWORD}, content_type="application/json"
    ),
}


@pytest.mark.parametrize("act", REQUESTS)
def test_each_other_act_leaves_one_row(client, cast, act):
    client.force_login(cast[0])

    assert rows_of(lambda: REQUESTS[act](client, cast[3])) == [act]


@pytest.mark.parametrize(("password", "act"), [(PASSWORD, "session.login"), ("falsch", "session.refused")])
def test_each_try_to_log_in_leaves_one_row(client, cast, password, act):
    given = {"username": cast[3].username, "password": password}

    assert rows_of(lambda: client.post(reverse("accounts:login"), given)) == [act]


def test_an_unknown_account_is_recorded_without_what_was_typed(client):
    rows_of(lambda: client.post(reverse("accounts:login"), {"username": "mein-passwort", "password": "x"}))

    row = LogEntry.objects.get(act="session.refused")
    assert (row.subject, row.subject_name, row.after) == ("", "", {})


def test_a_password_of_ones_own_and_by_a_link_leave_one_row(client, cast):
    li, link = cast[3], passwords.make_link(cast[3], actor=cast[1])
    url = reverse("accounts:password-link", args=[li.pk, link])
    chosen = {"new_password1": NEW, "new_password2": NEW}

    assert rows_of(lambda: client.post(url, chosen)) == ["account.choose-password"]

    client.force_login(User.objects.get(pk=li.pk))
    given = {"old_password": NEW, "new_password1": f"{NEW}x", "new_password2": f"{NEW}x"}
    assert rows_of(lambda: client.post(reverse("accounts:password-change"), given)) == ["account.password"]


@pytest.mark.parametrize("act", units.ACTS)
def test_each_decision_on_a_unit_leaves_one_row(client, cast, act):
    unit, chief = OrganizationFactory(), cast[0]
    changes.propose(unit, {"parent": OrganizationFactory()}, actor=chief)
    client.force_login(cast[1])

    url = reverse("accounts:organization-act", args=[unit.pk, act])
    assert rows_of(lambda: client.post(url)) == [f"unit.{act}"]


def test_every_act_on_a_page_is_an_act_of_the_table():
    by_forms = {"edit", "propose-role"}

    assert pages.ACTS.keys() | by_forms == ACCOUNTS.steps.keys()
    assert {f"unit.{name}" for name in units.ACTS} < {f"unit.{name}" for name, _label in ACTS_ON_UNITS}


def test_every_service_on_accounts_that_writes_records():
    """A function of the service with an actor goes through `take`, or records by itself."""
    tree = ast.parse(inspect.getsource(people))
    silent = [
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef)
        and not node.name.startswith("_")
        and any(argument.arg == "actor" for argument in node.args.kwonlyargs)
        and not {"take", "_hand_over", "log"} & {found.id for found in ast.walk(node) if isinstance(found, ast.Name)}
    ]

    assert silent == []
    assert {name for name, _label in (*ON_ACCOUNTS, *ON_SESSIONS)}
