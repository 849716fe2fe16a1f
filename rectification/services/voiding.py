"""作废、合并: proposed by one person, decided by a second."""

from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import WorkflowError
from inspections.models import FindingSource
from rectification.models import Item
from rectification.services import sources
from rectification.services.effects import effect
from rectification.states import State
from rectification.workflow import Given


@effect("void")
def propose(item: Item, actor: User, given: Given) -> None:
    """Propose to void the item, or to merge it into another one; its state stays until a second person agrees."""
    target: Item | None = given.get("merged_into")
    if target is not None:
        _refuse_unfit_target(item, target)
    item.void_proposed_by = actor
    item.void_reason = given["reason"]
    item.merged_into = target


@effect("decide-void")
def decide(item: Item, actor: User, given: Given) -> None:
    """Agree or not. On agreement a merged item's sources go over to the item that takes it in."""
    if not given["granted"]:
        item.void_proposed_by, item.void_reason, item.merged_into = None, "", None
        return
    if item.merged_into is not None:
        _hand_over_sources(item, item.merged_into, actor)


def _hand_over_sources(item: Item, wanted: Item, actor: User) -> None:
    target = Item.objects.select_for_update(of=("self",)).get(pk=wanted.pk)
    _refuse_unfit_target(item, target)
    handed: list[FindingSource] = list(item.finding.sources.all())
    if item.enterprise_id != target.enterprise_id:
        _say_nothing_of_another_place(handed)
    sources.add_copies(target, handed, actor=actor, reason=item.void_reason)


def _say_nothing_of_another_place(handed: list[FindingSource]) -> None:
    """An item of another enterprise answers to the same masters; their words about the first one stay with it."""
    for source in handed:
        source.wording = source.progress_text = ""


def _refuse_unfit_target(item: Item, target: Item) -> None:
    if target.pk == item.pk or target.county_id != item.county_id:
        raise WorkflowError(_("An item can only be merged into another item of the same county."), "merged_into")
    if target.state in (State.VOID, State.CLOSED):
        raise WorkflowError(_("The item to merge into is not open any more."), "merged_into")
