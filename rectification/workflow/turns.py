"""What a person is offered at an item, and what waits for whom: read from the table, asked of one item or of all."""

from collections.abc import Collection
from dataclasses import dataclass

from accounts.models import User
from core.steps import allows, conditions
from rectification.models import Item
from rectification.querysets import ItemQuerySet
from rectification.workflow.inputs import Words
from rectification.workflow.table import SECOND, TRANSITIONS, Transition
from rectification.workflow.who import awaited_officer, officer_is_awaited

TURNS: dict[str, Words] = {step.name: step.turn for step in TRANSITIONS.values() if step.turn is not None}
"""Steps that are a verdict, with what a list says instead of it."""


def turn_label(item: Item, step: Transition, actor: User) -> Words:
    """The word under which a person is offered a step; a named officer sends back as an answer, not as a signer."""
    if step.name == "return" and awaited_officer(item, actor):
        return SECOND
    return step.label if step.turn is None else step.turn


@dataclass(frozen=True)
class Turn:
    """One act that somebody is asked for: a step, or what is to be looked at and the verdicts it can end in."""

    label: Words
    steps: tuple[Transition, ...]
    url: str = ""

    @property
    def name(self) -> str:
        return self.steps[0].name


def is_for_systems(item: Item, step: Transition) -> bool:
    """A pass that names both officers at once: a system of record says it; on pages each officer speaks for himself."""
    return step.name == "pass" and not officer_is_awaited(item)


def turns(item: Item, actor: User) -> list[Turn]:
    """The buttons of the page: what this user can do next, verdicts of one turn behind one word."""
    by_label: dict[Words, list[Transition]] = {}
    for step in available(item, actor):
        if not is_for_systems(item, step):
            by_label.setdefault(turn_label(item, step, actor), []).append(step)
    return [Turn(label, tuple(steps)) for label, steps in by_label.items()]


def available(item: Item, actor: User) -> list[Transition]:
    """What this user can do next: the buttons of the page and the links of the API."""
    return [step for step in TRANSITIONS.values() if allows(step, item, actor)]


def instead(item: Item, step: Transition, actor: User) -> list[Transition]:
    """What the same person may decide in its place at this turn: a failed for a passed re-inspection."""
    return [
        other
        for other in available(item, actor)
        if other != step and not is_for_systems(item, other) and _is_of_one_turn(item, actor, step, other)
    ]


def _is_of_one_turn(item: Item, actor: User, step: Transition, other: Transition) -> bool:
    if step.turn is not None or other.turn is not None:
        return turn_label(item, step, actor) == turn_label(item, other, actor)
    return (step.source, step.who) == (other.source, other.who)


def main_acts(item: Item, actor: User) -> list[Transition]:
    """The steps for which the item stands on this person's desk."""
    return [step for step in available(item, actor) if step.waits is not None and step.waits(item, actor)]


def waiting_for(items: ItemQuerySet, user: User, steps: Collection[str] = TRANSITIONS) -> ItemQuerySet:
    """The items on a person's desk, of these steps: those that have a main act for this person."""
    parts = [items.filter(each) for each in conditions([TRANSITIONS[name] for name in steps], user)]
    return items.in_any_of(*parts) if parts else items.none()


def is_ever_asked(user: User, steps: Collection[str]) -> bool:
    """Whether any of these steps could stand on this person's desk, whatever items there are."""
    return any(True for _rows in conditions([TRANSITIONS[name] for name in steps], user))
