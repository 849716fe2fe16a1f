"""销号条件: what closing an item demands (R8), one by one, each met or open."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rectification.models import Item
from rectification.services import evidence
from rectification.services.reviewing import OFFICERS_NEEDED
from rectification.states import Mode, Signer

ELEMENTS = {
    "measures": _("Measures"),
    "responsible_person": _("Responsible person"),
    "funds": _("Funds"),
    "deadline": _("Deadline"),
    "contingency_plan": _("Contingency plan"),
}
OF_A_GENERAL_ITEM = ("measures", "responsible_person", "deadline")


@dataclass(frozen=True)
class Condition:
    label: str | Promise
    is_met: bool


def conditions(item: Item) -> list[Condition]:
    """All that this item needs before it is signed off."""
    return [*_elements(item), *_proofs(item), *_acts(item)]


def _elements(item: Item) -> Iterator[Condition]:
    needed = ELEMENTS if item.is_major else OF_A_GENERAL_ITEM
    for name in needed:
        yield Condition(ELEMENTS[name], bool(item.five_elements[name]))


def _proofs(item: Item) -> Iterator[Condition]:
    kinds = evidence.shown_kinds(item)
    yield Condition(_("Photo or document of before"), bool(kinds & evidence.SHOWS_BEFORE))
    yield Condition(_("Photo or document of after"), bool(kinds & evidence.SHOWS_AFTER))
    if item.is_major:
        yield Condition(_("Acceptance report or expert opinion"), evidence.has_report(item))


def _rectified_for_good(item: Item) -> Condition:
    """A temporary stop does not count, nor does what nobody has said."""
    said = gettext("Mode of rectification: %(mode)s") % {"mode": item.get_mode_display()} if item.mode else ""
    return Condition(said or _("Mode of rectification"), item.mode not in ("", Mode.SUSPEND))


def _on_site(item: Item) -> Condition:
    """Met once both have spoken; a name that another one has given is no presence."""
    passed = item.reviews.filter(round=item.round, passed=True).annotate(present=Count("officers"))
    review = passed.filter(present__gte=OFFICERS_NEEDED).select_related("reviewer").last()
    if review is None or item.awaited_officer is None:
        return Condition(_("Re-inspected on site by two officers"), review is not None)
    said = {"spoken": review.reviewer.name, "named": item.awaited_officer.name}
    label = gettext("Re-inspected on site by two officers (%(spoken)s has said so; %(named)s is only named)")
    return Condition(label % said, False)


def _acts(item: Item) -> Iterator[Condition]:
    if item.is_major:
        yield Condition(_("Plan approved"), item.history.filter(transition="approve-plan").exists())
    yield _rectified_for_good(item)
    yield _on_site(item)
    if Signer.PUBLICITY in item.sign_off_chain:
        is_over = item.publicity_until is not None and not item.is_being_published
        yield Condition(_("Publicity is over"), is_over)
