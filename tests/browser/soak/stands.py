"""A form as somebody meets it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from accounts.models import User
from core import clock
from tests.browser.soak.world import World


def day(days: int) -> str:
    return (clock.today() + timedelta(days=days)).isoformat()


HAPPENED = {
    name: day(-9)
    for name in [
        "raised_on",
        "done_on",
        "published_on",
        "approved_on",
        "assessed_on",
        "issued_on",
        "recognized_on",
        "plan_approved_on",
        "capacity_assessed_on",
    ]
}
"""Days of the file of a park that are not to come."""


@dataclass(frozen=True)
class Stand:
    """A form as somebody meets it.

    `at` answers who and under which address in a world, `form` finds it on the page, `given` what its fields take,
    `before` presses what leads to a form that is shown in answer to a press, `opens` the view that it then stands on.
    """

    name: str
    at: Callable[[World], tuple[User, str]]
    form: str = "main form[method=post]"
    given: Mapping[str, Any] = field(default_factory=dict)
    before: tuple[str, ...] = ()
    opens: str = ""
    phone: bool = False


def by(who: str, address: Callable[[World], str]) -> Callable[[World], tuple[User, str]]:
    return lambda world: (world.users[who], address(world))
