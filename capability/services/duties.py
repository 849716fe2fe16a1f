"""监管任务: what supervision has to do in a month, as data. Each duty is counted from rows of another app by its name.

Apps offer theirs here from their configs (`offer`); the balance counts nothing that cannot be opened.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from django.utils.functional import Promise

if TYPE_CHECKING:
    from capability.models import Team

Words = str | Promise
Part = Mapping[str, str]
"""The words by which a body of figures is narrowed; empty for all of it."""


def of_all(team: "Team | None") -> Part | None:
    """Of every unit all of it."""
    return {}


@dataclass(frozen=True)
class Duty:
    """A kind of act. Its rows are counted by a `figure`, of the month where `is_monthly`, or by a `clock`.

    `times` says how often a month each row asks for the act, `hours` how many hours of people it takes. `part_of`
    gives what of the rows is a unit's, None where the unit has no such duty; asked without one the whole county's.
    `only_first`: what waits now is done in the first of the months.
    """

    code: str
    label: Words
    rule: Words
    times: Callable[[], Fraction]
    hours: Callable[[], int]
    part_of: Callable[["Team | None"], Part | None] = of_all
    figure: str = ""
    clock: str = ""
    is_monthly: bool = False
    only_first: bool = False
    is_on_site: bool = False
    order: int = 50


_duties: dict[str, Duty] = {}


def offer(*duties: Duty) -> None:
    """Let an app say what supervision has to do because of its rows; called by its config."""
    for duty in duties:
        _duties[duty.code] = duty


def registered() -> list[Duty]:
    """All duties, in the order in which the balance shows them."""
    return sorted(_duties.values(), key=lambda duty: (duty.order, duty.code))
