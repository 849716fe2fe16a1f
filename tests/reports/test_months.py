"""A month is built once, says what was, and stays as it was issued (V16, V19)."""

import json
import re

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from core.errors import DomainError, NotAllowedError, StaleError, WrongStateError
from core.figures import Moment
from core.rules.months import Month
from core.services.acting import take
from documents.states import FileKind
from rectification.services import advance
from reports.models import MonthlyReport
from reports.rules.reconciliation import faults
from reports.services import building, files, snapshots
from reports.services.writing import document_of
from reports.workflow import REPORTS, later_edition
from tests.factories import UserFactory
from tests.reports.conftest import OCTOBER, on

pytestmark = pytest.mark.django_db


def issued(report, people):
    """Brought to its issue by the people who may."""
    for act, who in (("review", "coordinator"), ("approve", "superior"), ("issue", "coordinator")):
        report = take(REPORTS, report.pk, act, actor=people[who], version=report.version)
    return report


def test_the_balance_of_the_month(report):
    figures = report.snapshot["figures"]
    names = ("opening", "new", "closed", "void", "closing", "overdue", "major_open")

    assert [figures[f"ledger.{name}"] for name in names] == [2, 1, 0, 0, 3, 1, 1]
    assert [line["days_late"] for line in report.snapshot["lists"]["overdue"]] == [21]
    assert faults(report.snapshot) == []


@pytest.mark.req("V16")
def test_the_same_month_is_the_same_whatever_happens_later(report, items, people, plant):
    with on("11-12"):
        late = items["late"]
        advance(late.pk, "void", actor=people["coordinator"], version=late.version, reason="重复")
        again = building.build(OCTOBER, plant.county)
        later = snapshots.take(OCTOBER, plant.county)

    assert again.pk == report.pk
    assert MonthlyReport.objects.count() == 1
    assert snapshots.digest(later) == report.snapshot_sha256
    assert snapshots.canonical(later) == snapshots.canonical(report.snapshot)


def test_behind_each_figure_stand_its_items(report):
    for code, kept in report.snapshot["items"].items():
        assert len(snapshots.keys_of(kept)) == report.snapshot["figures"][code], code


@pytest.mark.parametrize("keys", [[], [3], [3, 4, 5], [1, 3, 4, 9], list(range(100))])
def test_keys_are_kept_as_ranges(keys):
    assert snapshots.keys_of(snapshots.ranges(keys)) == keys


def test_a_month_that_is_not_over_is_not_built(plant):
    with on("10-31"), pytest.raises(DomainError, match="2026-10"):
        building.build(OCTOBER, plant.county)


@pytest.mark.req("V16")
def test_what_is_issued_stays_byte_for_byte(report, people, items):
    report = issued(report, people)
    kept = {file.kind: bytes(file.content) for file in report.paper.files.all()}
    with on("11-12"):
        advance(items["new"].pk, "void", actor=people["coordinator"], version=items["new"].version, reason="重复")

    for change in (lambda: MonthlyReport.objects.update(problems="x"), lambda: report.paper.files.update(sha256="x")):
        with pytest.raises(DatabaseError, match="issued"), transaction.atomic():
            change()
    with pytest.raises(DatabaseError, match="issued"), transaction.atomic():
        report.paper.files.all().delete()
    assert {kind: files.content_of(report, FileKind(kind)) for kind in kept} == kept
    assert files.render(report, FileKind.PDF) == kept["pdf"]


@pytest.mark.services
def test_what_is_issued_stays_in_a_replica_session_too(report, people):
    report = issued(report, people)

    for table in ("documents_issuedfile", "reports_monthlyreport"):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            with pytest.raises(DatabaseError, match="issued"), transaction.atomic():
                cursor.execute(f"DELETE FROM {table}")
    assert report.paper.files.count() == 3


@pytest.mark.req("V19")
def test_a_correction_is_a_further_edition_with_its_reason(report, people):
    report = issued(report, people)
    with pytest.raises(DomainError):
        take(REPORTS, report.pk, "correct", actor=people["coordinator"], version=report.version, reason=" ")

    second = take(REPORTS, report.pk, "correct", actor=people["coordinator"], version=report.version, reason="漏列一项")

    assert (second.edition, second.state, second.correction_reason) == (2, "DRAFT", "漏列一项")
    assert "漏列一项" in document_of(second).blocks[1].runs[0]
    assert later_edition(report) == second
    assert MonthlyReport.objects.get(pk=report.pk).state == "ISSUED"


@pytest.mark.req("V19")
def test_a_second_correction_is_one_of_the_correction(report, people, visit):
    first, who = issued(report, people), people["coordinator"]
    second = take(REPORTS, first.pk, "correct", actor=who, version=first.version, reason="漏列一项")

    with pytest.raises(WrongStateError, match="第2版"):
        take(REPORTS, first.pk, "correct", actor=who, version=first.version, reason="又漏一项")
    page = visit(who).post(f"/reports/{first.pk}/correct/", {"version": first.version, "reason": "又漏一项"})
    assert page.status_code == 422
    assert "又漏一项" in page.text
    assert "已有更正版（第2版）" in page.text

    third = take(
        REPORTS, issued(second, people).pk, "correct", actor=who, version=second.version + 3, reason="又漏一项"
    )
    assert (third.edition, third.state) == (3, "DRAFT")


