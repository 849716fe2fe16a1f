"""What is proposed of an item until it is assigned: unit, deadline, requirement. Afterwards only steps move them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from core.errors import WorkflowError, WrongStateError
from inspections.states import UndatedKind
from rectification.models import Item
from rectification.rules import deadlines
from rectification.services import assigning
from rectification.states import DeadlineRule, State

Values = Mapping[str, Any]
"""What is to be said from now on, by the names of the columns."""
PROPOSED = Item.corrected.among("proposed")


def is_open_to_correction(item: Item) -> bool:
    return item.state == State.PENDING


def refuse(item: Item, values: Values) -> None:
    """What the assignment would refuse is refused of a proposal too; and any once the item has been assigned."""
    changed = {name: values[name] for name in PROPOSED if name in values and values[name] != getattr(item, name)}
    if not changed:
        return
    if not is_open_to_correction(item):
        raise WrongStateError(why_not(next(iter(changed))), next(iter(changed)))
    if unit := changed.get("lead_organization"):
        assigning.refuse_unfit_unit(item, unit)
    if "deadline" in changed:
        _refuse_deadline(item, changed["deadline"], values.get("found_on"))


def _refuse_deadline(item: Item, day: date | None, found_on: date | None) -> None:
    if day is not None:
        assigning.refuse_impossible(item, day, found_on=found_on)
    elif demanded := deadlines.strictest(item.finding.sources.values_list("deadline", flat=True)):
        raise WorkflowError(_("A source demands a deadline (%(day)s).") % {"day": demanded}, "deadline")


def why_not(name: str) -> str:
    """Why what was proposed is not corrected any more."""
    if name in ("deadline", "undated_kind"):
        return _("It has been assigned: its deadline moves by an extension that is asked for and decided.")
    if name == "lead_organization":
        return _("It has been assigned: the unit declines the assignment first, then another one is assigned.")
    if name == "level":
        return _("The level decides who signs off: return the item before changing it.")
    return _("It has been assigned: what was required stays as it was assigned.")


def put(item: Item, values: Values) -> None:
    """Write the proposals; a day takes the place of a kind of item that has none, if nothing else is said of that."""
    for name in ("lead_organization", "requirement"):
        if name in values:
            setattr(item, name, values[name])
    if "deadline" in values and values["deadline"] != item.deadline:
        _put_deadline(item, values["deadline"])
    item.undated_kind = values.get("undated_kind", item.undated_kind)


def _put_deadline(item: Item, day: date | None) -> None:
    if day is None:
        item.deadline = item.original_deadline = None
        item.deadline_derivation = {}
        return
    if item.undated_kind != UndatedKind.CONTINUOUS:
        item.undated_kind = ""
    if day == deadlines.strictest(item.finding.sources.values_list("deadline", flat=True)):
        assigning.set_deadline(item, day, DeadlineRule.SOURCE, start_event="registered", first=True)
    else:
        assigning.set_deadline(item, day, DeadlineRule.CORRECTED, start_event="corrected", first=True)
