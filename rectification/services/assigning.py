"""交办: who answers for an item, and by when."""

from datetime import date

from django.conf import settings
from django.utils.translation import gettext as _

from accounts.models import Organization, User
from core import clock
from core.errors import WorkflowError
from core.services import calendar
from inspections.states import UndatedKind
from rectification.models import Item
from rectification.rules import deadlines
from rectification.services import listing_supervision, suspending
from rectification.services.effects import effect
from rectification.states import DeadlineRule, SupervisionLevel
from rectification.workflow import Given


@effect("assign")
def assign(item: Item, actor: User, given: Given) -> None:
    """Name the lead and assisting units and the deadline, or the kind of item that has none."""
    lead: Organization = given["lead_organization"]
    assisting = [unit for unit in given.get("assisting_organizations") or () if unit.pk != lead.pk]
    for unit in assisting:
        _refuse_foreign_unit(item, unit)
    refuse_unfit_unit(item, lead)
    if given.get("deadline"):
        refuse_impossible(item, given["deadline"])
    item.lead_organization = lead
    item.requirement = given.get("requirement") or item.requirement
    item.assigned_by, item.assigned_by_organization = actor, actor.organization
    item.assigned_at = clock.now()
    item.assisting.set(assisting)
    set_time(item, given.get("deadline"), given.get("undated_kind") or "")
    _keep_to_sources(item)


def _keep_to_sources(item: Item) -> None:
    """An undated kind doesn't put off what a source demands: the strictest deadline rules."""
    demanded = deadlines.strictest(item.finding.sources.values_list("deadline", flat=True))
    if demanded is not None and (item.deadline is None or item.deadline > demanded):
        set_deadline(item, demanded, DeadlineRule.SOURCE, start_event="assigned", first=True)


@effect("decline")
def decline(item: Item, actor: User, given: Given) -> None:
    """退回交办: the unit says it is not the one; the proposal of a lead stays for whoever assigns anew."""
    item.assigned_at = None


def refuse_unfit_unit(item: Item, lead: Organization) -> None:
    """A unit that can't answer for the item: of another county, closed, or without anybody to act."""
    _refuse_foreign_unit(item, lead)
    _refuse_unable_unit(lead)


def _refuse_foreign_unit(item: Item, unit: Organization) -> None:
    if unit.county_id not in (None, item.county_id):
        raise WorkflowError(_("“%(unit)s” is a unit of another county.") % {"unit": unit}, "lead_organization")


def _refuse_unable_unit(lead: Organization) -> None:
    if not lead.is_active:
        raise WorkflowError(_("This unit is no longer active."), "lead_organization")
    if not Organization.objects.who_answer().filter(pk=lead.pk).exists():
        raise WorkflowError(_("This unit answers for no item: nobody there can act on one."), "lead_organization")


def set_time(item: Item, day: date | None, kind: str) -> None:
    """Put in force a day, or the time that an undated kind means."""
    if day is None and kind in ("", UndatedKind.CONTINUOUS):
        raise WorkflowError(_("Give a deadline, or say that it is immediate or long-term."), "deadline")
    if kind and kind not in UndatedKind.values:
        raise WorkflowError(_("This is no kind of deadline."), "undated_kind")
    item.undated_kind = kind
    item.next_confirmation_on = None
    if day is not None:
        set_deadline(item, day, DeadlineRule.FIXED, start_event="assigned", first=True)
    elif kind == UndatedKind.IMMEDIATE:
        _set_immediate(item)
    else:
        item.deadline = item.original_deadline = None
        item.deadline_derivation = {}
        item.next_confirmation_on = deadlines.next_confirmation(clock.today(), settings.LEDGER_CONFIRM_EVERY_MONTHS)


def _set_immediate(item: Item) -> None:
    found = deadlines.counted(
        clock.today(),
        settings.LEDGER_IMMEDIATE_DAYS,
        rule=DeadlineRule.IMMEDIATE,
        start_event="assigned",
        calendar=calendar.current(),
    )
    item.deadline = item.original_deadline = found.day
    item.deadline_derivation = found.derivation.as_json()


def refuse_impossible(item: Item, day: date, *, found_on: date | None = None) -> None:
    """A deadline before the finding, or later than a source demands, is refused with the date that rules.

    `found_on` is the day of the finding where that is corrected at the same time.
    """
    found = found_on or item.found_on
    if day < found:
        raise WorkflowError(_("The deadline is before the day of the finding (%(day)s).") % {"day": found}, "deadline")
    demanded = deadlines.strictest(item.finding.sources.values_list("deadline", flat=True))
    if demanded is not None and day > demanded:
        raise WorkflowError(
            _("A source demands rectification by %(day)s; the strictest deadline rules.") % {"day": demanded},
            "deadline",
        )


def set_deadline(item: Item, day: date, rule: DeadlineRule, *, start_event: str, first: bool = False) -> None:
    """Put a named date in force, with where it comes from."""
    found = deadlines.fixed(day, rule=rule, start_event=start_event, start=clock.today(), calendar=calendar.current())
    item.deadline = found.day
    item.deadline_derivation = found.derivation.as_json()
    if first:
        item.original_deadline = found.day
    if item.pk and rule != DeadlineRule.EXTENSION:
        suspending.follow(item)
    if item.supervision_level == SupervisionLevel.LISTED:
        listing_supervision.follow(item)