def test_what_does_not_agree_is_named_in_the_words_of_the_report(report):
    snapshot = report.snapshot
    for values in (snapshot["figures"], *(row["values"] for rows in snapshot["tables"].values() for row in rows)):
        for place, code in enumerate(values):
            values[code] += 1 + place * place
    snapshot["lists"]["overdue"].append({})

    told = " ".join(faults(snapshot, report.profile["names"]))

    assert not re.findall(r"[a-z]+[._][a-z_]+|\b[A-Z_]{4,}\b|lead_organization", told)
    assert report.profile["names"]["lead_organization"].popitem()[1] in told
    assert "重大" in told


def test_a_report_that_does_not_add_up_is_not_reviewed(report, people):
    report.snapshot["figures"]["ledger.new"] += 1
    MonthlyReport.objects.filter(pk=report.pk).update(
        snapshot=report.snapshot, snapshot_sha256=snapshots.digest(report.snapshot)
    )

    with pytest.raises(DomainError, match="2 \\+ 2 - 0 - 0"):
        take(REPORTS, report.pk, "review", actor=people["coordinator"], version=report.version)


def test_a_snapshot_that_was_touched_is_not_reviewed(report, people):
    report.snapshot["period"] = "2026-09"
    MonthlyReport.objects.filter(pk=report.pk).update(snapshot=report.snapshot)

    with pytest.raises(DomainError):
        take(REPORTS, report.pk, "review", actor=people["coordinator"], version=report.version)


def test_who_reviews_does_not_approve_and_nothing_is_skipped(report, people):
    for act, who in (("approve", "superior"), ("issue", "coordinator"), ("review", "superior")):
        with pytest.raises(NotAllowedError):
            take(REPORTS, report.pk, act, actor=people[who], version=report.version)
    report = take(REPORTS, report.pk, "review", actor=people["coordinator"], version=report.version)
    with pytest.raises(NotAllowedError):
        take(REPORTS, report.pk, "approve", actor=people["coordinator"], version=report.version)
    with pytest.raises(StaleError):
        take(REPORTS, report.pk, "approve", actor=people["superior"], version=report.version - 1)
    assert take(REPORTS, report.pk, "approve", actor=people["head"], version=report.version).state == "APPROVED"


def test_who_wrote_the_remarks_does_not_approve(report, people):
    office = people["coordinator"].organization
    second = UserFactory(role="COORDINATOR", organization=office, is_head=True)
    said = {"problems": "无", "next_steps": "无"}
    report = take(REPORTS, report.pk, "remarks", actor=second, version=report.version, **said)
    report = take(REPORTS, report.pk, "review", actor=people["coordinator"], version=report.version)

    with pytest.raises(NotAllowedError):
        take(REPORTS, report.pk, "approve", actor=second, version=report.version)


def test_a_draft_is_brought_up_to_date_and_a_reviewed_one_is_not(report, people, plant, monkeypatch):
    monkeypatch.setattr(snapshots, "FORMAT", 8)
    with on("11-02"):
        fresh = building.build(OCTOBER, plant.county)
    assert fresh.snapshot["format"] == 8
    take(REPORTS, fresh.pk, "review", actor=people["coordinator"], version=fresh.version)
    monkeypatch.setattr(snapshots, "FORMAT", 9)
    with on("11-03"):
        assert building.build(OCTOBER, plant.county).snapshot["format"] == 8


def test_every_number_of_the_document_is_a_registered_figure(report):
    document = document_of(report)
    printed = {number.code: number for number in document.numbers()}

    assert len(printed) > 15
    figures = {**report.snapshot["figures"], **report.profile["figures"]}
    for number in document.numbers():
        assert (
            number.text.endswith("%")
            or number.text == "—"
            or int(number.text.replace(",", "")) <= max(figures.values())
        )
    for text in document.plain_texts():
        assert not text.isdecimal() or text in ("1", "21"), text


def test_the_command_answers_as_contracted(items, plant, capsys, tmp_path):
    with on("11-01"):
        for _time in range(2):
            call_command("build_monthly_report", "2026-10", "--park", plant.park.code, "--json", "--out", str(tmp_path))
    first, second = (json.loads(line) for line in capsys.readouterr().out.splitlines())

    assert first == second
    assert (first["period"], first["scope"], len(first["files"])) == ("2026-10", plant.park.code, 3)
    assert first["figures"]["ledger.closing"] == 3
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".docx", ".pdf", ".xlsx"]
    assert MonthlyReport.objects.count() == 1


@pytest.mark.parametrize("given", [["2026-13"], ["2026-10", "--park", "nowhere"], ["2999-01"]])
def test_the_command_says_what_is_wrong(items, given):
    with pytest.raises(CommandError):
        call_command("build_monthly_report", *given)


def test_the_job_builds_what_is_missing_once(items, plant):
    with on("11-01"):
        assert len(building.build_missing(OCTOBER)) == 2
        assert building.build_missing(OCTOBER) == []
    assert {report.park_id for report in MonthlyReport.objects.all()} == {None, plant.park_id}


def test_the_month_ends_at_midnight():
    assert Moment.end_of(Month.parse("2026-10").last).at.isoformat() == "2026-11-01T00:00:00+08:00"
