"""通报: the late units with their facts and their time to reply; a ranking only where it is asked for and fair."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from accounts.services import organizations
from accounts.states import OrganizationKind, Role
from core import clock
from core.errors import DomainError, NotAllowedError
from core.services.acting import take
from core.services.holding import HeldError
from documents.blocks import Table
from notices.models import Notice
from rectification.models import Item
from reports.models import Circular
from reports.rules.ranking import Standing, ranked
from reports.services import circulars
from reports.workflow import CIRCULARS
from tests.factories import ItemFactory, UserFactory
from tests.reports.conftest import on

pytestmark = pytest.mark.django_db


@pytest.fixture
def circular(items, people):
    with on("10-20"):
        return circulars.draft(people["coordinator"], reply_days=5)


def test_it_names_the_late_unit_its_facts_and_its_time_to_reply(circular, items):
    (unit,) = circular.content["units"]
    (line,) = unit["items"]

    assert unit["name"] == items["late"].lead_organization.name
    assert (line["number"], line["deadline"], line["days_late"]) == (items["late"].number, "2026-10-10", 10)
    assert circular.reply_by.isoformat() == "2026-10-27"
    text = "".join(circulars.document_of(circular).plain_texts())
    assert unit["name"] in text
    assert "2026年10月27日" in text
    assert "名次" not in text


def test_the_facts_stand_in_one_annex_that_names_the_unit_in_each_row(circular, items):
    (annex,) = circulars.document_of(circular).annexes
    (table,) = annex.blocks

    assert [column.heading for column in table.columns][:3] == ["序号", "编号", "单位"]
    (row,) = table.rows
    assert row[:3] == ("1", items["late"].number, items["late"].lead_organization.name)
    assert row[4:6] == ("2026年\n10月10日", "10")


def test_what_is_not_assigned_is_one_line_and_never_a_units(items, plant, people):
    with on("09-21"):
        waiting = ItemFactory(enterprise=plant, lead_organization=plant.organization)
        Item.objects.filter(pk=waiting.pk).update(lead_organization=plant.organization, deadline=date(2026, 10, 1))
    with on("10-20"):
        circular = circulars.draft(people["coordinator"], reply_days=5)

    (unit,) = circular.content["units"]
    assert [line["number"] for line in unit["items"]] == [items["late"].number]
    assert (circular.content["unassigned"], circular.content["total"]) == (1, 2)
    (table,) = [block for block in circulars.document_of(circular).blocks if isinstance(block, Table)]
    assert [row[0] for row in table.rows] == [unit["name"], "尚未交办", "合计"]
    assert [row[1].text for row in table.rows] == ["1", "1", "2"]


def test_the_total_is_that_of_the_ledger_where_the_table_is_cut(items, plant, people, monkeypatch):
    with on("09-21"):
        ItemFactory(enterprise=plant, rectifying=True, due_in=15)
    monkeypatch.setattr(circulars, "MOST_ITEMS", 1)
    with on("10-20"):
        document = circulars.document_of(circulars.draft(people["coordinator"], reply_days=5))

    assert [number.text for number in document.numbers()] == ["2", "2", "2"]
    assert "共2条，表中按期限先后列出前1条" in "".join(document.plain_texts())


def test_a_leader_approves_and_the_coordinator_issues(visit, circular, people):
    coordinator, superior = visit(people["coordinator"]), visit(people["superior"])
    for browser, act in ((coordinator, "approve"), (superior, "issue")):
        browser.post(f"/reports/circulars/{circular.pk}/{act}/", {"version": circular.version})
        circular.refresh_from_db()
        assert circular.state == "REVIEWED"
    superior.post(f"/reports/circulars/{circular.pk}/approve/", {"version": circular.version})
    circular.refresh_from_db()
    coordinator.post(f"/reports/circulars/{circular.pk}/issue/", {"version": circular.version})
    circular.refresh_from_db()

    assert (circular.state, circular.number[:4]) == ("ISSUED", "示安委办")
    assert coordinator.get(f"/reports/circulars/{circular.pk}/pdf/").content.startswith(b"%PDF")
    with pytest.raises(DatabaseError, match="issued"), transaction.atomic():
        Circular.objects.update(reply_by=clock.today())


def test_who_may_not_draft_is_refused_and_nothing_overdue_is_nothing_to_tell(people, items):
    with on("10-20"), pytest.raises(NotAllowedError):
        circulars.draft(people["superior"], reply_days=5)
    with on("10-02"), pytest.raises(DomainError, match="逾期"):
        circulars.draft(people["coordinator"], reply_days=5)


@pytest.mark.parametrize("who", ["park", "enterprise"])
def test_units_do_not_read_what_is_being_drafted(visit, circular, people, who):
    assert visit(people[who]).get(f"/reports/circulars/{circular.pk}/").status_code == 404


def test_the_page_shows_the_document(visit, circular, people, items):
    page = visit(people["superior"]).get(f"/reports/circulars/{circular.pk}/").content.decode()

    assert items["late"].number in page
    assert "批准" in page


def test_a_ranking_is_fair():
    units = [Standing("甲", 10, 9), Standing("乙", 20, 18), Standing("丙", 4, 4), Standing("丁", 5, 1)]

    assert [(place, unit.name) for place, unit in ranked(units)] == [(1, "乙"), (1, "甲"), (3, "丁")]


@pytest.mark.req("S66")
@pytest.mark.parametrize("act", ["approve", "issue"])
def test_an_account_that_was_reset_of_late_approves_and_issues_nothing(circular, people, act):
    person = people["coordinator"]
    person.reset_at = clock.now()
    person.save()

    with pytest.raises(HeldError):
        take(CIRCULARS, circular.pk, act, actor=person, version=circular.version)


def test_a_draft_waits_for_a_leader_and_nobody_has_reviewed_it(visit, circular, people):
    page = visit(people["coordinator"]).get(circular.get_absolute_url()).content.decode()

    assert "待批准" in page
    assert "已审核" not in page


def test_who_looks_in_from_above_approves_nothing(circular):
    city = organizations.create_organization(name="某市应急管理局", kind=OrganizationKind.OTHER, parent=None)
    above = UserFactory(role=Role.SUPERIOR, organization=city)

    assert not CIRCULARS.allows("approve", circular, above)
    with pytest.raises((NotAllowedError, Circular.DoesNotExist)):
        take(CIRCULARS, circular.pk, "approve", actor=above, version=circular.version)


def test_the_unit_that_is_named_is_told_and_nobody_else(circular, people, items):
    with on("10-21"):
        approved = take(CIRCULARS, circular.pk, "approve", actor=people["superior"], version=circular.version)
        issued = take(CIRCULARS, circular.pk, "issue", actor=people["coordinator"], version=approved.version)

    told = Notice.objects.filter(rule="circular-issued")
    unit = items["late"].lead_organization
    assert {notice.recipient.organization_id for notice in told} == {unit.pk}
    assert all(issued.number in notice.title and "1条" in notice.title for notice in told)
