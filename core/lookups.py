"""Lookups of our own."""

from collections.abc import Sequence

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Field
from django.db.models.lookups import In
from django.db.models.sql.compiler import SQLCompiler


class Among(In):
    """`pk__among=rows`: as `pk__in`, but the keys are picked once, before the table is looked at.

    PostgreSQL may join `IN (SELECT …)` by running the inner query for each row of the outer one, and does so where it
    knows nothing of the tables' sizes (after a load or a restore): a list of 157 rows took 158 s. An array is
    evaluated once, whatever the planner believes.
    """

    lookup_name = "among"

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, Sequence[object]]:
        if not self.rhs_is_direct_value():
            key, key_params = self.process_lhs(compiler, connection)
            picked, picked_params = self.process_rhs(compiler, connection)
            return f"{key} = ANY(ARRAY{picked})", (*key_params, *picked_params)
        return self.as_sql(compiler, connection)


def register() -> None:
    """Make the lookups known to all fields; called by the app's config."""
    Field.register_lookup(Among)
