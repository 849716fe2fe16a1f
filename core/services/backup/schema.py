"""The schema of a snapshot: a backup of an older version is loaded into its own schema and then brought up to date."""

from django.apps import apps
from django.apps.registry import Apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _

from core.errors import DomainError
from core.services.backup.manifest import Manifest

Node = tuple[str, str]


class OtherSchemaError(DomainError):
    """The snapshot was made by a version that this one doesn't know, or the database is at another one."""


class NotOwnerError(DomainError):
    """The role of the database may work on rows alone."""


OWNS_ALL = """
SELECT has_schema_privilege(current_schema(), 'CREATE') AND coalesce(bool_and(pg_has_role(tableowner, 'USAGE')), true)
FROM pg_tables WHERE schemaname = current_schema()
"""


def refuse_who_owns_nothing() -> None:
    """Raises NotOwnerError for a role that may not set triggers aside and make tables."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute(OWNS_ALL)
        if not cursor.fetchone()[0]:
            raise NotOwnerError(_("A restore takes the role that owns the tables; this one works on rows alone."))


def prepare(manifest: Manifest, *, is_empty: bool) -> Apps:
    """Bring an empty database to the snapshot's schema; returns the models of then. Raises OtherSchemaError."""
    executor = MigrationExecutor(connection)
    wanted: set[Node] = {(app, name) for app, name in manifest.migrations}
    known = wanted & set(executor.loader.graph.nodes)
    installed = {config.label for config in apps.get_app_configs()}
    if any(app in installed for app, _name in wanted - known - set(executor.loader.replacements)):
        raise OtherSchemaError(_("This backup was made by a newer version of the product."))
    if set(executor.loader.applied_migrations) & set(executor.loader.graph.nodes) == known:
        return executor.loader.project_state(list(known)).apps
    if not is_empty:
        raise OtherSchemaError(_("The database is at another version than the backup; restore it into an empty one."))
    return executor.migrate(_newest(executor, known)).apps


def _newest(executor: MigrationExecutor, known: set[Node]) -> list[Node]:
    """The last migration of each app, but those that another one brings along: asked for after it, they go back."""
    graph = executor.loader.graph
    followed = {parent.key for node in known for parent in graph.node_map[node].parents if parent.key[0] == node[0]}
    newest = known - followed
    brought = {each for node in newest for each in graph.forwards_plan(node) if each != node}
    return sorted(newest - brought)


def bring_up_to_date() -> None:
    """Apply what the product has learnt since the backup.

    Where that is nothing, nothing is asked for: `migrate` also adds content types and permissions that aren't there,
    and what has come back is what was written.
    """
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0, interactive=False)


def tables_now() -> set[str]:
    """The tables that the database has."""
    return set(connection.introspection.table_names())
