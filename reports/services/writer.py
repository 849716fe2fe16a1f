"""What the chapters of a report write with: the figures of its snapshot, with the way to the rows they count."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from core import figures
from core.documents.blocks import Number
from core.figures import Asked, Moment
from core.rules.numbers import NOTHING_TO_DIVIDE, per_cent
from reports.models import MonthlyReport
from reports.rules.wording import MONTH, YEAR, compared, compared_rates


class Writer:
    """Writes one report; `number` prints a figure of its snapshot with the way to the items it counts."""

    def __init__(self, report: MonthlyReport) -> None:
        self.report, self.snapshot = report, report.snapshot
        self.names = report.profile["names"]
        self.month, self.figures, self.tables = report.month, self.snapshot["figures"], 0
        part = {"park": str(report.park_id)} if report.park_id else {}
        self.asked = Asked(month=self.month, as_of=Moment.end_of(self.month.last), part=part)

    def number(self, code: str) -> Number:
        return Number(f"{self.figures[code]:,}", code, self.url(code))

    def url(self, code: str, **part: Any) -> str:
        query = {"figure": figures.counted_by(code).code, **self.asked.of(**part).link()}
        return f"{reverse('rectification:item-list')}?{urlencode(query)}"

    def share(self, code: str) -> Number:
        return Number(per_cent(*self.counts(code, self.figures)), code, self.url(code))

    def counts(self, code: str, values: dict[str, int]) -> tuple[int, int]:
        rate = figures.named(code)
        assert isinstance(rate, figures.Rate)
        return values[rate.part], values[rate.whole]

    def against(self, code: str) -> str:
        """环比 and 同比 of a count."""
        now, before, year = (each[code] for each in self._three())
        return f"{compared(MONTH, now, before)}，{compared(YEAR, now, year)}"

    def rate_against(self, code: str) -> str:
        now, before, year = (self.counts(code, each) for each in self._three())
        return f"{compared_rates(MONTH, now, before)}，{compared_rates(YEAR, now, year)}"

    def _three(self) -> tuple[dict[str, int], dict[str, int], dict[str, int]]:
        return self.figures, self.snapshot["month_before"], self.snapshot["year_before"]

    def filed(self, code: str) -> Number:
        """A figure of the files, as of the day of the building."""
        value = self.report.profile["figures"].get(code)
        return Number(NOTHING_TO_DIVIDE if value is None else f"{value:,}", code)

    def caption(self, text: str) -> str:
        """The next table, numbered through the report."""
        self.tables += 1
        return f"表{self.tables}　{text}"
