"""挂联、包保: files that name the person as their linked leader name the successor, each with a row of its changes."""

from collections.abc import Sequence
from typing import Any

from django.utils.functional import Promise

from accounts.models import HandOver, User
from accounts.services.handing_over import Kind, Work, things
from core.services import editing

LEADER = "linked_leader"


def of_files(code: str, label: str | Promise, model: Any, *, order: int) -> Kind:
    """The kind of work of whoever is linked to files of a table; an app says so for its own."""

    def find(person: User, successor: User) -> list[Work]:
        rows = model._default_manager.filter(linked_leader=person).order_by("pk")
        return [Work(row.pk, row.label, row.get_absolute_url()) for row in rows]

    def hand(handing: HandOver, works: Sequence[Work], actor: User) -> None:
        rows = model._default_manager.filter(linked_leader=handing.person_id).select_for_update(of=("self",))
        for row in things(rows.order_by("pk"), works):
            values = {LEADER: handing.successor}
            before = editing.said_of(row, values)
            row.linked_leader = handing.successor
            row.version += 1
            row.save()
            editing.record(row, actor, before=before, after=editing.said_of(row, values))

    return Kind(code, label, find, hand, order)
