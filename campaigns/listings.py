"""The lists of campaigns and of what units report of their days."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, pgettext_lazy

from campaigns.filters import CampaignFilter, DayReportFilter
from campaigns.forms import CampaignListForm, DayReportListForm
from campaigns.models import Campaign, DayReport
from campaigns.workflow import opens_campaigns
from core.listing import Act, Column, Export, Listing

TITLE = Column("title", pgettext_lazy("campaign", "Title"), "title", "link", by="title", style="problem", width=34)
BASIS = Column("basis", pgettext_lazy("campaign", "Document that orders it"), "basis", by="basis", width=34)
PARK = Column("park", _("Park"), "park.label", by="park__name", empty=_("the whole county"), width=18)
FIRST = Column(
    "first", pgettext_lazy("campaign", "First day"), "first_day", "day", by="first_day", style="nowrap", labelled=True,
    width=12,
)  # fmt: skip
LAST = Column(
    "last", pgettext_lazy("campaign", "Last day"), "last_day", "day", by="last_day", style="nowrap", labelled=True,
    width=12,
)  # fmt: skip
STATE = Column(
    "state", pgettext_lazy("campaign", "State"), "get_state_display", "campaigns/_state.html", by="state", width=12
)
CHECKED = Column(
    "checked", _("Target: plants checked"), "target_checked", "number", by="target_checked", empty="—",
    labelled=True, width=12,
)  # fmt: skip


CAMPAIGNS = Listing(
    title=_("Special campaigns"),
    count=ngettext_lazy("%(n)s special campaign", "%(n)s special campaigns", "n"),
    rows=lambda user: Campaign.objects.visible_to(user).select_related("park"),
    columns=(TITLE, BASIS, PARK, FIRST, LAST, STATE, CHECKED),
    empty=_("Each special campaign stands here with its days, its targets, what was reached and its closing summary."),
    usual_sort="-first",
    filters=CampaignFilter,
    form=CampaignListForm,
    acts=(
        Act(_("Enter a campaign"), "campaigns:campaign-create", opens_campaigns, adds=True),
        Act(_("Day reports of campaigns"), "campaigns:dayreport-list"),
    ),
    export=Export(
        "campaigns:campaign-export",
        button=ngettext_lazy("Export this view (%(n)s campaign)", "Export this view (%(n)s campaigns)", "n"),
        title=_("Special campaigns"),
        file_name=_("Special campaigns"),
    ),
    styles=("css/ledger.css",),
)
DAY = Column("day", _("Day"), "day", "day_link", by="day", style="nowrap", width=12)
UNIT = Column(
    "unit", _("Participating unit"), "participation.organization.label", by="participation__organization__name",
    width=24,
)  # fmt: skip
OF_CAMPAIGN = Column(
    "campaign", _("Special campaign"), "participation.campaign.title", by="participation__campaign__title", width=34
)
NUMBERS = tuple(
    Column(name, label, name, "number", by=name, labelled=True, width=12)
    for name, label in (
        ("checked", _("Plants checked")),
        ("talks", _("Talks held")),
        ("fines", _("Fines imposed")),
        ("fine_amount", _("Sum of the fines (yuan)")),
    )
)
NOTE = Column("note", pgettext_lazy("campaign", "Note"), "note", empty="—", width=40)
REPORTED = Column(
    "reported",
    pgettext_lazy("campaign", "Reported"),
    "reported_at",
    "moment",
    by="reported_at",
    style="nowrap",
    labelled=True,
    width=17,
)
DAY_REPORTS = Listing(
    title=_("Day reports of campaigns"),
    count=ngettext_lazy("%(n)s day report", "%(n)s day reports", "n"),
    rows=lambda user: DayReport.objects.visible_to(user).select_related(
        "participation__organization", "participation__campaign"
    ),
    columns=(DAY, UNIT, OF_CAMPAIGN, *NUMBERS, NOTE, REPORTED),
    empty=_("What the units of a campaign report of each day stands here; it is entered on the page of the campaign."),
    usual_sort="-day",
    filters=DayReportFilter,
    form=DayReportListForm,
    export=Export(
        "campaigns:dayreport-export",
        button=ngettext_lazy("Export this view (%(n)s report)", "Export this view (%(n)s reports)", "n"),
        title=_("Day reports of campaigns"),
        file_name=_("Day reports"),
    ),
    back=(_("Special campaigns"), "campaigns:campaign-list"),
    styles=("css/ledger.css",),
)
