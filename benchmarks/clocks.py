"""The job of the clocks over 50,000 permits against the one statement that finds whom they concern.

The permits are added to the enterprises of the database in a transaction that is never committed.
"""

from datetime import timedelta
from random import Random

from django.db import connection, transaction

from core import clock
from enterprises.models import Enterprise, Permit, PermitKind
from enterprises.services.expiry import check

PERMITS, MOST_SECONDS = 50_000, 10
LIFE = 1_800
"""Days in which they run out, some of them past."""
CONCERNED = (
    "SELECT u.id, p.id, p.valid_until FROM enterprises_permit p "
    "JOIN enterprises_enterprise e ON e.id = p.enterprise_id "
    "JOIN accounts_user u ON u.organization_id = e.organization_id "
    "LEFT JOIN enterprises_permit r ON r.follows_id = p.id "
    "WHERE r.id IS NULL AND p.valid_until <= %s AND u.is_active AND u.role = 'ENTERPRISE'"
)


def of_all_permits():
    """The first run of a day, with all notices that it writes."""
    enterprises = list(Enterprise.objects.all())
    if not enterprises:
        raise LookupError("a database with enterprises is needed (seed_demo)")
    transaction.atomic().__enter__()
    _add(enterprises)
    day = clock.today()
    done = []

    def ours():
        with transaction.atomic():
            done.append(check(day).as_json())
            transaction.set_rollback(True)

    def reference():
        with connection.cursor() as cursor:
            cursor.execute(CONCERNED, [day + timedelta(days=180)])
            cursor.fetchall()

    return ours, reference, "the people concerned by plain SQL", lambda: done[-1] | {"most_seconds": MOST_SECONDS}


def _add(enterprises):
    random, today = Random(1), clock.today()
    kinds = list(PermitKind.objects.filter(scope="enterprise").exclude(validity_months=None))
    rows = []
    for number in range(PERMITS):
        until = today + timedelta(days=random.randint(-90, LIFE))
        permit = Permit(enterprise=enterprises[number % len(enterprises)], kind=kinds[number % len(kinds)])
        permit.valid_until = until
        permit.clean()
        rows.append(permit)
    Permit.objects.bulk_create(rows, batch_size=1000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE enterprises_permit")
