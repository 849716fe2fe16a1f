"""A text that names an instrument which was in force no longer (R11): no act of a later day rests on it."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from core.errors import WorkflowError
from law.models import Instrument
from law.rules import naming
from law.states import InstrumentKind


def ended() -> list[Instrument]:
    """The instruments with an end, for whoever asks about many texts."""
    return list(Instrument.objects.exclude(valid_to=None).select_related("replaced_by"))


def named_in(text: str, on: date, known: Sequence[Instrument] | None = None) -> Instrument | None:
    """The first instrument named in a text that was in force no longer on a day; `known` are those of `ended`."""
    if not text.strip():
        return None
    gone = (each for each in (ended() if known is None else known) if naming.has_ended(each.valid_to, on))
    return next((each for each in gone if _is_named(text, each)), None)


def _is_named(text: str, instrument: Instrument) -> bool:
    is_law = instrument.kind == InstrumentKind.LAW
    return naming.is_named(text, title=instrument.short_zh, number=instrument.number, is_law=is_law)


def refusal(text: str, on: date, known: Sequence[Instrument] | None = None) -> WorkflowError | None:
    """Why a text can't stand as a legal basis on a day, at the field `legal_basis`; None where it can."""
    gone = named_in(text, on, known)
    if gone is None:
        return None
    facts = {"title": gone.cited, "day": str(gone.valid_to), "on": on.isoformat()}
    said = _("%(title)s was in force until %(day)s, so nothing of %(on)s rests on it.") % facts
    if gone.replaced_by:
        said += _(" It is followed by %(new)s.") % {"new": gone.replaced_by.cited}
    return WorkflowError(said, "legal_basis")
