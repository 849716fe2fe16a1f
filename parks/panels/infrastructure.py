"""基础设施 in the file of a park: all facilities on one time line, and as a table, as of any day."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import clock
from core.listing import Column, Table
from core.requests import SignedInRequest
from core.rules.months import MONTHS, add_months
from parks.forms.asked import as_of
from parks.models import Infrastructure, Park
from parks.services.standing import Stood

MARGIN = timedelta(days=90)
"""The line shows at least so much before and after the day that is asked about."""
FARTHEST = 10
"""So many years before and after that day it reaches at most: one far day would press all bars together."""
MOST_YEARS = 8
"""So many years are named under it at most."""
WHOLE = 100
LEAST_WIDTH = 0.6
"""What is shorter is drawn so wide, in hundredths of the line, or nobody sees it."""


FACILITIES = (
    Column("name", gettext_lazy("Name"), "facility.name", "parks/_facility.html", style="problem"),
    Column("kind", gettext_lazy("Kind"), "facility.kind.name"),
    Column(
        "status",
        gettext_lazy("Status"),
        "label",
        "parks/_facility_status.html",
        empty=gettext_lazy("not on file"),
        labelled=True,
    ),
    Column(
        "progress",
        gettext_lazy("Progress (%)"),
        "percent",
        "parks/_progress.html",
        style="number nowrap",
        head_style="number",
        labelled=True,
    ),
    Column(
        "planned",
        gettext_lazy("Planned completion"),
        "facility.planned_completion",
        "parks/_planned.html",
        labelled=True,
    ),
    Column("completed", gettext_lazy("Completed on"), "completed_on", "day", style="nowrap", labelled=True),
    Column("in_use", gettext_lazy("In use since"), "in_use_since", "day", style="nowrap", labelled=True),
)


@dataclass(frozen=True)
class Span:
    """A part of the line, in hundredths of its length."""

    x: float
    width: float


@dataclass(frozen=True)
class Bar:
    """A facility on the time line: planned, built until the day, of that how much; and all of it in words."""

    stood: Stood
    planned: Span | None
    real: Span | None
    done: Span | None
    said: str


def infrastructure(park: Park, request: SignedInRequest) -> dict[str, object]:
    day = as_of(request.GET)
    rows = [Stood(each, day) for each in _as_of(park, request, day)]
    add = {"url": reverse("parks:infrastructure-create", args=[park.pk]), "label": _("Add infrastructure")}
    return {
        "day": day,
        "table": Table(gettext_lazy("Infrastructure"), FACILITIES, rows),
        "line": drawn(rows, day),
        "panel_act": add if request.user.keeps_files else None,
        "lists": f"{reverse('parks:infrastructure-list')}?park={park.pk}",
    }


def _as_of(park: Park, request: SignedInRequest, day: date) -> Iterable[Infrastructure]:
    """Today's come with the park (`park_detail`), those of a past day are asked for."""
    if day >= clock.today():
        return park.infrastructure.all()
    facilities = Infrastructure.objects.visible_to(request.user).filter(park=park).select_related("kind")
    return facilities.as_of(day).on_file_then()


def drawn(rows: Sequence[Stood], day: date) -> dict[str, object]:
    """The time line of some facilities: its years, the day that is asked about, and a bar for each that has days."""
    dated = {row.pk: list(_days(row)) for row in rows}
    first, last = _reach([each for known in dated.values() for each in known], day)

    def at(when: date) -> float:
        return round(WHOLE * (min(max(when, first), last) - first).days / (last - first).days, 2)

    years = range(first.year + 1, last.year + 1)
    return {
        "years": [(year, at(date(year, 1, 1))) for year in years[:: len(years) // MOST_YEARS + 1]],
        "today": at(day),
        "bars": [_bar(row, day, at) for row in rows if dated[row.pk]],
        "beyond": list(_beyond(rows, dated, first, last)),
    }


def _reach(days: Sequence[date], day: date) -> tuple[date, date]:
    """From when to when the line goes: around all days that are known, within `FARTHEST` years."""
    months = FARTHEST * MONTHS
    first = max(min([*days, day - MARGIN]), add_months(day, -months))
    return first, min(max([*days, day + MARGIN]), add_months(day, months))


def _beyond(rows: Sequence[Stood], dated: Mapping[int, Sequence[date]], first: date, last: date) -> Iterator[str]:
    """What lies outside the line, in words."""
    for row in rows:
        for each in sorted({each for each in dated[row.pk] if not first <= each <= last}):
            yield f"{row.facility.name} {each}"


def _days(row: Stood) -> Iterator[date]:
    for _name, milestone in row.facility.milestones:
        yield from (day for day in (milestone.planned, milestone.real) if day)


def _bar(row: Stood, day: date, at: Callable[[date], float]) -> Bar:
    facility = row.facility
    planned = _span(facility.planned_start, facility.planned_completion, at)
    real = _span(row.started_on, row.completed_on or day, at)
    done = Span(real.x, round(real.width * (row.percent or 0) / 100, 2)) if real else None
    said = _("%(name)s: %(status)s, planned %(planned)s, real %(real)s, %(percent)s%%") % {
        "name": facility.name,
        "status": row.label,
        "planned": _period(facility.planned_start, facility.planned_completion),
        "real": _period(row.started_on, row.completed_on),
        "percent": row.percent or 0,
    }
    return Bar(row, planned, real, done, said)


def _span(first: date | None, last: date | None, at: Callable[[date], float]) -> Span | None:
    if first is None or last is None or last < first:
        return None
    return Span(min(at(first), WHOLE - LEAST_WIDTH), max(round(at(last) - at(first), 2), LEAST_WIDTH))


def _period(first: date | None, last: date | None) -> str:
    return f"{first or '—'} – {last or '—'}"
