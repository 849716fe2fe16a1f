"""审计: the log of all acts, for the audit administrator alone; the own reading and export stand in it too (S28)."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core import clock
from core.filters import LogFilter
from core.forms import LogListForm
from core.models import LogEntry
from core.requests import SignedInRequest
from core.services import log, log_reading, workbooks
from core.views.listing import all_found, found, list_page, page_of, sorted_by
from core.views.privacy import personal_data
from core.views.proving import proved

SORTS = {"at": "at", "who": "actor_name", "unit": "organization_name", "act": "act", "what": "subject_name"}
NEWEST_FIRST = "-at"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _asked_for(request: SignedInRequest) -> tuple[Any, dict[str, Any], str]:
    if not request.user.reads_the_log:
        raise Http404
    rows, errors = found(request, LogEntry.objects.visible_to(request.user).select_related("actor"), LogFilter)
    sort = request.GET.get("sort", NEWEST_FIRST)
    return sorted_by(rows, sort, SORTS), errors, sort


@login_required
@require_safe
@personal_data
def log_list(request: SignedInRequest) -> HttpResponse:
    """The rows that the link asks for, the newest first; each with what was before and after."""
    rows, errors, sort = _asked_for(request)
    page = page_of(request, rows)
    context = {
        "page": page,
        "lines": [(entry, log_reading.lines(entry)) for entry in page.object_list],
        "form": LogListForm(request.GET),
        "sort": sort,
        "errors": errors,
    }
    asked = {name: value[:100] for name, value in request.GET.items() if value}
    log.record("log.read", actor=request.user, after=asked)
    return list_page(request, "core/log_list.html", context)


@login_required
@proved(reading=True, download=True)
@require_safe
def log_export(request: SignedInRequest) -> FileResponse:
    """Exactly what the link shows, as a workbook, with the filter and the day in the head; recorded as any export."""
    rows, errors, _sort = _asked_for(request)
    all_found(errors)
    said = LogListForm(request.GET).said() or _("all acts")
    heading = f"{_('Log of acts')} {clock.today():%Y-%m-%d} {said}"
    columns, widths = log_reading.columns(), log_reading.WIDTHS
    book = workbooks.workbook_of(log_reading.values(rows), heading=heading, columns=columns, widths=widths)
    name = f"{_('Log of acts')}{clock.today():%Y%m%d}.xlsx"
    return FileResponse(book, as_attachment=True, filename=name, content_type=XLSX)
