"""The county's first screen against hand-written SQL for the same figures, on the database it is given."""

from datetime import date, timedelta

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from accounts.states import Role
from core import clock, figures
from core.figures import Asked
from core.rules.months import Month
from rectification.services import trend

MOST_QUERIES = 15
CLOCK_RUNS = "('PENDING','ASSIGNED','RECTIFYING','PLAN_REVIEW')"
OPEN = "state NOT IN ('CLOSED','VOID')"
DONE = "state IN ('AWAITING_SIGN_OFF','PUBLICITY','CLOSED')"
LATE = f"(deadline < %(day)s AND (state IN {CLOCK_RUNS} OR (state = 'UNDER_REVIEW' AND submitted_on > deadline)))"
NOW = {
    "opening": "registered_at < %(start)s AND (ended_at IS NULL OR ended_at >= %(start)s)",
    "new": "registered_at >= %(start)s AND registered_at < %(end)s",
    "closed": "state = 'CLOSED' AND ended_at >= %(start)s AND ended_at < %(end)s",
    "void": "state = 'VOID' AND ended_at >= %(start)s AND ended_at < %(end)s",
    "closing": "registered_at < %(end)s AND (ended_at IS NULL OR ended_at >= %(end)s)",
    "all": "state <> 'VOID'",
    "open": OPEN,
    "done": DONE,
    "signed_off": "state = 'CLOSED'",
    "not_done": f"{OPEN} AND NOT {DONE}",
    "overdue": LATE,
    "due_7": f"state IN {CLOCK_RUNS} AND deadline BETWEEN %(day)s AND %(week)s",
    "due_in_month": "state <> 'VOID' AND deadline BETWEEN %(first)s AND %(until)s",
    "passed_on_time": "state <> 'VOID' AND deadline BETWEEN %(first)s AND %(until)s AND passed_on <= deadline",
    "major_open": f"level = 'MAJOR' AND {OPEN}",
    "listed": f"supervision_level = 'LISTED' AND {OPEN}",
    "rebound_in_month": "rebound_of_id IS NOT NULL AND registered_at >= %(start)s AND registered_at < %(end)s",
    "awaiting_sign_off": "state IN ('AWAITING_SIGN_OFF','PUBLICITY')",
    "under_review": "state = 'UNDER_REVIEW'",
    "plan_review": "state = 'PLAN_REVIEW'",
    "failed_review": f"round > 1 AND {OPEN}",
    "overdue_1_7": f"{LATE} AND deadline >= %(day)s - 7",
    "overdue_8_30": f"{LATE} AND deadline BETWEEN %(day)s - 30 AND %(day)s - 8",
    "overdue_31_90": f"{LATE} AND deadline BETWEEN %(day)s - 90 AND %(day)s - 31",
    "overdue_over_90": f"{LATE} AND deadline <= %(day)s - 91",
}
RATES = ("done", "all", "signed_off", "due_in_month", "passed_on_time", "overdue", "not_done")


def counts(names):
    return ", ".join(f"count(*) FILTER (WHERE {NOW[name]}) AS {name}" for name in names)


def asked_of(month, day):
    return {
        "start": clock.start_of(month.first),
        "end": clock.start_of(month.last + timedelta(days=1)),
        "first": month.first,
        "until": min(month.last, day),
        "day": day,
        "week": day + timedelta(days=7),
    }


def reference(county):
    """The same numbers by SQL that a person wrote: what a board of this kind costs at least."""
    today, month = clock.today(), Month.of(clock.today())
    before = month.previous
    item = f"SELECT {counts(NOW)} FROM rectification_item WHERE county_id = %(county)s"
    past = (
        f"SELECT {counts(RATES)} FROM rectification_standing WHERE county_id = %(county)s "
        "AND since < %(end)s AND (until IS NULL OR until >= %(end)s)"
    )
    units = (
        f"SELECT lead_organization_id, {counts(('open', 'overdue', 'done', 'all'))}, "
        "count(*) FILTER (WHERE state <> 'VOID' AND rebound_of_id IS NOT NULL) FROM rectification_item "
        "WHERE county_id = %(county)s GROUP BY 1"
    )
    born = (
        "SELECT date_trunc('month', registered_at AT TIME ZONE 'Asia/Shanghai'), count(*) FROM rectification_item "
        "WHERE county_id = %(county)s AND registered_at >= %(since)s GROUP BY 1"
    )
    ended = (
        "SELECT date_trunc('month', ended_at AT TIME ZONE 'Asia/Shanghai'), state, count(*) FROM rectification_item "
        "WHERE county_id = %(county)s AND ended_at >= %(since)s GROUP BY 1, 2"
    )
    heat = (
        "SELECT s.kind, coalesce(c.parent_id, i.category_id), count(DISTINCT i.id) FROM rectification_item i "
        "JOIN inspections_findingsource s ON s.finding_id = i.finding_id "
        "LEFT JOIN inspections_problemcategory c ON c.code = i.category_id "
        f"WHERE i.county_id = %(county)s AND i.{OPEN} GROUP BY 1, 2"
    )
    since = {"since": clock.start_of(month.plus(-23).first)}
    found = []
    of_today, of_before = asked_of(month, today), asked_of(before, before.last)
    asked = ((item, of_today), (past, of_before), (units, of_today), (born, since), (ended, since), (heat, {}))
    for sql, given in asked:
        with connection.cursor() as cursor:
            cursor.execute(sql, {"county": county.pk, **given})
            found.append(([column.name for column in cursor.description], cursor.fetchall()))
    return found


def is_equal(county, found):
    """Whether the board's figures are those of the SQL."""
    asked = Asked.of_county(county, month=Month.of(clock.today()))
    return (
        are_counts_equal(asked, *found[0]) and is_course_equal(asked, found[3][1]) and is_heat_equal(asked, found[5][1])
    )


def are_counts_equal(asked, names, rows):
    (row,) = rows
    read = figures.read([f"ledger.{name}" for name in names], asked)
    return {name: read[f"ledger.{name}"].value for name in names} == dict(zip(names, row, strict=True))


def is_course_equal(asked, rows):
    born = {Month.of(date(month.year, month.month, 1)): count for month, count in rows}
    return {point.month: point.new for point in trend.course(asked, 24) if point.new} == born


def is_heat_equal(asked, rows):
    heat = figures.read_across("source", "category_group", "ledger.open", asked)
    return {key: reading.value for key, reading in heat.items()} == {(kind, group): n for kind, group, n in rows}


def somebody(role):
    """Who asks; raises LookupError where no demonstration is loaded."""
    user = (
        User.objects.filter(role=role, organization__county__isnull=False)
        .select_related("organization__county")
        .order_by("pk")
        .first()
    )
    if user is None:
        raise LookupError(f"no {role}: load the demonstration data first (manage.py seed_demo --size large)")
    return user


def of_the_superior():
    return prepare(Role.SUPERIOR)


def of_the_coordinator():
    """The same screen with the boxes of what the coordinator has to decide."""
    return prepare(Role.COORDINATOR)


def prepare(role):
    """Ours, the reference, and what must hold besides the times."""
    user = somebody(role)
    county = user.organization.county
    browser = Client()
    browser.force_login(user)

    def ours():
        assert browser.get("/dashboards/county/", headers={"host": "127.0.0.1"}).status_code == 200

    def check():
        with CaptureQueriesContext(connection) as asked:
            ours()
        return {
            "queries": len(asked),
            "queries_allowed": MOST_QUERIES,
            "figures_equal": is_equal(county, reference(county)),
        }

    return ours, lambda: reference(county), "hand-written SQL for the same figures", check
