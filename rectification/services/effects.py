"""What each step of the workflow writes on the item; the state itself is written by `advance` alone."""

from collections.abc import Callable

from django.core.exceptions import ImproperlyConfigured

from accounts.models import User
from core import steps
from rectification.models import Item
from rectification.workflow import TRANSITIONS, Given

Effect = Callable[[Item, User, Given], None]

EFFECTS: dict[str, Effect] = {}
"""The effect of each step by its name, filled by `effect`."""


def effect(step: str) -> Callable[[Effect], Effect]:
    """Say of the function below that it is what a step writes.

    Raises ImproperlyConfigured for a step that is not in the table or has an effect already.
    """

    def named(function: Effect) -> Effect:
        if step not in TRANSITIONS:
            raise ImproperlyConfigured(f"{_place(function)} is the effect of {step!r}, which is no step of the table.")
        if step in EFFECTS:
            raise ImproperlyConfigured(
                f"{_place(EFFECTS[step])} and {_place(function)} are both the effect of {step!r}."
            )
        EFFECTS[step] = function
        return function

    return named


def gather() -> None:
    """Find the effects in all modules of the services. Raises ImproperlyConfigured that names steps without one."""
    steps.gather("rectification.services")
    if without := [name for name in TRANSITIONS if name not in EFFECTS]:
        told = ", ".join(map(repr, without))
        raise ImproperlyConfigured(
            f"No effect for {told}: put @effect(…) above the function in rectification/services that writes it."
        )


def _place(function: Effect) -> str:
    return f"{function.__module__}.{function.__qualname__}"
