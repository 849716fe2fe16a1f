"""What must always be true of visits (domain rules R7)."""

from collections.abc import Iterator

from django.db.models import Count, Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from core.services.invariants import Check
from visits.models import Officer, Visit, VisitFinding
from visits.states import AHEAD, COUNTED

LEAST_TEAM = 2


def approved_by_the_team() -> Iterator[str]:
    """Visits that somebody has approved who is in the team, or who has proposed them."""
    own = Officer.objects.filter(visit=OuterRef("pk"), person__account=OuterRef("approved_by"))
    rows = Visit.objects.filter(approved_by__isnull=False).filter(Exists(own) | Q(approved_by=F("proposed_by")))
    for key in rows.order_by("pk").values_list("pk", flat=True):
        yield f"visit {key}: approved by its own team"


def with_too_small_a_team() -> Iterator[str]:
    """Approved or begun visits of fewer than two officers."""
    rows = Visit.objects.filter(state__in=COUNTED).annotate(n=Count("officers")).filter(n__lt=LEAST_TEAM)
    for key, number in rows.order_by("pk").values_list("pk", "n"):
        yield f"visit {key}: a team of {number}"


def found_elsewhere() -> Iterator[str]:
    """Findings of a visit that are of another enterprise, or of a visit that has not begun."""
    wrong = ~Q(finding__enterprise=F("visit__enterprise")) | Q(visit__state__in=AHEAD)
    for visit, finding in VisitFinding.objects.filter(wrong).order_by("pk").values_list("visit", "finding"):
        yield f"visit {visit}: finding {finding} is not of it"


CHECKS = (
    Check("V1", _("Nobody approves a visit of the own team."), approved_by_the_team),
    Check("V2", _("At least two officers go on each approved visit."), with_too_small_a_team),
    Check("V3", _("What was found on a visit is of the enterprise that was visited."), found_elsewhere),
)
