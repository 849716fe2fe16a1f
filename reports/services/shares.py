"""改动比例: how much of each month's report the office changed, over the months."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from accounts.models import User
from core.rules.months import Month
from documents import charts
from documents.charts import Chart
from reports.models import SentVersion

MOST_MONTHS = 24
LEAST_MONTHS = 2


@dataclass(frozen=True)
class Share:
    """The share of a month, in per cent; None where no sent version is on file."""

    month: Month
    value: float | None


def drawn(user: User) -> Chart | None:
    """The share of the whole county's reports by month, with gaps; None while there is less than two months to draw."""
    months = list(_months(user))
    if sum(share.value is not None for share in months) < LEAST_MONTHS:
        return None
    name = _("Share changed")
    points = [{"month": str(share.month), "series": name, "value": share.value} for share in months]
    return charts.lines(
        points, title=_("Share of the report changed by the office, in per cent"), width=540, height=180
    )


def _months(user: User) -> Iterator[Share]:
    """From the first month on file to the last, two years at most; of a month with several editions the last one."""
    versions = SentVersion.objects.visible_to(user).newest().of_the_county().order_by("report__edition")
    told = versions.values_list("report__period", "changed_signs", "all_signs")
    shares = {Month.parse(period): round(100 * part / whole, 2) for period, part, whole in told if whole}
    if not shares:
        return
    last = max(shares)
    first = max(min(shares), last.plus(1 - MOST_MONTHS))
    month = first
    while month <= last:
        yield Share(month, shares.get(month))
        month = month.plus(1)
