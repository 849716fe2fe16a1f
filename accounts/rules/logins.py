"""How long a login lasts and how many there are at once (security S10, S12). Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

Login = TypeVar("Login")


@dataclass(frozen=True)
class Limits:
    """How long a browser may rest, a phone of a field role may rest, and any login may last."""

    idle: timedelta
    idle_in_the_field: timedelta
    absolute: timedelta

    def end_of(self, *, began: datetime, seen: datetime, in_the_field: bool, on_the_wall: bool) -> datetime:
        """The moment from which the login counts no more."""
        idle = self.idle_in_the_field if in_the_field else self.idle
        return began + self.absolute if on_the_wall else min(seen + idle, began + self.absolute)


def too_many(others: Sequence[Login], most: int | None) -> Sequence[Login]:
    """Which of the other logins, the newest first, have to go when one more begins; None: as many as come."""
    return () if most is None else others[most - 1 :]


def is_over(since: datetime | None, now: datetime, time: timedelta) -> bool:
    """Whether a time has passed since a moment; no time (0) never does, nor what was never dated."""
    return bool(time) and since is not None and now - since > time
