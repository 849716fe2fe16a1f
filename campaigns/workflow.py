"""专项行动的办理: prepared, announced to the units, closed with a summary; or withdrawn with a reason."""

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from campaigns.models import Campaign, Participation
from campaigns.states import CampaignState as State
from core import clock
from core.steps import Step, Table, Weight, always
from core.who import ALL, condition, rule

if TYPE_CHECKING:
    from accounts.models import User


@rule(lambda user: ALL if opens_campaigns(user) else None)
def coordinator(campaign: Campaign, user: "User") -> bool:
    """The county's coordinating office."""
    return opens_campaigns(user)


@condition(lambda: Q(pk__in=Participation.objects.values("campaign")))
def is_shared_out(campaign: Campaign) -> bool:
    """At least one unit takes part."""
    return campaign.participations.exists()


@condition(lambda: Q(first_day__lte=clock.today()))
def has_begun(campaign: Campaign) -> bool:
    """Its first day has come."""
    return campaign.first_day <= clock.today()


def opens_campaigns(user: "User") -> bool:
    """Whether the person belongs to the office that opens campaigns of a county."""
    return user.is_coordinator and user.organization.county_id is not None


def reports_for(part: Participation, user: "User") -> bool:
    """Whether the person reports for this unit: of the own one, as the coordinator for each."""
    return opens_campaigns(user) or (user.keeps_files and part.organization_id == user.organization_id)


OFFICE = _("The coordinating office announces, closes and withdraws campaigns.")
REPORTERS = _("A unit reports for itself; the coordinating office may for each.")
ENDED = _("It has ended; what it was stays as it is.")
NO_UNIT = _("No unit takes part yet; say first who checks how many plants.")
NOT_BEGUN = _("It has not begun yet; withdraw it if it is not to be.")
STALE = _("Somebody has changed this campaign since you opened it.")
DRAFT, RUNNING = frozenset({State.DRAFT.value}), frozenset({State.RUNNING.value})
W = Weight
# fmt: off
CAMPAIGNS = Table[Campaign](
    "campaign",
    #    name        label                                 from             to                     who          given         weight    waits when
    Step("announce", pgettext_lazy("campaign", "Announce"), DRAFT,           State.RUNNING.value,   coordinator, (),           W.JUDGES, None, is_shared_out,
         refused=OFFICE, otherwise=lambda campaign: str(NO_UNIT), button=pgettext_lazy("campaign", "Announce"),
         means=_("The units that take part see it and report of each of its days; from then on each change needs a reason and stays visible."),
         done=_("Announced; the units that take part can report.")),
    Step("close",    pgettext_lazy("campaign", "Close"),    RUNNING,         State.CLOSED.value,    coordinator, ("summary",), W.JUDGES, None, has_begun,
         refused=OFFICE, otherwise=lambda campaign: str(NOT_BEGUN),
         done=_("Closed; the summary and the figures of this moment stand on the page.")),
    Step("withdraw", pgettext_lazy("campaign", "Withdraw"), DRAFT | RUNNING, State.WITHDRAWN.value, coordinator, ("reason",),  W.JUDGES, None, always,
         refused=OFFICE, done=_("Withdrawn; it stays visible with the reason.")),
    rows=lambda user: Campaign.objects.visible_to(user),
    told=lambda campaign, given: {"state": campaign.state},
    stale=STALE,
)
# fmt: on
