"""What happened and what comes next, in a sentence, by name and date."""

from collections.abc import Mapping

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from rectification.models import Item
from rectification.services import naming
from rectification.states import State


def sentence(item: Item, step: str, given: Mapping[str, object]) -> str:
    """After a step: what was done and how it ended, who is next, until when."""
    label = naming.outcome_of(step, given)
    said = _("%(number)s: %(step)s done. %(next)s") % {"number": item.number, "step": label, "next": whose_turn(item)}
    if item.deadline is None or not item.clock_runs:
        return said
    return said + _("Due on %(day)s.") % {"day": date_format(item.deadline, "DATE_FORMAT")}


def whose_turn(item: Item) -> str:
    """Where the ball is now."""
    lead = item.lead_organization.label if item.lead_organization else ""
    sentences = {
        State.PENDING: _("To be assigned."),
        State.ASSIGNED: _("%(unit)s is to accept it.") % {"unit": lead},
        State.PLAN_REVIEW: _("The plan of %(unit)s is to be approved.") % {"unit": lead},
        State.RECTIFYING: _("%(unit)s is rectifying it.") % {"unit": lead},
        State.UNDER_REVIEW: _("Passed on site by one officer; the second officer named is to confirm.")
        if item.awaited_officer_id
        else _("To be re-inspected by officers of another unit."),
        State.AWAITING_SIGN_OFF: _("To be signed off: %(signer)s.") % {"signer": _signer(item)},
        State.PUBLICITY: _("In publicity, then to be signed off: %(signer)s.") % {"signer": _signer(item)},
        State.CLOSED: _("Signed off."),
        State.VOID: _("Void."),
    }
    return sentences[State(item.state)]


def _signer(item: Item) -> str:
    step = item.next_signer
    return str(step.label) if step else ""
