"""The workflow of the ledger: the whole machine, and who may take which step. Only `services.advance` acts on it.

`table` is the machine and what each step asks (its `inputs`), `who` says who may and when, `turns` what a person is
offered and what waits for whom, `refusals` why a step is refused.
"""

from core.services.acting import is_blank
from core.steps import allows
from rectification.workflow.inputs import Input, Kind
from rectification.workflow.refusals import check, check_turn, refusal_at
from rectification.workflow.table import REFUSALS, TRANSITIONS, Given, Heard, Told, Transition
from rectification.workflow.turns import (
    TURNS,
    Turn,
    available,
    instead,
    is_ever_asked,
    is_for_systems,
    main_acts,
    turn_label,
    turns,
    waiting_for,
)
from rectification.workflow.who import SIGNERS, Guard, awaited_officer, has_part, head_of_department, outside_reviewer

__all__ = [
    "REFUSALS",
    "SIGNERS",
    "TRANSITIONS",
    "TURNS",
    "Given",
    "Guard",
    "Heard",
    "Input",
    "Kind",
    "Told",
    "Transition",
    "Turn",
    "allows",
    "available",
    "awaited_officer",
    "check",
    "check_turn",
    "has_part",
    "head_of_department",
    "instead",
    "is_blank",
    "is_ever_asked",
    "is_for_systems",
    "main_acts",
    "outside_reviewer",
    "refusal_at",
    "turn_label",
    "turns",
    "waiting_for",
]
