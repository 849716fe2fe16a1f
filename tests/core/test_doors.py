"""Doors that lead nowhere else: foreign addresses, forwarded heads, patterns in a search, rights that are gone."""

import ast
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client, override_settings

from accounts.models import User
from accounts.states import Role
from inspections.models import Finding
from parks.models import Park
from rectification.models import HistoryEntry, Item
from tests.factories import ItemFactory, UserFactory
from tests.house import modules

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]
FOREIGN = (
    "https://evil.example/",
    "//evil.example/",
    "///evil.example",
    "/\\evil.example",
    "https:evil.example",
    "http://testserver.evil.example/",
    "http://testserver@evil.example/",
    "javascript:alert(1)",
    "data:text/html,x",
    "\thttps://evil.example",
    "https://evil.example\\@testserver/",
    "%2F%2Fevil.example",
)
RAW = {
    "core/services/inserting.py": "INSERT … SELECT of the ORM's own statement",
    "core/services/idempotency.py": "a lock by key",
    "core/services/readiness.py": "SELECT 1",
    "core/services/rights.py": "GRANT and REVOKE, for roles and tables that the database names, and ANALYZE for them",
    "core/services/moment.py": "the isolation level of the snapshot",
    "core/services/statistics.py": "ANALYZE",
    "core/services/backup/tables.py": "INSERT of rows as they are stored in a backup",
    "demo/bulk/stamping.py": "copies of rows by INSERT … SELECT, whose constraints are checked at once",
    "core/services/backup/restoring.py": "TRUNCATE, sequences and time-out of a restore",
    "core/services/backup/schema.py": "whether the role owns the tables, asked before a restore",
    "core/services/backup/triggers.py": "triggers off and on around a restore",
}
"""Modules that talk to the database in SQL of their own, and what they say."""


@pytest.mark.parametrize("target", FOREIGN)
def test_after_the_login_one_stays_in_the_house(client, target):
    user = UserFactory()
    user.set_password("Yanchuan-2026-log-in")
    user.save()

    body = {"username": user.username, "password": "Yanchuan-2026-log-in", "next": target}
    answer = client.post("/accounts/login/", body)

    assert answer.status_code == 302
    assert urlsplit(urljoin("http://testserver/accounts/login/", answer.headers["Location"])).netloc == "testserver"
    assert not answer.headers["Location"].startswith(("//", "/\\"))


@pytest.mark.parametrize("target", FOREIGN[:4])
def test_switching_the_language_stays_in_the_house(client, target):
    answer = client.post("/language/setlang/", {"language": "en", "next": target})

    assert "evil.example" not in answer.headers.get("Location", "")


@override_settings(DEBUG=False, ALLOWED_HOSTS=["yuanan.example"])
@pytest.mark.parametrize("host", ["evil.example", "yuanan.example.evil.example", "yuanan.example@evil.example"])
def test_another_host_is_refused(client, host):
    assert client.get("/accounts/login/", HTTP_HOST=host).status_code == 400


def test_forwarded_heads_of_anybody_change_nothing(client):
    client.force_login(UserFactory())
    heads = {
        "HTTP_X_FORWARDED_HOST": "evil.example",
        "HTTP_X_FORWARDED_PROTO": "https",
        "HTTP_ORIGIN": "https://evil.example",
    }

    answer = client.get("/api/v1/parks/", **heads)

    assert "evil.example" not in answer.content.decode()
    assert not any(name.lower().startswith("access-control") for name in answer.headers)


@pytest.mark.req("S54")
@pytest.mark.parametrize("word", ["%", "_", "'", "\\", "a%b_c'd\\e", "100%'"])
def test_signs_of_a_pattern_are_searched_as_they_are(client, word):
    there = ItemFactory(rectifying=True, title=f"围堰{word}破损")
    ItemFactory(rectifying=True, enterprise=there.enterprise, title="围堰axbyc破损")
    client.force_login(there.people["coordinator"])

    page = client.get("/ledger/", {"q": word})
    api = client.get("/api/v1/rectifications/", {"search": word}).json()

    assert [item.pk for item in page.context["page"].object_list] == [there.pk]
    assert [row["id"] for row in api["results"]] == [there.pk]


@pytest.mark.req("S54")
def test_sql_of_our_own_stands_in_few_places_and_nothing_evaluates_input():
    spoken, evaluating = set(), set()
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            called = node.func if isinstance(node, ast.Call) else None
            name = getattr(called, "attr", "") or getattr(called, "id", "")
            if name in ("cursor", "raw", "RawSQL", "extra"):
                spoken.add(str(path.relative_to(ROOT)))
            if name in ("eval", "exec", "loads_pickle", "system", "popen") or (
                name == "load" and "yaml" in ast.dump(node)
            ):
                evaluating.add(str(path.relative_to(ROOT)))

    assert spoken == set(RAW)
    assert evaluating == set()


@pytest.mark.req("S21")
@pytest.mark.parametrize(
    ("role", "path", "given", "status"),
    [
        (Role.COORDINATOR, "/ledger/{item}/assign/", {"deadline": "2030-01-01"}, 404),
        (Role.COORDINATOR, "/ledger/{item}/supervise/", {"level": "CHASED", "reason": "请抓紧"}, 404),
        (Role.COORDINATOR, "/imports/", {}, 404),
        (Role.SYSADMIN, "/accounts/users/{person}/edit/", {"name": "别名"}, 404),
        (Role.COORDINATOR, "/ledger/register/", {"title": "x"}, 403),
        (Role.COORDINATOR, "/parks/add/", {"name": "x", "code": "P99"}, 403),
    ],
)
def test_a_right_that_is_gone_is_gone_in_an_open_page(role, path, given, status):
    """404 for what is not there for one any more, 403 where only the act is refused."""
    item, person = ItemFactory(), UserFactory(role=role)
    path = path.format(item=item.pk, person=item.people["inspector"].pk)
    browser = Client()
    browser.force_login(person)
    assert browser.get(path).status_code == 200

    User.objects.filter(pk=person.pk).update(role=Role.OBSERVER)
    before = written()
    answer = browser.post(path, {"version": item.version, **given})

    assert answer.status_code == status
    assert written() == before


def written():
    """What stands in the tables that these pages write."""
    models = (Item, HistoryEntry, Finding, Park, User)
    return [list(model.objects.order_by("pk").values()) for model in models]
