"""每日一报: a unit reports of a day; a report, and how it was put right."""

from collections.abc import Sequence
from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_safe

from campaigns.forms import ReportEditForm, ReportForm
from campaigns.listings import NOTE, NUMBERS, OF_CAMPAIGN, UNIT
from campaigns.models import Campaign, DayReport, Participation
from campaigns.services import reporting
from campaigns.views.looking_up import campaign_of
from campaigns.workflow import REPORTERS, reports_for
from core import clock
from core.forms import RefusedAt, sent
from core.listing import Column, facts_of
from core.models import LogEntry
from core.requests import SignedInRequest
from core.rules.bounds import whole
from core.views.editing import edit

FACTS = (
    OF_CAMPAIGN,
    UNIT,
    *NUMBERS,
    NOTE,
    Column("by", DayReport._meta.get_field("reported_by").verbose_name, "reported_by.full_label"),
    Column("at", DayReport._meta.get_field("reported_at").verbose_name, "reported_at", "moment"),
)


@login_required
@require_http_methods(["GET", "POST"])
def campaign_report(request: SignedInRequest, pk: int) -> HttpResponse:
    """Report of a day: of the own unit; as the coordinator of whichever takes part."""
    campaign = campaign_of(request, pk)
    parts = list(reporting.parts_to_report(campaign, request.user))
    if not parts:
        raise PermissionDenied(str(REPORTERS))
    unit = whole(sent(request.GET, "unit"))
    form = ReportForm(
        request.POST or None, campaign=campaign, user=request.user, day=_day(request, campaign), unit=unit
    )
    if request.method == "POST" and form.is_valid():
        with RefusedAt(form):
            made = reporting.report(form.given(), actor=request.user)
            messages.success(request, _("Reported: %(what)s.") % {"what": made})
            return redirect(campaign)
    return render(request, "core/edit.html", _shown(campaign, parts, form), status=422 if form.errors else 200)


def _shown(campaign: Campaign, parts: Sequence[Participation], form: ReportForm) -> dict[str, object]:
    own = parts[0].organization.label if len(parts) == 1 else campaign.title
    return {
        "form": form,
        "title": _("Report of a day: %(unit)s") % {"unit": own},
        "act": pgettext("campaign", "Report"),
        "back": campaign.get_absolute_url(),
        "lead": "campaigns/_report_lead.html",
        "campaign": campaign,
    }


def _day(request: SignedInRequest, campaign: Campaign) -> date:
    """The day that a link asks to be reported, if it is one of the campaign; else today, at most its last day."""
    said = sent(request.GET, "day")
    asked = next((day for day in campaign.period.days() if day.isoformat() == said), None)
    return asked or min(clock.today(), campaign.last_day)


@login_required
@require_safe
def report_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    row = _report(request, pk)
    context = {
        "report": row,
        "campaign": row.campaign,
        "facts": facts_of(row, FACTS),
        "may_correct": row.campaign.is_running and reports_for(row.participation, request.user),
        "corrected": LogEntry.objects.about(row).filter(act="campaign-report.correct").order_by("-pk"),
    }
    return render(request, "campaigns/report.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def report_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Put right what was reported, with a reason; once the campaign has ended, it stays."""
    row = _report(request, pk)
    if not reports_for(row.participation, request.user):
        raise PermissionDenied(str(REPORTERS))
    if not row.campaign.is_running:
        messages.error(request, _("Units report while the campaign is announced and not closed."))
        return redirect(row)
    title = _("Correct the report: %(what)s") % {"what": row}
    return edit(request, row, ReportEditForm, title=title, write=reporting.correct)


def _report(request: SignedInRequest, pk: int) -> DayReport:
    rows = DayReport.objects.visible_to(request.user).select_related(
        "participation__organization", "participation__campaign", "reported_by__organization"
    )
    return get_object_or_404(rows, pk=pk)
