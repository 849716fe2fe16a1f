"""Sign-off chains are data: which steps an item needs follows from its sources, level and listing."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from core.errors import WorkflowError
from rectification.models import Item, SignOffStep
from rectification.states import Signer, SupervisionLevel


def chain_for(item: Item) -> list[Signer]:
    """The ordered steps that close this item; of several that fit the same place, the first by code."""
    steps = SignOffStep.objects.order_by("order", "code")
    return chain_of(steps, item, set(item.finding.sources.values_list("kind", flat=True)))


def chain_of(steps: Iterable[SignOffStep], item: Item, sources: set[str]) -> list[Signer]:
    """The same from steps in their order and the kinds of the item's sources, both read before."""
    chain: dict[int, Signer] = {}
    for step in steps:
        if _fits(step, item, sources):
            chain.setdefault(step.order, Signer(step.signer))
    if not chain:
        raise WorkflowError(_("No sign-off chain is defined for this item; ask the administrator."))
    return list(chain.values())


def _fits(step: SignOffStep, item: Item, sources: set[str]) -> bool:
    if step.source and step.source not in sources:
        return False
    if step.level and step.level != item.level:
        return False
    return not step.listed_only or item.supervision_level == SupervisionLevel.LISTED


def begin(item: Item) -> None:
    """Freeze the chain of an item whose re-inspection has passed."""
    begin_with(item, chain_for(item))


def begin_with(item: Item, chain: list[Signer]) -> None:
    """The same with a chain that is known."""
    item.sign_off_chain = [str(step) for step in chain]
    item.sign_offs_done = 0
    item.due_signer = item.next_signer or ""


def step_forward(item: Item) -> None:
    """One signature more."""
    item.sign_offs_done += 1
    item.due_signer = item.next_signer or ""


def begin_anew(item: Item) -> None:
    """The item goes back to work; what was signed counts no more."""
    item.sign_off_chain, item.sign_offs_done, item.due_signer = [], 0, ""
