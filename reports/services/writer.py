"""What the chapters of a report write with: the figures of its snapshot, with the way to the rows they count."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse

from core import figures
from core.documents.blocks import Number, Run
from core.figures import Asked, Moment
from core.rules.numbers import per_cent
from reports.models import MonthlyReport
from reports.rules.wording import MONTH, YEAR, compared, compared_rates

ANNEXED = ("overdue", "major")
"""The lists of a report that follow it line by line."""


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

    def parts(self, named: Sequence[tuple[str, str]], *, before: str) -> list[Run]:
        """甲3条、乙2条: the figures among these that are not 0; nothing where all are."""
        counted = [(word, code) for word, code in named if self.figures[code]]
        runs: list[Run] = []
        for word, code in counted:
            runs += ["、" if runs else before, word, self.number(code), "条"]
        return runs

    def filed_parts(self, named: Sequence[tuple[str, str]], unit: str, *, before: str = "") -> list[Run]:
        """The same of the files."""
        values = self.report.profile["figures"]
        runs: list[Run] = []
        for word, code in named:
            if values.get(code):
                runs += ["、" if runs else before, word, Number(f"{values[code]:,}", code), unit]
        return runs

    def see(self, name: str) -> str:
        """Where the items of a list stand line by line: the annexes are in the order of the lists."""
        there = [each for each in ANNEXED if self.snapshot["lists"][each]]
        return f"，逐条情况见附件{there.index(name) + 1}。"

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
        least = settings.COMPARISON_LEAST_BASE
        return "，".join(
            compared(word, self.figures[code], base[code] if base else None, least=least)
            for word, base in self._bases()
        )

    def rate_against(self, code: str) -> str:
        now = self.counts(code, self.figures)
        return "，".join(
            compared_rates(word, now, self.counts(code, base) if base else None) for word, base in self._bases()
        )

    def _bases(self) -> tuple[tuple[str, dict[str, int] | None], ...]:
        """The figures of the month before and of the year before; None where nothing of it is on record."""
        return (MONTH, _on_record(self.snapshot["month_before"])), (YEAR, _on_record(self.snapshot["year_before"]))

    def caption(self, text: str) -> str:
        """The next table, numbered through the report."""
        self.tables += 1
        return f"表{self.tables}　{text}"


def _on_record(base: dict[str, int] | None) -> dict[str, int] | None:
    """Snapshots of format 1 hold noughts for a month before the first record."""
    return base if base and any(base.values()) else None
