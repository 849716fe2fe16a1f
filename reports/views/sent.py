"""送出稿: what the office changed in a report, paragraph by paragraph, and the form by which the sent file comes in."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.errors import DomainError
from core.requests import SignedInRequest
from reports.forms import SentForm
from reports.models import MonthlyReport, SentVersion
from reports.querysets import is_official
from reports.services import sending


@login_required
@require_http_methods(["GET", "POST"])
def report_sent(request: SignedInRequest, pk: int) -> HttpResponse:
    """The newest sent version of a report beside the issued one; the coordinator hands it in here."""
    report = _issued(request, pk)
    if request.method != "POST":
        return _page(request, report, SentForm(report=report, user=request.user))
    if not sending.may_hand_in(report, request.user):
        raise PermissionDenied(_("The county's coordinator hands in the sent version."))
    form = SentForm(request.POST, request.FILES, report=report, user=request.user)
    if form.is_valid():
        try:
            sending.hand_in(report, form.cleaned_data["files"], actor=request.user)
        except DomainError as refusal:
            form.add_error("files", str(refusal))
        else:
            messages.success(request, _("The sent version is kept; below is what was changed."))
            return redirect("reports:report-sent", pk)
    return _page(request, report, form)


def _page(request: SignedInRequest, report: MonthlyReport, form: SentForm) -> HttpResponse:
    version = _newest(request, report)
    context = {
        "report": report,
        "version": version,
        "stretches": sending.stretches(sending.lines_of(version)) if version else (),
        "form": form if sending.may_hand_in(report, request.user) else None,
    }
    return render(request, "reports/report_sent.html", context, status=422 if form.errors else 200)


def _issued(request: SignedInRequest, pk: int) -> MonthlyReport:
    rows = MonthlyReport.objects.visible_to(request.user).issued().select_related("park", "county", "document")
    if not is_official(request.user):
        raise Http404
    return get_object_or_404(rows, pk=pk)


def _newest(request: SignedInRequest, report: MonthlyReport) -> SentVersion | None:
    rows = SentVersion.objects.visible_to(request.user).newest().filter(report=report)
    return rows.select_related("attachment", "handed_in_by__organization").first()
