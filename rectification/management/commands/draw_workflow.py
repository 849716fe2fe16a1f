"""docs/workflow.md: the transition table as a drawing and as a page, for who reads no Python."""

from collections.abc import Callable, Iterator
from inspect import getdoc
from itertools import product
from typing import Any

from django.core.management.base import BaseCommand

from core import written_pages
from core.steps import always
from core.written_pages import in_both, in_language
from inspections.states import Level
from rectification.models import Item
from rectification.services.effects import EFFECTS
from rectification.states import ENDED_STATES, OPEN_STATES, ROOT_CURES, Mode, Signer, State
from rectification.workflow import SIGNERS, TRANSITIONS, Given, Transition

PAGE = "workflow.md"
INTRODUCTION = """\
# The workflow of the ledger

Written by `manage.py draw_workflow` from `rectification/workflow/table.py`; a test fails while the two differ.
How a step is taken, and what else it brings about, is told in [acts](acts.md).

Steps that leave an item where it is are not drawn; the table below has them all. What a list brings as done already
begins further on: awaiting re-inspection, or signed off before Yuan'an."""
CHAINS = """\
## Who signs off

Which signatures an item needs, and in which order, follows from its sources, its level and whether it is listed:
`rectification/catalogs/sign_off_steps.csv` says so, `rectification/services/chains.py` reads it and freezes the chain
when the re-inspection has passed. Nobody signs what the same person has rectified or re-inspected."""
MODES = """\
## How it was rectified

The mode of rectification (整改方式, `mode`) is said at acceptance, and confirmed or changed where the re-inspection is
asked for and where it is decided; no re-inspection passes without one. A temporary stop never counts as rectified
(浙安委〔2019〕11号): with it a re-inspection is not passed, nothing is published or signed off, and the database holds
no such row. The item stays with the unit, or goes back to it, and is overdue like any other. Out of a stop leads
another mode with a photo or document of its own (`rectification/services/modes.py`). What a list brings as done, but
only stopped, comes in open.

A stage of the work that is closed (阶段性办结, `stage`) leaves the item where it is: open, and counted so.
How it stands against its schedule (序时进度) follows from the deadline and from the day of its next stage
(`rectification/rules/schedule.py`)."""
CHAIN_LENGTHS = ([Signer.COORDINATOR], [Signer.DEPARTMENT_HEAD, Signer.COORDINATOR])
DECISIONS = (Given(granted=False), Given(granted=True))


class Command(BaseCommand):
    help = "Write docs/workflow.md from the transition table."

    def handle(self, *args: object, **options: object) -> None:
        written_pages.write(PAGE, page())


def page() -> str:
    """The whole page."""
    steps = written_pages.table(
        (
            "Step",
            "Code",
            "From",
            "To",
            "Who may",
            "What must be given",
            "Only if",
            "Waits for",
            "Tells",
            "What it writes",
        ),
        (_row(step) for step in TRANSITIONS.values()),
    )
    signers = written_pages.table(
        ("Signature", "Code", "Who may give it"),
        ((in_both(signer.label), f"`{signer}`", _meaning(guard)) for signer, guard in SIGNERS.items()),
    )
    drawing = "\n".join(["```mermaid", "stateDiagram-v2", *_drawing(), "```"])
    return "\n\n".join([INTRODUCTION, drawing, "## The steps", steps, MODES, _modes(), CHAINS, signers]) + "\n"


def _modes() -> str:
    return written_pages.table(
        ("Mode", "Code", "Cured at the root", "May pass"),
        (
            (
                in_both(mode.label),
                f"`{mode}`",
                "yes" if mode in ROOT_CURES else "",
                "no" if mode == Mode.SUSPEND else "yes",
            )
            for mode in Mode
        ),
    )


def _drawing() -> Iterator[str]:
    for state in State:
        yield f'    state "{in_both(state.label)}" as {state}'
    yield f"    [*] --> {State.PENDING}"
    for (source, target), labels in _arrows().items():
        yield f"    {source} --> {target}: {' / '.join(labels)}"
    for state in sorted(ENDED_STATES):
        yield f"    {state} --> [*]"


def _arrows() -> dict[tuple[State, State], list[str]]:
    """The steps in Chinese by where they begin and end."""
    found: dict[tuple[State, State], list[str]] = {}
    for step in TRANSITIONS.values():
        for source in _in_order(step.source):
            for target in _in_order(_ends(step, source) - {source}):
                found.setdefault((source, target), []).append(in_language(written_pages.CHINESE, step.label))
    return found


def _ends(step: Transition, source: State) -> frozenset[State]:
    """Where a step can end, tried on items of both levels, with one signature due and with two, agreed to and not."""
    items = (
        Item(state=source, level=level, sign_off_chain=chain) for level, chain in product(Level.values, CHAIN_LENGTHS)
    )
    return frozenset(step.target(item, given) for item, given in product(items, DECISIONS))


def _row(step: Transition) -> tuple[str, ...]:
    return (
        in_both(step.label),
        f"`{step.name}`",
        _said(step.source),
        _said_ends(step),
        _meaning(step.who),
        ", ".join(f"`{name}`" for name in step.required),
        _meaning(step.when) if step.when is not always else "",
        _meaning(step.waits) if step.waits is not None else "",
        step.tells.name.replace("_", " ").lower(),
        f"`{EFFECTS[step.name].__module__}.{EFFECTS[step.name].__name__}`",
    )


def _said_ends(step: Transition) -> str:
    """The states to which a step leads; where that depends on the item, the rule by which it is chosen."""
    ends = {source: _ends(step, source) for source in step.source}
    elsewhere = frozenset(end for source, found in ends.items() for end in found - {source})
    said = _said(elsewhere) or "stays"
    return said if step.to is None or isinstance(step.to, State) else f"{said}: {_meaning(step.to)}"


def _said(states: frozenset[State]) -> str:
    if states == OPEN_STATES:
        return "any open state"
    return ", ".join(in_both(state.label) for state in _in_order(states))


def _in_order(states: frozenset[State]) -> list[State]:
    """States in the order in which an item goes through them."""
    return [state for state in State if state in states]


def _meaning(rule: Callable[..., Any]) -> str:
    """What a rule of the workflow says of itself."""
    return " ".join((getdoc(rule) or "").split())
