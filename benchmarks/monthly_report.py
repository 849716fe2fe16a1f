"""The report of a busy month against raw statements, bare python-docx and bare XlsxWriter (performance.md G11).

The whole build, PDF included, is measured once more in a fresh worker process: its time and its peak of memory.
"""

import io
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import docx
import xlsxwriter
from django.db import connection
from django.db.models import Count
from django.db.models.functions import TruncMonth

from accounts.models import Organization
from accounts.states import OrganizationKind
from benchmarks.county_board import NOW, asked_of, counts
from core import clock
from core.rules.months import Month
from documents.blocks import Figure, Heading, Paragraph, Table
from documents.states import FileKind
from rectification.listings import ON_PAPER
from rectification.models import HistoryEntry
from reports.models import MonthlyReport
from reports.services import files, snapshots
from reports.services.writing import document_of

ROOT = Path(__file__).resolve().parent.parent
CHANGES, MOST_SECONDS, MOST_MIB = 5_000, 30, 512
STOOD = "since < %(end)s AND (until IS NULL OR until >= %(end)s)"
IN_TABLES = ("opening", "new", "closed", "void", "closing", "all", "done", "overdue", "due_in_month", "passed_on_time")
SOURCES = "JOIN inspections_findingsource f ON f.finding_id = s.finding_id AND f.added_at < %(end)s"
GROUPS = "LEFT JOIN inspections_problemcategory c ON c.code = s.category_id"
KEYS = {
    "f.kind": SOURCES,
    "coalesce(c.parent_id, s.category_id)": GROUPS,
    "s.category_id": "",
    "s.level": "",
    "s.lead_organization_id": "",
    "s.park_id": "",
}
"""By what the tables of a report are split, and what has to be joined for it."""
MONTHLY = (
    "SELECT date_trunc('month', registered_at AT TIME ZONE 'Asia/Shanghai'), count(*) {of} AND registered_at >= "
    "%(since)s GROUP BY 1",
    "SELECT date_trunc('month', ended_at AT TIME ZONE 'Asia/Shanghai'), state, count(*) {of} AND ended_at >= "
    "%(since)s GROUP BY 1, 2",
)
ANNEX = (
    "SELECT i.number, i.title, g.description, s.level, c.name_zh, string_agg(f.kind || ' ' || f.number, '、'), p.name, "
    "e.name, j.name, g.place, g.legal_basis, o.name, i.responsible_person, i.requirement, i.measures, "
    "s.found_on::text, s.deadline::text, s.original_deadline::text, s.undated_kind, s.state, "
    "greatest(%(day)s - s.deadline, 0), s.supervision_level, string_agg(f.progress_text, ' '), i.work_done, "
    "i.funds_spent, s.submitted_on::text, s.passed_on::text, s.ended_at::text "
    "FROM rectification_standing s JOIN rectification_item i ON i.id = s.item_id "
    "JOIN inspections_finding g ON g.id = s.finding_id "
    "LEFT JOIN inspections_findingsource f ON f.finding_id = s.finding_id "
    "LEFT JOIN inspections_problemcategory c ON c.code = s.category_id "
    "LEFT JOIN accounts_organization o ON o.id = s.lead_organization_id LEFT JOIN parks_park p ON p.id = s.park_id "
    "LEFT JOIN enterprises_enterprise e ON e.id = s.enterprise_id "
    "LEFT JOIN enterprises_project j ON j.id = s.project_id "
    "WHERE s.county_id = %(county)s AND s.since < %(end)s AND (s.until IS NULL OR s.until >= %(end)s) "
    "AND s.registered_at < %(end)s AND (s.ended_at IS NULL OR s.ended_at >= %(start)s) "
    "GROUP BY s.id, i.id, g.id, c.code, o.id, p.id, e.id, j.id ORDER BY s.deadline, i.id"
)


def the_county():
    found = Organization.objects.filter(kind=OrganizationKind.COUNTY).order_by("pk").first()
    if found is None:
        raise LookupError("no county: load the demonstration data first (manage.py seed_demo --size county)")
    return found


def busiest(county):
    """The month with most rows in the history among those that are over, and how many it has."""
    over = HistoryEntry.objects.filter(item__county=county, at__lt=clock.start_of(Month.of(clock.today()).first))
    by_month = over.annotate(month=TruncMonth("at")).values_list("month").annotate(n=Count("pk")).order_by("-n")
    month, changes = by_month.first() or (None, 0)
    if changes < CHANGES:
        raise LookupError(f"no month with {CHANGES} changes: the case needs the county or the large size")
    return Month.of(month), changes


