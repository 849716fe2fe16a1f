"""依据库工作簿: the catalogue leaves as a workbook, all of it or what is in force on a day."""

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core import clock
from core.requests import SignedInRequest
from core.views.listing import XLSX, LinkError
from core.views.proving import proved
from law.apps import keeps_county
from law.forms import InForceForm
from law.services import book as books


@login_required
@proved(reading=True, download=True)
@require_safe
def book(request: SignedInRequest) -> FileResponse:
    if not keeps_county(request.user):
        raise Http404
    asked = InForceForm(request.GET)
    if faults := {*asked.errors, *(set(request.GET) - set(asked.fields))}:
        raise LinkError(sorted(faults))
    day = asked.cleaned_data["on"]
    title = _("Catalogue of the law")
    name = f"{title}{day or clock.today():%Y%m%d}.xlsx"
    return FileResponse(books.workbook(day), as_attachment=True, filename=name, content_type=XLSX)
