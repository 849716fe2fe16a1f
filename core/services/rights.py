"""What the role of web, worker and scheduler may do in PostgreSQL, whose tables belong to another role (S24, S58).

Least rights: rows are read and written, tables that only grow are read and added to, nothing is truncated or altered.
"""

from collections.abc import Iterator

from django.db import connection, transaction
from django.utils.translation import gettext as _

from core.errors import DomainError

WORK = "SELECT, INSERT, UPDATE, DELETE"
GROW = "SELECT, INSERT"
READ = "SELECT"
STATISTICS = """
CREATE OR REPLACE FUNCTION refresh_statistics() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS 'BEGIN ANALYZE; END'
"""
"""Only an owner may ANALYZE; after an import the worker has to."""
READ_ONLY = frozenset({"django_migrations"})
TABLES = """
SELECT class.relname, EXISTS (
    SELECT 1 FROM pg_trigger AS trigger JOIN pg_proc AS called ON called.oid = trigger.tgfoid
    WHERE trigger.tgrelid = class.oid AND called.proname = 'refuse_change'
)
FROM pg_class AS class
WHERE class.relnamespace = 'public'::regnamespace AND class.relkind IN ('r', 'p')
ORDER BY class.relname
"""


class RightsError(DomainError):
    """The rights can't be given."""


@transaction.atomic
def grant(role: str) -> dict[str, str]:
    """Give a role what the work needs and take all else from it; returns the rights by table.

    To be called by the tables' owner after each migration. Raises RightsError where there are no roles, no such
    role, or where the role is the owner itself.
    """
    if connection.vendor != "postgresql":
        raise RightsError(_("Only PostgreSQL knows roles: the embedded database has nobody to give rights to."))
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, EXISTS (SELECT 1 FROM pg_roles WHERE rolname = %s)", [role])
        owner, exists = cursor.fetchone()
        if not exists:
            raise RightsError(_("There is no role “%(role)s” in this database; see roles.sh.") % {"role": role})
        if owner == role:
            raise RightsError(_("“%(role)s” owns the tables: name the role that works with them.") % {"role": role})
        cursor.execute(TABLES)
        rights = {table: _right(table, grows=grows) for table, grows in cursor.fetchall()}
        for statement in _statements(connection.ops.quote_name(role), rights):
            cursor.execute(statement)
    return rights


def _right(table: str, *, grows: bool) -> str:
    if table in READ_ONLY:
        return READ
    return GROW if grows else WORK


def _statements(role: str, rights: dict[str, str]) -> Iterator[str]:
    yield f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role}"
    yield f"GRANT USAGE ON SCHEMA public TO {role}"
    yield f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}"
    yield STATISTICS
    yield "REVOKE ALL ON FUNCTION refresh_statistics() FROM PUBLIC"
    yield f"GRANT EXECUTE ON FUNCTION refresh_statistics() TO {role}"
    for table, right in rights.items():
        yield f"GRANT {right} ON {connection.ops.quote_name(table)} TO {role}"
