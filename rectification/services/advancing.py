"""The one door through which an item moves."""

from typing import Unpack

from django.db import transaction
from django.db.models import Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.errors import StaleError
from rectification import workflow
from rectification.models import Item
from rectification.services import consequences, naming, notifying, recording
from rectification.services.effects import EFFECTS
from rectification.workflow import Given


@transaction.atomic
@clock.still()
def advance(item_id: int, name: str, *, actor: User, version: int, **given: Unpack[Given]) -> Item:
    """Take one step of the workflow, or raise WorkflowError and change nothing.

    Raises Item.DoesNotExist for what the actor may not know of, StaleError where
    somebody else has changed the item since `version`, NotAllowedError for the wrong person.
    """
    item = lock(item_id, actor, version)
    workflow.check(item, workflow.TRANSITIONS[name], actor, given)
    return move(item, name, actor, given)


def move(item: Item, name: str, actor: User, given: Given) -> Item:
    """What `advance` writes on a locked item, once nothing refuses it.

    Also called by what decides on an item by another rule than the table's, as a challenge does, and has checked that.
    """
    step = workflow.TRANSITIONS[name]
    from_state, before = item.state, recording.snapshot(item)
    target = step.target(item, given)
    EFFECTS[name](item, actor, given)
    item.move_to(target)
    item.version += 1
    item.save()
    entry = recording.record(item, name, actor, from_state=from_state, before=before, given=given)
    consequences.follow(item, entry)
    notifying.tell_about(item, entry)
    return item


def lock(item_id: int, actor: User, version: int) -> Item:
    """The item locked for a change, if the actor may know of it and has seen its present version.

    What it is to be merged into is locked with it, in the order of the ids, so that two
    items merged into each other at once can't wait for each other for ever.
    """
    target = Item.objects.filter(pk=item_id).values("merged_into")
    items = Item.objects.visible_to(actor).select_for_update(of=("self",))
    rows = items.filter(Q(pk=item_id) | Q(pk=Subquery(target))).order_by("pk")
    found = {row.pk: row for row in rows.select_related("lead_organization", "assigned_by_organization")}
    if item_id not in found:
        raise Item.DoesNotExist
    refuse_stale(found[item_id], version)
    return found[item_id]


def refuse_stale(item: Item, version: int) -> None:
    """Tell whoever has seen an older version who did what in the meantime."""
    if item.version != version:
        raise StaleError(told_what_happened(item), state=item.state, version=item.version)


def told_what_happened(item: Item) -> str:
    """Who has changed an item last, and where it is now."""
    last = item.history.last()
    if last is None:
        return _("Somebody has changed this item since you opened it.")
    return _("%(who)s changed this item at %(when)s (%(step)s); it is now in the state “%(state)s”.") % {
        "who": last.who,
        "when": timezone.localtime(last.at).strftime("%m-%d %H:%M"),
        "step": naming.act_of(last),
        "state": item.get_state_display(),
    }
