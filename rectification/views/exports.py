"""The ledger leaves as Excel."""

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core import clock
from rectification.forms.filtering import FilterForm
from rectification.services import exporting, listing
from rectification.views.ledger import filtered

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@login_required
@require_safe
def item_export(request: HttpRequest) -> FileResponse:
    """Exactly what the link shows, with the filter and the moment in the head."""
    rows = listing.sorted_by(filtered(request).qs, request.GET.get("sort", ""))
    said = "；".join(f"{chip['label']}：{chip['value']}" for chip in FilterForm(request.GET, user=request.user).chips())
    heading = f"{_('Rectification ledger')} {clock.today():%Y-%m-%d} {said or _('everything visible to me')}"
    book = exporting.workbook_of(rows, heading=heading)
    name = f"{_('Rectification ledger')}{clock.today():%Y%m%d}.xlsx"
    return FileResponse(book, as_attachment=True, filename=name, content_type=XLSX)
