"""离开之前: what of the checklists is open when the result of a visit is to be told."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from checklists.services import asking, signing
from checklists.services.asking import Line, Sheet
from checklists.states import Said, SignerKind
from visits.models import Visit
from visits.services.leftovers import Leftover


def left_on(visit: Visit) -> Iterator[Leftover]:
    """Problems that are not registered bar the result; open items and missing signatures are told."""
    sheets = [sheet for sheet in asking.sheets_of(visit) if sheet.run]
    for sheet in sheets:
        yield from _unregistered(sheet)
    for sheet in sheets:
        yield from _unanswered(sheet)
    if sheets:
        yield from _unsigned(visit)


def _unregistered(sheet: Sheet) -> Iterator[Leftover]:
    for line in sheet.lines:
        if line.answer and _is_unregistered(line):
            said = _("Not met and not registered: %(code)s %(name)s")
            facts = {"code": line.question.code, "name": line.question.name}
            yield Leftover(said % facts, reverse("checklists:answer-register", args=[line.answer.pk]), is_bar=True)


def _is_unregistered(line: Line) -> bool:
    return line.answer is not None and line.answer.said == Said.UNMET and line.answer.finding_id is None


def _unanswered(sheet: Sheet) -> Iterator[Leftover]:
    if left := sheet.number - sheet.answered:
        facts = {"list": sheet.edition.get_kind_display(), "n": left, "all": sheet.number}
        said = _("%(list)s: %(n)s of %(all)s items not answered") % facts
        yield Leftover(said, reverse("checklists:visit-checklist", args=[sheet.visit.pk, sheet.edition.kind]))


def _unsigned(visit: Visit) -> Iterator[Leftover]:
    """The team and the plant sign; park and township only where somebody of them was there."""
    asked = [each for each in signing.signers_of(visit) if each.kind != SignerKind.LOCAL]
    if lacking := [each for each in asked if each.signature is None or not each.is_present]:
        names = "、".join(f"{SignerKind(each.kind).label} {each.name}".strip() for each in lacking)
        said = _("Not signed, or signed before answers changed: %(names)s") % {"names": names}
        yield Leftover(said, reverse("checklists:visit-sign", args=[visit.pk]))
