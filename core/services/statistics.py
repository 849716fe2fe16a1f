"""What the planner of the database knows of the tables: taken anew after a load, so that it plans for what is there."""

from django.db import connection


def refresh() -> None:
    """ANALYZE all tables; costs seconds at a million items. Harmless at any time and twice.

    Who does not own them has the owner do it, where `grant_rights` has made the function for it.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT to_regprocedure('refresh_statistics()') IS NOT NULL")
        is_granted = connection.vendor == "postgresql" and cursor.fetchone()[0]
        cursor.execute("SELECT refresh_statistics()" if is_granted else "ANALYZE")
