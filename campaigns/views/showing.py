"""The page of a campaign: how long it runs, what is reached of what, by unit, day by day, and how it was closed."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext
from django.views.decorators.http import require_safe

from campaigns.models import Campaign
from campaigns.rules import days, tally
from campaigns.services.reporting import parts_to_report
from campaigns.services.summing import Board, board_of
from campaigns.states import CampaignState
from campaigns.views.looking_up import campaign_of
from campaigns.workflow import CAMPAIGNS, opens_campaigns
from core import clock
from core.listing import Column, Table, Words
from core.models import LogEntry
from core.requests import SignedInRequest
from documents import charts
from documents.charts import Chart

MOST_DAYS = 14
"""Days that the page shows; the list of the reports has all of them."""
REPORTED = tuple(
    Column(name, label, f"counts.{name}", "number", empty="—", labelled=True)
    for name, label in (
        ("talks", gettext_lazy("Talks held")),
        ("fines", gettext_lazy("Fines imposed")),
        ("fine_amount", gettext_lazy("Sum of the fines (yuan)")),
    )
)
UNITS = (
    Column("name", gettext_lazy("Unit"), "name", style="problem"),
    Column("share", gettext_lazy("Plants to check"), "share", "number", empty="/", labelled=True),
    Column(
        "checked",
        gettext_lazy("Plants checked"),
        "",
        "campaigns/_checked.html",
        style="number",
        head_style="number",
        labelled=True,
    ),
    *REPORTED,
    Column("missing", gettext_lazy("Days without a report"), "", "campaigns/_missing.html", labelled=True),
    *(
        Column(name, label, name, "campaigns/_reading.html", style="number", head_style="number", labelled=True)
        for name, label in (
            ("found", gettext_lazy("Problems assigned")),
            ("done", gettext_lazy("Rectified")),
            ("overdue", gettext_lazy("Overdue")),
        )
    ),
)
DAYS = (
    Column("day", gettext_lazy("Day"), "day", "day", style="nowrap"),
    Column("checked", gettext_lazy("Plants checked"), "counts.checked", "number", empty="—", labelled=True),
    *REPORTED,
    Column(
        "reported", gettext_lazy("Units that reported"), "reported", style="number", head_style="number", labelled=True
    ),
    Column("missing", gettext_lazy("Without a report"), "missing_names", empty="/", labelled=True),
)
FINAL = (
    ("checked", gettext_lazy("Plants checked")),
    ("talks", gettext_lazy("Talks held")),
    ("fines", gettext_lazy("Fines imposed")),
    ("fine_amount", gettext_lazy("Sum of the fines (yuan)")),
    ("found", gettext_lazy("Problems found")),
    ("done", gettext_lazy("Rectified")),
    ("signed_off", gettext_lazy("Signed off")),
    ("overdue", gettext_lazy("Overdue")),
    ("missing", gettext_lazy("Days without a report")),
)


@login_required
@require_safe
def campaign_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    campaign = campaign_of(request, pk)
    board = board_of(campaign, request.user)
    changed = (
        LogEntry.objects.about(campaign).filter(act__in=("campaign.change", "campaign.share-out")).exclude(reason="")
    )
    context = {
        "campaign": campaign,
        "board": board,
        "countdown": countdown(campaign),
        "chart": chart_of(board),
        "units": Table(_("By unit"), UNITS, board.units),
        "days": Table(_("Day by day"), DAYS, board.days[:MOST_DAYS]),
        "is_cut": len(board.days) > MOST_DAYS,
        "may": CAMPAIGNS.offered(campaign, request.user),
        "may_change": opens_campaigns(request.user) and campaign.state in (CampaignState.DRAFT, CampaignState.RUNNING),
        "may_report": parts_to_report(campaign, request.user).exists(),
        "corrected": changed.order_by("-pk") if campaign.version > 1 else (),
        "final": final_of(campaign.final or {}),
    }
    return render(request, "campaigns/campaign.html", context)


def final_of(figures: Mapping[str, object]) -> list[tuple[Words, object]]:
    """The figures of a closing with their labels."""
    return [(label, figures.get(name)) for name, label in FINAL]


def points_of(campaign: Campaign) -> list[tuple[str, str]]:
    """What a step is about: whose campaign, when and where, what it sets out to reach, who takes part."""
    parts = campaign.participations.select_related("organization")
    targets = "；".join(f"{measure.label} {number}" for measure, number in campaign.targets.items())
    return [
        (pgettext("campaign", "Document that orders it"), campaign.basis),
        (pgettext("campaign", "Days"), f"{campaign.first_day:%Y-%m-%d} – {campaign.last_day:%Y-%m-%d}"),
        (_("Park"), campaign.park.label if campaign.park else _("the whole county")),
        (_("Targets"), targets or "—"),
        (_("Units and plants to check"), "；".join(f"{part} {part.share}" for part in parts) or "—"),
    ]


def countdown(campaign: Campaign) -> str:
    """How long it still runs, in words; of one that has ended nothing."""
    today, period = clock.today(), campaign.period
    if campaign.state not in (CampaignState.DRAFT, CampaignState.RUNNING):
        return ""
    if (wait := period.until_begin(today)) > 0:
        return ngettext("begins in %(n)s day", "begins in %(n)s days", wait) % {"n": wait}
    left = period.left(today)
    if left == 0:
        return _("ends today")
    if left < 0:
        said = ngettext("over for %(n)s day, to be closed", "over for %(n)s days, to be closed", -left)
        return said % {"n": -left}
    return ngettext("%(n)s day to go", "%(n)s days to go", left) % {"n": left}


def chart_of(board: Board) -> Chart | None:
    """Plants checked by the end of each day against the plan; a day without any report is a gap."""
    begun = board.campaign.period.begun(board.today)
    if len(begun) < 2 or not board.lines:
        return None
    reached = tally.course(tally.by_day(board.lines, begun))
    points = _points(pgettext("campaign", "Checked"), reached)
    if board.plan:
        plan = [(day, days.planned(board.plan, board.campaign.period, day)) for day in begun]
        points += _points(pgettext("campaign", "Planned"), plan)
    return charts.lines(points, title=_("Plants checked by the end of each day"), width=540, height=190)


def _points(series: str, course: Sequence[tuple[date, float | None]]) -> list[charts.Point]:
    return [{"month": f"{day:%m-%d}", "series": series, "value": value} for day, value in course]
