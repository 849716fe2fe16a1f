"""检查频次: how often a body has visited an enterprise in a year, against the cap that it has published (R7)."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from visits.models import Cap, Visit
from visits.rules import caps
from visits.states import BEGUN, COUNTED


@dataclass(frozen=True)
class Frequency:
    """Visits so far but the present one, and the cap of the year; None where none is published."""

    before: int
    cap: int | None
    counts: bool
    """Whether the present one counts."""
    is_among: bool = False
    """Whether the present one is one of those of which is told: approved; at the gate begun."""

    @property
    def is_reached(self) -> bool:
        """Whether this visit goes beyond the cap."""
        return self.counts and caps.is_reached(self.before, self.cap)

    @property
    def said(self) -> str:
        """Both in words; a cap that nobody has published is no number."""
        visits = self._with_or_without() % {"n": self.before + (self.counts and self.is_among)}
        cap = _("no cap published") if self.cap is None else _("cap: %(cap)s") % {"cap": self.cap}
        return _("%(visits)s, %(cap)s") % {"visits": visits, "cap": cap}

    def _with_or_without(self) -> str:
        if not self.counts:
            return _("this year %(n)s, this visit is not counted")
        return _("this year with this visit %(n)s") if self.is_among else _("this year before this visit %(n)s")


def frequency_of(visit: Visit, *, lock: bool = False) -> Frequency:
    """How often before this visit, approved ones counted; with `lock` nobody else approves one under it meanwhile."""
    rows = Cap.objects.filter(body=visit.body_id, year=visit.year)
    cap = (rows.select_for_update() if lock else rows).values_list("number", flat=True).first()
    same = Visit.objects.counted().filter(body=visit.body_id, enterprise=visit.enterprise_id, year=visit.year)
    is_among = visit.state in COUNTED
    return Frequency(same.exclude(pk=visit.pk).count(), cap, visit.is_under_cap, is_among)


def told_at_the_gate(visit: Visit) -> Frequency:
    """As the plant is told: of those that have begun, nothing of what else has been approved."""
    found = frequency_of(visit)
    same = Visit.objects.counted().filter(body=visit.body_id, enterprise=visit.enterprise_id, year=visit.year)
    begun = same.filter(state__in=BEGUN).exclude(pk=visit.pk).count()
    return replace(found, before=begun, is_among=visit.state in BEGUN)
