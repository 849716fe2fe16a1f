"""What must always be true of tips."""

from collections.abc import Iterator

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from core.services.invariants import Check
from tips.models import Reporter, Tip
from tips.states import FOUNDED, TipState


def founded_without_item() -> Iterator[str]:
    """Answered tips whose verdict leads to the ledger and that point at no item (R8, R14)."""
    rows = Tip.objects.filter(state__in=(TipState.CONFIRMED, TipState.ANSWERED), verdict__in=FOUNDED, item=None)
    yield from (f"tip {key}: nothing on the ledger" for key in rows.order_by("pk").values_list("pk", flat=True))


def repeats_of_repeats() -> Iterator[str]:
    """Repeats that point at another repeat, so that one matter would be checked nowhere."""
    rows = Tip.objects.filter(state=TipState.REPEAT, first__state=TipState.REPEAT)
    yield from (f"tip {key}: repeats a repeat" for key in rows.order_by("pk").values_list("pk", flat=True))


def verdicts_of_one() -> Iterator[str]:
    """Verdicts that the person has confirmed who proposed them."""
    rows = Tip.objects.filter(confirmed_by=F("proposed_by"))
    yield from (f"tip {key}: judged by one person" for key in rows.order_by("pk").values_list("pk", flat=True))


def told_by_nobody() -> Iterator[str]:
    """Tips without the row that says who told them, or that it has been erased."""
    rows = Tip.objects.exclude(pk__in=Reporter.objects.values("tip"))
    yield from (f"tip {key}: no reporter" for key in rows.order_by("pk").values_list("pk", flat=True))


CHECKS = (
    Check("I31", _("What a tip was right about stands on the ledger."), founded_without_item),
    Check("I32", _("A repeat of a tip points at the first one."), repeats_of_repeats),
    Check("I33", _("A verdict on a tip is confirmed by another person than proposes it."), verdicts_of_one),
    Check("I34", _("Each tip has the row of its reporter, erased or not."), told_by_nobody),
)
