"""期限日历: a month with its counts, and the rows of the month, of a day, or of all that is past."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core import clock
from core.requests import SignedInRequest
from core.rules.months import Month
from core.services import workbooks
from core.views.listing import XLSX, all_found, list_page, page_of
from core.views.proving import proved
from notices.forms import CalendarForm
from notices.rules.month_grid import weeks_of
from notices.services import calendar
from notices.services.calendar import LAST_DAY, Entry

AHEAD = timedelta(days=30)
"""What comes next, where the link names neither month nor day."""
MOST_IN_DAY, MOST_IN_MONTH = 3, 500
Cell = dict[str, object]
WIDTHS = (13, 46, 14, 20, 28, 20)


@login_required
@require_safe
def calendar_page(request: SignedInRequest) -> HttpResponse:
    form = CalendarForm(request.GET, user=request.user)
    if not form.is_valid():
        context = {"form": form, "errors": form.errors, "weeks": (), "entries": ()}
        return list_page(request, "notices/calendar.html", context)
    month = form.cleaned_data["month"] or Month.of(form.cleaned_data["day"] or clock.today())
    page = page_of(request, _rows(request, form, month))
    context = _month(request, form, month) | {
        "form": form,
        "errors": {},
        "is_whole": bool(form.cleaned_data["month"]),
        "ahead": AHEAD.days,
        "late": calendar.late(request.user, form.asked),
        "day": form.cleaned_data["day"],
        "is_late": form.cleaned_data["late"],
        "page": page,
        "entries": [Entry(*row) for row in page.object_list],
    }
    return list_page(request, "notices/calendar.html", context)


@login_required
@proved(reading=True, download=True)
@require_safe
def calendar_export(request: SignedInRequest) -> FileResponse:
    """The rows that the link shows, as a workbook."""
    form = CalendarForm(request.GET, user=request.user)
    form.is_valid()
    all_found(form.errors)
    month = form.cleaned_data["month"] or Month.of(form.cleaned_data["day"] or clock.today())
    lines = _lines(_rows(request, form, month))
    heads = [_("Day"), _("What"), _("Kind"), _("Park"), _("Enterprise"), _("Which day")]
    called = _("Calendar of last days")
    title = " · ".join(filter(None, (called, form.said(), f"{clock.today():%Y-%m-%d}")))
    book = workbooks.workbook_of(lines, heading=title, columns=heads, widths=WIDTHS)
    name = f"{called}{clock.today():%Y%m%d}.xlsx"
    return FileResponse(book, as_attachment=True, filename=name, content_type=XLSX)


def _rows(request: SignedInRequest, form: CalendarForm, month: Month) -> calendar.Rows:
    given = form.cleaned_data
    if given["late"]:
        yesterday = clock.today() - timedelta(days=1)
        return calendar.entries(request.user, form.asked, None, yesterday, LAST_DAY)
    if given["day"]:
        first = last = given["day"]
    elif given["month"]:
        first, last = month.first, month.last
    else:
        first, last = clock.today(), clock.today() + AHEAD
    return calendar.entries(request.user, form.asked, first, last)


def _month(request: SignedInRequest, form: CalendarForm, month: Month) -> dict[str, object]:
    """The month with its neighbours, and its days where they are asked for and not the agenda alone."""
    context: dict[str, object] = {"month": month, "previous": month.previous, "next": month.plus(1), "weeks": []}
    if form.cleaned_data["view"] == "agenda":
        return context | {"is_agenda": True}
    found = calendar.counts(request.user, form.asked, month.first, month.last)
    return context | {"weeks": _weeks(month, found, _by_day(request, form, month))}


def _by_day(request: SignedInRequest, form: CalendarForm, month: Month) -> dict[date, list[Entry]]:
    """What stands in the days of the month; of a month with very much the last days only say how much."""
    found: dict[date, list[Entry]] = defaultdict(list)
    for row in calendar.entries(request.user, form.asked, month.first, month.last)[:MOST_IN_MONTH]:
        found[row[0]].append(Entry(*row))
    return found


def _weeks(month: Month, counts: Mapping[date, int], named: Mapping[date, list[Entry]]) -> list[list[Cell]]:
    return [[_cell(day, counts, named) for day in week] for week in weeks_of(month)]


def _cell(day: date | None, counts: Mapping[date, int], named: Mapping[date, list[Entry]]) -> Cell:
    """A day of the month: how much falls on it, the first of it by name, and whether it is past or today."""
    if day is None:
        return {}
    count, first = counts.get(day, 0), named.get(day, [])[:MOST_IN_DAY]
    today = clock.today()
    return {
        "day": day,
        "count": count,
        "first": first,
        "more": count - len(first),
        "is_late": day < today,
        "is_today": day == today,
    }


def _lines(rows: calendar.Rows) -> Iterator[list[object]]:
    for row in rows.iterator(chunk_size=2000):
        entry = Entry(*row)
        yield [entry.day, entry.what, str(entry.kind), entry.park, entry.enterprise, str(entry.point_label)]
