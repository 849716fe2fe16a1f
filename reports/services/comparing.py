"""Two reports side by side, figure by figure."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.functional import Promise

from accounts.models import User
from core import figures
from core.figures import Figure, Rate
from core.rules.numbers import per_cent
from reports.models import MonthlyReport
from reports.services.snapshots import LEDGER
from reports.services.writer import Writer

MOST = 12


@dataclass(frozen=True)
class Line:
    """A figure in two reports; `differs` where they don't say the same, `change` is how much more or less it is."""

    figure: Figure | Rate
    here: str
    there: str
    here_url: str
    there_url: str
    change: str = ""

    @property
    def name(self) -> str | Promise:
        return self.figure.name

    @property
    def differs(self) -> bool:
        return self.here != self.there


def lines(report: MonthlyReport, other: MonthlyReport) -> list[Line]:
    """Every figure of both reports in the order of the ledger's own list, the balance first, the rates last."""
    here, there = Writer(report), Writer(other)
    codes = [figure.code for figure in figures.of_body(LEDGER)]
    return [
        Line(
            figures.named(code),
            _said(code, here),
            _said(code, there),
            here.url(code),
            there.url(code),
            _change(code, here, there),
        )
        for code in codes
        if _is_known(code, here) and _is_known(code, there)
    ]


def _is_known(code: str, writer: Writer) -> bool:
    figure = figures.named(code)
    needed = (figure.part, figure.whole) if isinstance(figure, Rate) else (code,)
    return all(each in writer.figures for each in needed)


def _said(code: str, writer: Writer) -> str:
    if isinstance(figures.named(code), Rate):
        return per_cent(*writer.counts(code, writer.figures))
    return f"{writer.figures[code]:,}"


def _change(code: str, here: Writer, there: Writer) -> str:
    """How much more or less, with its sign; of a rate nothing, whose parts are lines of their own."""
    if isinstance(figures.named(code), Rate):
        return ""
    more = here.figures[code] - there.figures[code]
    return f"{more:+,}".replace("-", "−") if more else "0"


def others(report: MonthlyReport, person: User) -> QuerySet[MonthlyReport]:
    """Other months and editions of the same scope, the newest first."""
    rows = MonthlyReport.objects.visible_to(person).filter(county=report.county_id, park=report.park_id)
    return rows.exclude(pk=report.pk).defer("snapshot", "profile")[:MOST]
