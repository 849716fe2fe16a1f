"""The lists of the reports and of the circulars."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from accounts.models import User
from accounts.states import Reach
from core.listing import Act, Column, Listing
from reports.filters import ReportFilter
from reports.forms import BuildForm, CircularForm, ReportListForm
from reports.models import Circular, MonthlyReport


def scope(report: MonthlyReport) -> str:
    """Of which park a report is, or of the whole county."""
    return report.park.name if report.park else report.county.name


def build_form(user: User) -> dict[str, object]:
    return {"build_form": BuildForm(user=user) if user.is_coordinator else None}


def draft_form(user: User) -> dict[str, object]:
    return {"draft_form": CircularForm() if user.is_coordinator else None}


REPORTS = Listing(
    title=_("Reports"),
    count=ngettext_lazy("%(n)s report", "%(n)s reports", "n"),
    rows=lambda user: (
        MonthlyReport.objects.visible_to(user)
        .select_related("park", "county", "document")
        .defer("snapshot", "profile", "document__content")
    ),
    columns=(
        Column("period", _("Month"), "period", "link", by="period", style="problem"),
        Column("scope", _("Scope"), scope),
        Column("edition", _("Edition"), "edition_label"),
        Column("state", _("State"), "get_state_display", by="state"),
        Column("number", _("Document number"), "number", empty="—"),
        Column("files", _("Files"), cell="reports/_files_cell.html", style="nowrap"),
    ),
    usual_sort="-period",
    more_sorts={"edition": "edition"},
    filters=ReportFilter,
    form=ReportListForm,
    acts=(Act(_("Circulars"), "reports:circular-list", lambda user: user.reach == Reach.COUNTY),),
    lead="reports/_build.html",
    beside=build_form,
    styles=("css/reports.css",),
)
CIRCULARS = Listing(
    title=_("Circulars"),
    count=ngettext_lazy("%(n)s circular", "%(n)s circulars", "n"),
    rows=lambda user: (
        Circular.objects.visible_to(user).select_related("document").defer("content", "document__content")
    ),
    columns=(
        Column("drafted", _("Drafted"), "day", "day_link", style="problem"),
        Column("number", _("Document number"), "number", empty="—"),
        Column("state", _("State"), "state_label"),
        Column("reply", _("Reply by"), "reply_by", "day", labelled=True),
    ),
    back=(_("Reports"), "reports:report-list"),
    lead="reports/_draft.html",
    beside=draft_form,
    styles=("css/reports.css",),
)
