"""As of when the last monthly report speaks."""

from accounts.models import User
from core.figures import Moment
from core.rules.months import Month
from reports.models import MonthlyReport


def last_cut_off(reader: User) -> Moment | None:
    """The one moment of the last report that was issued and that this person may read; None without one."""
    period = MonthlyReport.objects.visible_to(reader).issued().order_by("-period").values_list("period", flat=True)
    last = period.first()
    return Moment.end_of(Month.parse(last).last) if last else None
