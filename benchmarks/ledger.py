"""Desk and ledger of the coordinator against the plain statements that such pages need at least."""

from django.db import connection
from django.test import Client

from accounts.states import Role
from benchmarks.county_board import CLOCK_RUNS, LATE, OPEN, somebody
from core import clock

LINE = (
    "SELECT i.id, i.number, i.title, i.state, i.level, i.deadline, c.name_zh, e.name, p.name, o.name "
    "FROM rectification_item i LEFT JOIN inspections_problemcategory c ON c.code = i.category_id "
    "LEFT JOIN enterprises_enterprise e ON e.id = i.enterprise_id LEFT JOIN parks_park p ON p.id = i.park_id "
    "LEFT JOIN accounts_organization o ON o.id = i.lead_organization_id WHERE i.county_id = %(county)s "
)
FIRST_PAGE = LINE + "ORDER BY i.ended_at IS NOT NULL, i.deadline, i.id DESC LIMIT 30"
COUNT = "SELECT count(*) FROM rectification_item WHERE county_id = %(county)s"
BOXES = (
    f"{COUNT} AND {LATE}",
    f"{COUNT} AND state IN {CLOCK_RUNS} AND deadline BETWEEN %(day)s AND %(day)s + 7",
    f"{COUNT} AND state = 'PENDING'",
    f"{COUNT} AND state = 'PLAN_REVIEW'",
    "SELECT count(*) FROM rectification_item i WHERE county_id = %(county)s AND i.state IN ('RECTIFYING', "
    "'PLAN_REVIEW', 'UNDER_REVIEW') AND EXISTS (SELECT 1 FROM rectification_extension x "
    "WHERE x.item_id = i.id AND x.granted IS NULL)",
    f"{COUNT} AND void_proposed_by_id IS NOT NULL AND {OPEN}",
    f"{COUNT} AND state IN ('AWAITING_SIGN_OFF', 'PUBLICITY') AND due_signer LIKE '%%COORDINATOR%%'",
)
"""The boxes of the desk; who rectified or reviewed an item is not looked for."""


def asking(statements, unit):
    given = {"county": unit.county_id, "unit": unit.pk, "day": clock.today()}

    def ask():
        for statement in statements:
            with connection.cursor() as cursor:
                cursor.execute(statement, given)
                cursor.fetchall()

    return ask


SCOPES = {
    Role.ENTERPRISE: "AND {item}lead_organization_id = %(unit)s ",
    Role.PARK: "AND {item}park_id IN (SELECT id FROM parks_park WHERE committee_id = %(unit)s) ",
}
"""What stands nearest to the scope of a role and is one condition."""


def page(address, statements, said, role=Role.COORDINATOR):
    """A page of somebody in a role beside its statements."""
    user = somebody(role)
    browser = Client()
    browser.force_login(user)

    def ours():
        assert browser.get(address, headers={"host": "127.0.0.1"}).status_code == 200

    return ours, asking(statements, user.organization), said, dict


def desk():
    return page("/", (*BOXES, LINE + "AND i.state = 'PENDING' ORDER BY i.deadline LIMIT 30"), "the boxes by plain SQL")


def first_page():
    return page("/ledger/", (COUNT, FIRST_PAGE), "its count and its 30 lines by plain SQL")


def of_an_enterprise():
    """The ledger of who sees the least of it: its scope is walked along an index of its own."""
    return scoped(Role.ENTERPRISE)


def of_a_park():
    return scoped(Role.PARK)


def last_of_an_enterprise():
    return scoped(Role.ENTERPRISE, "/ledger/?page=99999")


def scoped(role, address="/ledger/"):
    scope = SCOPES[role]
    lines = f"{LINE}{scope.format(item='i.')}ORDER BY i.ended_at IS NOT NULL, i.deadline, i.id DESC LIMIT 30"
    statements = (f"{COUNT} {scope.format(item='')}", lines)
    return page(address, statements, "the count and 30 lines of its own items by plain SQL", role)
