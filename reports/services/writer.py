"""What the chapters of a report write with: the figures of its snapshot, with the way to the rows they count."""

from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse

from core import figures
from core.figures import Asked, Moment
from core.rules.numbers import per_cent
from documents.blocks import Number, Run
from reports.models import MonthlyReport
from reports.rules.wording import BASE, MONTH, YEAR, compared, compared_rates

ANNEXED = ("overdue", "major")
"""The lists of a report that follow it line by line."""


class Writer:
    """Writes one report; `number` prints a figure of its snapshot with the way to the items it counts."""

    def __init__(self, report: MonthlyReport) -> None:
        self.report, self.snapshot = report, report.snapshot
        self.names = report.profile["names"]
        self.month, self.figures, self.tables = report.month, self.snapshot["figures"], 0
        part = {"park": str(report.park_id)} if report.park_id else {}
        self.asked = Asked.of_county(report.county, month=self.month, as_of=Moment.end_of(self.month.last), part=part)
        told = ((MONTH, self.snapshot["month_before"]), (YEAR, self.snapshot["year_before"]))
        # Snapshots of format 1 hold noughts for a month before the first record.
        self.bases = [(word, base) for word, base in told if base and any(base.values())]
        """The figures of the month before and of the year before, where anything of it is on record."""

    def number(self, code: str) -> Number:
        return Number(f"{self.figures[code]:,}", code, self.url(code))

    def parts(self, named: Sequence[tuple[str, str]], *, before: str, whole: str = "") -> list[Run]:
        """，其中甲3条、乙2条: the figures among these that are not 0; ，均甲 where one of them is the `whole`."""
        counted = [(word, code) for word, code in named if self.figures[code]]
        if _is_all(counted, self.figures, whole):
            return [_of_all(before, self.figures[whole]) + counted[0][0]]
        runs: list[Run] = []
        for word, code in counted:
            runs += ["、" if runs else before, word, self.number(code), "条"]
        return runs

    def filed_parts(
        self, named: Sequence[tuple[str, str]], unit: str, *, before: str = "", whole: str = ""
    ) -> list[Run]:
        """The same of the files."""
        values: dict[str, int] = self.report.profile["figures"]
        counted = [(word, code) for word, code in named if values.get(code)]
        if _is_all(counted, values, whole):
            return [_of_all(before, values[whole]) + counted[0][0]]
        runs: list[Run] = []
        for word, code in counted:
            runs += ["、" if runs else before, word, Number(f"{values[code]:,}", code), unit]
        return runs

    def see(self, name: str) -> str:
        """Where the items of a list stand line by line: the annexes are in the order of the lists."""
        there = [each for each in ANNEXED if self.snapshot["lists"][each]]
        return f"，详见附件{there.index(name) + 1}。"

    def see_table(self, ahead: int = 1) -> str:
        """表3: the table that is the next but so many."""
        return f"表{self.tables + ahead}"

    def url(self, code: str, **part: object) -> str:
        query = {"figure": figures.counted_by(code).code, **self.asked.of(**part).link()}
        return f"{reverse('rectification:item-list')}?{urlencode(query)}"

    def share(self, code: str) -> Number:
        return Number(per_cent(*self.counts(code, self.figures)), code, self.url(code))

    def counts(self, code: str, values: dict[str, int]) -> tuple[int, int]:
        rate = figures.named(code)
        assert isinstance(rate, figures.Rate)
        return values[rate.part], values[rate.whole]

    def against(self, code: str) -> str:
        """（环比…，同比…） of a count; nothing where there is nothing to compare with."""
        least = settings.COMPARISON_LEAST_BASE
        return _in_brackets(compared(word, self.figures[code], base[code], least=least) for word, base in self.bases)

    def rate_against(self, code: str) -> str:
        now = self.counts(code, self.figures)
        return _in_brackets(compared_rates(word, now, self.counts(code, base)) for word, base in self.bases)

    def without_base(self) -> list[Run]:
        """What nothing can be compared with is said once, not beside each figure."""
        lacking = [word for word in BASE if word not in dict(self.bases)]
        if not lacking:
            return []
        return [f"因无{'和'.join(BASE[word] for word in lacking)}数据，各项指标{'、'.join(lacking)}无可比数据。"]

    def caption(self, text: str) -> str:
        """The next table, numbered through the report."""
        self.tables += 1
        return f"表{self.tables}　{text}"


def _is_all(counted: Sequence[tuple[str, str]], values: Mapping[str, int], whole: str) -> bool:
    """Whether the one part that is not 0 is the whole: no part of it then."""
    return bool(whole) and len(counted) == 1 and values[counted[0][1]] == values.get(whole)


def _of_all(before: str, count: int) -> str:
    return before.replace("其中", "均" if count > 1 else "")


def _in_brackets(said: Iterable[str]) -> str:
    together = "，".join(said)
    return f"（{together}）" if together else ""
