"""The lists of the reports, of the circulars, of what the office changed, and of the county's own wording."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, pgettext_lazy

from accounts.models import User
from accounts.states import Reach
from core.listing import Act, Column, Listing
from reports.filters import CircularFilter, ReportFilter, SentFilter, WordingFilter
from reports.forms import BuildForm, CircularForm, ReportListForm, SentListForm, WordingListForm
from reports.models import Circular, MonthlyReport, SentVersion, Wording
from reports.querysets import is_official
from reports.services import shares


def scope(report: MonthlyReport) -> str:
    """Of which park a report is, or of the whole county."""
    return report.park.name if report.park else report.county.name


def build_form(user: User) -> dict[str, object]:
    return {"build_form": BuildForm(user=user) if user.is_coordinator else None}


def draft_form(user: User) -> dict[str, object]:
    return {"draft_form": CircularForm() if user.is_coordinator else None}


REPORTS = Listing(
    title=_("Reports"),
    empty=_("Monthly reports stand here with their state and files; the first is drawn up by the button above."),
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
    acts=(
        Act(_("Circulars"), "reports:circular-list", lambda user: user.reach == Reach.COUNTY),
        Act(_("Changes by the office"), "reports:sent-list", is_official),
        Act(_("Wording of the county"), "reports:wording-list", is_official),
    ),
    lead="reports/_build.html",
    beside=build_form,
    styles=("css/reports.css",),
)
CIRCULARS = Listing(
    title=_("Circulars"),
    empty=_("Circulars about units that are late stand here; they are drawn up from the monthly report."),
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
    filters=CircularFilter,
    back=(_("Reports"), "reports:report-list"),
    lead="reports/_draft.html",
    beside=draft_form,
    styles=("css/reports.css",),
)
SENT_VERSIONS = Listing(
    title=_("Changes by the office"),
    empty=_(
        "What the office has changed in reports stands here as soon as a sent version is uploaded on the "
        "page of a report."
    ),
    count=ngettext_lazy("%(n)s sent version", "%(n)s sent versions", "n"),
    rows=lambda user: (
        SentVersion.objects.visible_to(user)
        .newest()
        .select_related("report__park", "report__county", "handed_in_by")
        .defer("lines", "swaps", "report__snapshot", "report__profile")
    ),
    columns=(
        Column("period", _("Month"), "report.period", "link", by="report__period", style="problem"),
        Column("scope", _("Scope"), lambda version: scope(version.report)),
        Column("edition", _("Edition"), "report.edition_label"),
        Column("share", _("Share changed"), "share", labelled=True, style="number", head_style="number"),
        Column("signs", _("Characters changed"), "changed_signs", "number", by="changed_signs", labelled=True),
        Column("changed", _("Paragraphs changed"), "changed", "number", labelled=True),
        Column("added", _("Paragraphs added"), "added", "number", labelled=True),
        Column("removed", _("Paragraphs removed"), "removed", "number", labelled=True),
        Column("moved", _("Paragraphs moved"), "moved", "number", labelled=True),
        Column("handed_in", _("Handed in"), "handed_in_at", "day", by="handed_in_at", labelled=True, style="nowrap"),
    ),
    usual_sort="-period",
    filters=SentFilter,
    form=SentListForm,
    open_to=is_official,
    acts=(Act(_("Wording of the county"), "reports:wording-list", is_official),),
    back=(_("Reports"), "reports:report-list"),
    lead="reports/_shares.html",
    beside=lambda user: {"drawn": shares.drawn(user)},
    styles=("css/reports.css",),
)
WORDINGS = Listing(
    title=_("Wording of the county"),
    empty=_("What the office has changed three times alike is proposed here as the county's own wording."),
    count=ngettext_lazy("%(n)s wording", "%(n)s wordings", "n"),
    rows=lambda user: Wording.objects.visible_to(user).select_related("decided_by").defer("places"),
    columns=(
        Column("before", _("The product writes"), "before", "link", by="before", style="problem"),
        Column("after", _("The county writes"), "after", by="after", labelled=True),
        Column("times", _("Changed so"), "times", "number", by="times", labelled=True),
        Column("state", _("State"), "get_state_display", by="state", style="nowrap"),
        Column(
            "proposed",
            pgettext_lazy("time", "Proposed"),
            "proposed_at",
            "day",
            by="proposed_at",
            labelled=True,
            style="nowrap",
        ),
        Column("decided_by", _("Decided by"), "decided_by.name", empty="—", labelled=True),
        Column("decided", _("Decided"), "decided_at", "day", by="decided_at", empty="—", labelled=True),
        Column("reason", _("Reason"), "reason", empty="—", labelled=True),
    ),
    usual_sort="-proposed",
    filters=WordingFilter,
    form=WordingListForm,
    open_to=is_official,
    back=(_("Reports"), "reports:report-list"),
    lead="reports/_wordings.html",
    styles=("css/reports.css",),
)
