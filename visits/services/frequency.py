"""检查频次: how often a body has visited an enterprise in a year, against the cap that it has published (R7)."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from visits.models import Cap, Visit
from visits.rules import caps
from visits.states import BEGUN


@dataclass(frozen=True)
class Frequency:
    """Visits so far but the present one, and the cap of the year; None where none is published."""

    before: int
    cap: int | None
    counts: bool
    """Whether the present one counts."""

    @property
    def is_reached(self) -> bool:
        """Whether this visit goes beyond the cap."""
        return self.counts and caps.is_reached(self.before, self.cap)

    @property
    def said(self) -> str:
        """Both in words; a cap that nobody has published is no number."""
        if self.cap is None:
            return _("%(n)s visits so far, no cap published") % {"n": self.before}
        return _("%(n)s visits so far, the cap is %(cap)s") % {"n": self.before, "cap": self.cap}


def frequency_of(visit: Visit, *, lock: bool = False) -> Frequency:
    """How often before this visit, approved ones counted; with `lock` nobody else approves one under it meanwhile."""
    rows = Cap.objects.filter(body=visit.body_id, year=visit.year)
    cap = (rows.select_for_update() if lock else rows).values_list("number", flat=True).first()
    same = Visit.objects.counted().filter(body=visit.body_id, enterprise=visit.enterprise_id, year=visit.year)
    return Frequency(same.exclude(pk=visit.pk).count(), cap, visit.is_under_cap)


def told_at_the_gate(visit: Visit) -> Frequency:
    """As the plant is told: of those that have begun, nothing of what else has been approved."""
    found = frequency_of(visit)
    same = Visit.objects.counted().filter(body=visit.body_id, enterprise=visit.enterprise_id, year=visit.year)
    return replace(found, before=same.filter(state__in=BEGUN).exclude(pk=visit.pk).count())
