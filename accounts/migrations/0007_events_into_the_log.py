from collections.abc import Iterator
from typing import Any

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

ACTS = {
    "LOCKED": "account.locked",
    "UNLOCKED": "account.unlock",
    "UNUSED": "account.unused",
    "LOGGED_OUT": "account.log-out",
    "LINK": "account.link",
}
BATCH = 500


def _entries(apps: Apps) -> Iterator[Any]:
    entry = apps.get_model("core", "LogEntry")
    rows = apps.get_model("accounts", "AccountEvent").objects.order_by("at", "pk")
    for event in rows.select_related("user", "actor__organization").iterator(BATCH):
        actor = event.actor
        yield entry(
            at=event.at,
            act=ACTS[event.kind],
            actor=actor,
            actor_name=actor.name if actor else "",
            actor_role=actor.role if actor else "",
            organization_name=actor.organization.name if actor else "",
            subject=f"accounts.user:{event.user_id}",
            subject_name=f"{event.user.name} ({event.user.username})"[:200],
            address=event.address,
        )


def into_the_log(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("core", "LogEntry").objects.bulk_create(_entries(apps), batch_size=BATCH)


def out_of_the_log(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    kinds = {act: kind for kind, act in ACTS.items()}
    event = apps.get_model("accounts", "AccountEvent")
    rows = apps.get_model("core", "LogEntry").objects.filter(act__in=kinds).order_by("at", "pk")
    event.objects.bulk_create(
        (
            event(
                user_id=row.subject.partition(":")[2],
                kind=kinds[row.act],
                at=row.at,
                actor=row.actor,
                address=row.address,
            )
            for row in rows.select_related("actor").iterator(BATCH)
        ),
        batch_size=BATCH,
    )


class Migration(migrations.Migration):
    dependencies = [("accounts", "0006_boards_on_the_wall"), ("core", "0009_log")]

    operations = [
        migrations.RunPython(into_the_log, out_of_the_log),
    ]
