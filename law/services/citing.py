"""引用依据: what may be cited on a day, what follows what has ended; the others are refused (rules R11)."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from core.errors import WorkflowError
from law.models import Basis
from law.rules import force


def bases_for(subject_kind: str, code: str, on: date, part: str = "") -> list[Basis]:
    """What may be cited for a row of a catalogue on a day, in legal order; `part` narrows it to one case.

    `subject_kind` is one of `law.states.SubjectKind`, `code` the row's: category A03, violation A09, permit kind PM04.
    """
    rows = Basis.objects.about(subject_kind, code, part).citable().in_force(on).select_related("instrument")
    return in_legal_order(rows)


def in_legal_order(bases: Iterable[Basis]) -> list[Basis]:
    """Law, regulation, rule, mandatory standard, document (R11, 3)."""
    return sorted(bases, key=lambda basis: basis.legal_order)


def followers_of(basis: Basis, on: date) -> list[Basis]:
    """What may be cited on a day instead: of the same case of the same subject, else of the subject."""
    of_subject = [each for each in bases_for(basis.subject_kind, basis.subject_code, on) if each.pk != basis.pk]
    return [each for each in of_subject if each.part == basis.part] or of_subject


def may_carry_order(bases: Iterable[Basis]) -> bool:
    """Whether an order to an enterprise may rest on these (R11, 3)."""
    return force.may_carry_order(basis.carrier for basis in bases)


def refuse_uncitable(bases: Iterable[Basis], on: date, field: str | None = None) -> None:
    """Raises WorkflowError for the first basis that a new act of the day may not cite.

    Of what nobody has read in the text itself, the first use needs a legal reviewer's name and day (R11, 4).
    """
    bases = list(bases)
    refuse_out_of_force(bases, on, field)
    for basis in bases:
        if not basis.is_reviewed:
            said = _("%(basis)s has not been checked against the text: a legal reviewer is named first, with the day.")
            raise WorkflowError(said % _said(basis), field)


def refuse_out_of_force(bases: Iterable[Basis], on: date, field: str | None = None) -> None:
    """Raises WorkflowError for the first basis that may not be cited on the day, and names what holds instead."""
    for basis in bases:
        if not basis.is_citable:
            raise WorkflowError(_("%(basis)s: no article is entered yet, so it can't be cited.") % _said(basis), field)
        if not basis.is_in_force(on):
            raise WorkflowError(_refusal(basis, on), field)


def _refusal(basis: Basis, on: date) -> str:
    facts = _said(basis) | {"on": on.isoformat()}
    if holding := followers_of(basis, on):
        facts["holding"] = "；".join(each.citation for each in holding)
        return _("%(basis)s was not in force on %(on)s. What holds on that day: %(holding)s.") % facts
    return _("%(basis)s was not in force on %(on)s, and nothing else is on file for that day.") % facts


def _said(basis: Basis) -> dict[str, str]:
    return {"basis": basis.citation}
