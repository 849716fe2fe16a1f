"""审计: the page with the log of all acts, for the audit administrator alone (S13, S22, S28)."""

from datetime import timedelta
from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse
from django.utils import translation

from accounts.states import Role
from accounts.workflow import ACCOUNTS
from core import clock
from core.models import LogEntry
from core.services import log, log_reading
from core.services.acting import take
from tests.factories import EnterpriseFactory, UserFactory

pytestmark = pytest.mark.django_db
PAGE, EXPORT = reverse("core:log-list"), reverse("core:log-export")


@pytest.fixture
def audit(client):
    person = UserFactory(role=Role.AUDITADMIN, username="audit")
    client.force_login(person)
    return person


@pytest.fixture
def acts():
    """Two people have had something done to them by one guard, on two days."""
    guard = UserFactory(role=Role.SECADMIN, username="guard", name="李卫")
    li, wang = UserFactory(name="李某", username="li"), UserFactory(name="王某", username="wang")
    with clock.at(clock.now() - timedelta(days=3)):
        take(ACCOUNTS, li.pk, "log-out", actor=guard)
    take(ACCOUNTS, wang.pk, "log-out", actor=guard)
    take(ACCOUNTS, wang.pk, "disable", actor=UserFactory(role=Role.SYSADMIN, username="chief", name="赵主任"))
    return {"guard": guard, "li": li, "wang": wang}


def shown(client, **asked):
    page = client.get(PAGE, asked)
    return [(entry.act, entry.subject_name) for entry in page.context["page"].object_list]


@pytest.mark.req("S13")
@pytest.mark.parametrize("role", sorted(set(Role) - {Role.AUDITADMIN}))
def test_nobody_else_reads_the_log(client, role):
    client.force_login(UserFactory(role=role))

    assert {client.get(url).status_code for url in (PAGE, EXPORT)} == {404}
    assert "/log/" not in client.get("/", follow=True).text


def test_the_desk_of_the_audit_administrator_leads_there(client, audit):
    assert client.get("/").text.count(f'href="{PAGE}"') == 2, "in the navigation and on the desk"


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"person": "guard"}, ["王某", "李某"]),
        ({"person": "赵主任"}, ["王某"]),
        ({"act": "account.disable"}, ["王某"]),
        ({"group": "unit", "q": "没有"}, []),
        ({"q": "李某"}, ["李某"]),
        ({"act": "account.log-out", "sort": "at"}, ["李某", "王某"]),
        ({"act": "nonsense"}, []),
        ({"since": "never"}, []),
    ],
    ids=str,
)
def test_acts_are_found_by_person_kind_thing_and_words(client, audit, acts, asked, found):
    rows = shown(client, **asked)

    assert [name.split(" ")[0] for act, name in rows if act.startswith("account.")] == found


def test_acts_are_found_by_thing_and_day(client, audit, acts):
    day = clock.today()

    assert {act for act, _name in shown(client, subject=f"accounts.user:{acts['wang'].pk}")} == {
        "account.log-out",
        "account.disable",
    }
    ago = (day - timedelta(days=3)).isoformat()
    assert [act for act, _name in shown(client, since=ago, until=ago)] == ["account.log-out"]


def test_what_was_before_and_after_is_said_in_words(client, audit, acts):
    page = client.get(PAGE, {"act": "account.disable"}).text

    assert "启用：是 → 否" in page or "是 → 否" in page


def test_the_own_reading_and_export_stand_in_the_log(client, audit, acts):
    client.get(PAGE, {"person": "guard"})
    client.get(EXPORT, {"person": "guard"})

    rows = list(LogEntry.objects.filter(actor=audit).order_by("pk").values_list("act", "after__person", "after__asked"))
    assert rows == [("log.read", "guard", None), ("file.export", None, {"person": "guard"})]
    assert "log.read" not in {act for act, _name in shown(client)}, "readings are shown where they are asked for"
    assert {act for act, _name in shown(client, act="log.read")} == {"log.read"}


def test_the_export_holds_exactly_what_the_link_shows(client, audit, acts):
    answer = client.get(EXPORT, {"act": "account.log-out"})

    sheet = openpyxl.load_workbook(BytesIO(b"".join(answer.streaming_content))).active
    rows = list(sheet.iter_rows(min_row=3, values_only=True))
    assert [row[6] for row in rows] == ["王某 (wang)", "李某 (li)"]
    assert {(row[2], row[5]) for row in rows} == {("guard", "强制退出所有登录")}
    assert "强制退出所有登录" in sheet["A1"].value


def test_what_is_refused_to_somebody_is_recorded_once(client):
    person = UserFactory(role=Role.ENTERPRISE, organization=EnterpriseFactory().organization)
    foreign = EnterpriseFactory()
    client.force_login(person)

    client.get(foreign.get_absolute_url())

    row = LogEntry.objects.get(act="access.refused")
    assert (row.actor, row.after["path"]) == (person, foreign.get_absolute_url())


def test_what_is_asked_by_nobody_known_or_nowhere_leaves_no_row(client):
    client.get(EnterpriseFactory().get_absolute_url())
    client.force_login(UserFactory())
    client.get("/no-such-page/")

    assert not LogEntry.objects.filter(act="access.refused").exists()


def test_each_list_that_is_exported_is_recorded_once(client):
    client.force_login(UserFactory())

    for name in ("enterprises:enterprise-export", "rectification:item-export"):
        client.get(reverse(name))

    pages = LogEntry.objects.filter(act="file.export").order_by("pk").values_list("after__page", flat=True)
    assert list(pages) == ["enterprises:enterprise-export", "rectification:item-export"]


@pytest.mark.parametrize("rows", [3, 30])
def test_the_page_asks_the_database_equally_often(client, audit, rows, django_assert_max_num_queries):
    for _time in range(rows):
        log.record("account.locked", audit, actor=UserFactory())

    with django_assert_max_num_queries(6):
        client.get(PAGE)


def test_what_only_a_program_compares_stands_behind_details_and_has_a_name(client, audit):
    asked = {"page": "rectification:item-export", "path": "/ledger/export/", "asked": {"q": "阀"}, "sha256": "a1b2"}
    log.record("access.refused", actor=audit, after=asked)

    page = client.get(PAGE).text
    plain, technical = page.partition("技术信息")[::2]

    assert "页面地址：— → /ledger/export/" in plain
    assert "关键词=阀" in plain or "=阀" in plain
    assert "校验值：— → a1b2" in technical.partition("</details>")[0]
    assert "rectification:item-export" not in plain


def test_a_backup_is_read_in_words_and_what_has_no_name_is_not_in_the_way(client, audit):
    log.record("system.backup", actor=None, after={"rows": 5, "strange_thing": "x"})

    plain, technical = client.get(PAGE).text.partition("技术信息")[::2]

    assert "备份行数：— → 5" in plain
    assert "strange_thing" not in plain
    assert "strange_thing" in technical


def test_what_a_row_tells_has_a_name_in_words_and_nothing_empty():
    """The version of an item had its column's name, and a page without a query an empty line with a day's label."""
    item = LogEntry(act="item.accept", subject="rectification.item:1", after={"version": 4})
    refused = LogEntry(act="access.refused", after={"page": "x", "path": "/x/", "asked": {}})

    with translation.override("zh-hans"):
        told = [line["label"] for entry in (item, refused) for line in log_reading.lines(entry)]

    assert told == ["版本", "页面代号", "页面地址"]