def statements():
    """Every statement that a report of a month needs at least."""
    of = f"FROM rectification_standing WHERE county_id = %(county)s AND {STOOD}"
    yield f"SELECT {counts(NOW)} {of}"
    for key, joined in KEYS.items():
        rows = f"(SELECT s.*, {key} AS part FROM (SELECT * {of}) s {joined}) stood"
        yield f"SELECT part, {counts(IN_TABLES)} FROM {rows} GROUP BY 1"
    for text in MONTHLY:
        yield text.format(of=of)
    for name in ("overdue", "major_open"):
        facts = "item_id, lead_organization_id, deadline, state, supervision_level, submitted_on"
        yield f"SELECT {facts} {of} AND {NOW[name]} ORDER BY deadline, item_id"
    for condition in NOW.values():
        yield f"SELECT item_id {of} AND ({condition}) ORDER BY item_id"


def read_raw(month, county):
    """The figures of the month, of the one before and of the year before, tables, course, lists and keys."""
    given = asked_of(month, month.last) | {"county": county.pk, "since": clock.start_of(month.plus(-23).first)}
    with connection.cursor() as cursor:
        for other in (month.previous, month.year_before):
            cursor.execute(next(statements()), asked_of(other, other.last) | {"county": county.pk})
            cursor.fetchall()
        for sql in statements():
            cursor.execute(sql, given)
            cursor.fetchall()


def bare_word(document):
    """The same paragraphs and tables by bare python-docx, without a form."""
    word = docx.Document()
    for block in document.blocks:
        if isinstance(block, Heading):
            word.add_paragraph(block.text)
        elif isinstance(block, Paragraph):
            word.add_paragraph("".join(_text(run) for run in block.runs))
        elif isinstance(block, Table):
            _bare_table(word, block)
        elif isinstance(block, Figure):
            word.add_paragraph(block.caption)
    word.save(io.BytesIO())


def _bare_table(word, block):
    table = word.add_table(rows=0, cols=len(block.columns))
    for row in ([column.heading for column in block.columns], *block.rows):
        for cell, run in zip(table.add_row().cells, row, strict=True):
            cell.text = _text(run)


def _text(run):
    return run if isinstance(run, str) else run.text


def bare_workbook(month, county):
    """The same rows by one statement and bare XlsxWriter."""
    book = xlsxwriter.Workbook(io.BytesIO(), {"constant_memory": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, [str(column.label) for column in ON_PAPER])
    with connection.cursor() as cursor:
        cursor.execute(ANNEX, asked_of(month, month.last) | {"county": county.pk})
        for number, row in enumerate(cursor.fetchall(), start=1):
            sheet.write_row(number, 0, row)
    book.close()


def built(month, county):
    """A report of the month as it would be built now; nothing is written."""
    snapshot = snapshots.take(month, county)
    return MonthlyReport(
        county=county,
        period=str(month),
        snapshot=snapshot,
        snapshot_sha256=snapshots.digest(snapshot),
        profile=snapshots.profile(snapshot, county),
        built_at=clock.now(),
    )


def whole(period):
    """Snapshot and all three files, in the process that is measured; tells how long each took."""
    told, begin = {}, time.perf_counter()
    report = built(Month.parse(period), the_county())
    told["snapshot"] = time.perf_counter() - begin
    for kind in FileKind:
        since = time.perf_counter()
        told[f"{kind}_kib"] = len(files.render(report, kind)) // 1024
        told[kind] = time.perf_counter() - since
    told["all"] = time.perf_counter() - begin
    print(json.dumps({name: round(value, 2) for name, value in told.items()}))


def in_fresh_worker(month):
    """What `whole` tells of itself, and the peak of that process in MiB."""
    code = (
        "import django; django.setup(); import config.celery; from benchmarks import monthly_report; "
        f"monthly_report.whole('{month}')"
    )
    worker = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    told = json.loads(worker.stdout.read())
    _pid, status, used = os.wait4(worker.pid, 0)
    worker.returncode = os.waitstatus_to_exitcode(status)
    assert worker.returncode == 0, "the worker failed"
    return told, round(used.ru_maxrss / 1024, 1)


def prepare():
    """Ours, the reference, and what must hold besides the times."""
    county = the_county()
    month, changes = busiest(county)
    document = document_of(built(month, county))

    def ours():
        report = built(month, county)
        for kind in (FileKind.DOCX, FileKind.XLSX):
            files.render(report, kind)

    def reference():
        read_raw(month, county)
        bare_word(document)
        bare_workbook(month, county)

    def check():
        told, peak = in_fresh_worker(month)
        return {
            "month": str(month),
            "changes": changes,
            "changes_wanted": CHANGES,
            "whole_seconds": told,
            "whole_seconds_allowed": MOST_SECONDS,
            "peak_mib": peak,
            "peak_mib_allowed": MOST_MIB,
        }

    return ours, reference, "raw statements + bare python-docx + bare XlsxWriter for the same content", check
