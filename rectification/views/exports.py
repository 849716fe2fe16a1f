"""The ledger leaves as Excel."""

from django.contrib.auth.decorators import login_required
from django.http import FileResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core import clock
from core.fields import readable
from core.requests import SignedInRequest
from core.views.listing import all_found
from core.views.proving import proved
from rectification.forms.filtering import FilterForm
from rectification.listings import LEDGER, ON_PAPER
from rectification.models import Item
from rectification.services import exporting
from rectification.views.ledger import filtered

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@login_required
@proved(reading=True, download=True)
@require_safe
def item_export(request: SignedInRequest) -> FileResponse:
    """Exactly what the link shows, with the filter, the moment and who took it in the head."""
    ledger = filtered(request)
    all_found(ledger.faults)
    rows = LEDGER.ordered(ledger.qs, request.GET.get("sort", ""))
    columns = readable(ON_PAPER, Item, request.user)
    book = exporting.workbook_of(rows, columns, heading=_heading(request), moment=ledger.moment)
    name = f"{_('Rectification ledger')}{clock.today():%Y%m%d}.xlsx"
    return FileResponse(book, as_attachment=True, filename=name, content_type=XLSX)


def _heading(request: SignedInRequest) -> str:
    chips = FilterForm(request.GET, user=request.user).chips()
    moment = timezone.localtime(clock.now()).strftime("%Y-%m-%d %H:%M")
    said = (_("Rectification ledger"), "；".join(chip["text"] for chip in chips), moment, request.user.full_label)
    return " · ".join(filter(None, said))
