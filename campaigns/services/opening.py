"""部署、分工、总结: a campaign is entered, shared out among units, announced, changed with a reason, closed."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import cast

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Organization, User
from accounts.querysets import OrganizationQuerySet
from accounts.states import OrganizationKind
from campaigns.models import Campaign, DayReport, Participation
from campaigns.services.summing import figures_now
from campaigns.states import CHANGED_STILL, Measure
from campaigns.workflow import CAMPAIGNS, ENDED, OFFICE, opens_campaigns
from core import clock
from core.errors import DomainError, NotAllowedError, WrongStateError
from core.services import editing, log
from core.services.acting import refuse_missing
from core.steps import Given
from inspections.models import ProblemCategory
from parks.models import Park

TAKE_PART = (
    OrganizationKind.OFFICE,
    OrganizationKind.DEPARTMENT,
    OrganizationKind.TOWNSHIP,
    OrganizationKind.PARK_COMMITTEE,
)


@dataclass(frozen=True)
class CampaignGiven:
    """What is entered of a campaign; without categories and source every problem found on its days belongs to it."""

    title: str
    basis: str
    first_day: date
    last_day: date
    theme: str = ""
    park: Park | None = None
    source: str = ""
    categories: Collection[ProblemCategory] = ()
    targets: Mapping[Measure, int] = field(default_factory=dict)


def units_of(campaign: Campaign) -> OrganizationQuerySet:
    """The units of the county that may take part in a campaign."""
    return Organization.objects.active().filter(county=campaign.county_id, kind__in=TAKE_PART)


@transaction.atomic
def open_campaign(given: CampaignGiven, *, actor: User) -> Campaign:
    """Enter a campaign that is being prepared. Raises NotAllowedError, DomainError for what is missing or unfit."""
    _refuse_others(actor)
    refuse_missing(("title", "basis"), {"title": given.title, "basis": given.basis})
    campaign = Campaign(
        county=actor.organization.county,
        title=given.title,
        basis=given.basis,
        theme=given.theme,
        first_day=given.first_day,
        last_day=given.last_day,
        park=given.park,
        source=given.source,
        opened_by=actor,
        opened_at=clock.now(),
        **{f"target_{measure}": number for measure, number in given.targets.items()},
    )
    _refuse_turned(campaign)
    editing.refuse_unfit(campaign)
    campaign.save(force_insert=True)
    campaign.categories.set(given.categories)
    told = {"first_day": given.first_day, "last_day": given.last_day, "park": given.park}
    log.record("campaign.open", campaign, actor=actor, after=told)
    return campaign


@transaction.atomic
def change(campaign: Campaign, *, actor: User, version: int, values: Mapping[str, object]) -> Campaign:
    """Change what was entered, with its reason; what stood there before stays in the log.

    Raises NotAllowedError, StaleError, WrongStateError once it has ended, DomainError for what doesn't fit.
    """
    _refuse_others(actor)
    locked: Campaign = editing.lock(campaign, actor=actor, version=version)
    _refuse_ended(locked)
    reason = str(values.get("reason") or "")
    refuse_missing(("reason",), {"reason": reason})
    written = {name: value for name, value in values.items() if name not in ("reason", "categories")}
    before = editing.said_of(locked, written)
    for name, value in written.items():
        setattr(locked, name, value)
    _refuse_turned(locked)
    _refuse_reported_outside(locked)
    editing.refuse_unfit(locked)
    after = editing.said_of(locked, written)
    if "categories" in values:
        before["categories"] = _codes(locked)
        locked.categories.set(cast("Collection[ProblemCategory]", values["categories"]))
        after["categories"] = _codes(locked)
    if before == after:
        return locked
    locked.version += 1
    locked.save()
    log.record("campaign.change", locked, actor=actor, before=before, after=after, reason=reason)
    return locked


@transaction.atomic
def share_out(
    campaign: Campaign, shares: Mapping[Organization, int], *, actor: User, version: int, reason: str = ""
) -> Campaign:
    """Say which units take part and how many plants each checks; once announced, with a reason, and none leaves.

    Raises NotAllowedError, StaleError, WrongStateError once it has ended, DomainError for what doesn't fit.
    """
    _refuse_others(actor)
    locked: Campaign = editing.lock(campaign, actor=actor, version=version)
    _refuse_ended(locked)
    if locked.is_running:
        refuse_missing(("reason",), {"reason": reason})
    if units_of(locked).filter(pk__in=[unit.pk for unit in shares]).count() != len(shares):
        raise DomainError(_("Only units of the county take part."))
    present = {part.organization: part for part in locked.participations.select_related("organization")}
    before = {unit.label: part.share for unit, part in present.items()}
    after = {unit.label: share for unit, share in shares.items()}
    if before == after:
        return locked
    _write_shares(locked, present, shares)
    locked.version += 1
    locked.save(update_fields=["version"])
    log.record("campaign.share-out", locked, actor=actor, before=before, after=after, reason=reason)
    return locked


def _write_shares(
    campaign: Campaign, present: Mapping[Organization, Participation], shares: Mapping[Organization, int]
) -> None:
    gone = [part.pk for unit, part in present.items() if unit not in shares]
    if gone and campaign.is_running:
        raise DomainError(_("A unit that takes part stays once the campaign is announced; give it 0 plants instead."))
    Participation.objects.filter(pk__in=gone).delete()
    for unit, share in shares.items():
        Participation.objects.update_or_create(campaign=campaign, organization=unit, defaults={"share": share})


def _codes(campaign: Campaign) -> str:
    return "、".join(campaign.categories.values_list("code", flat=True))


def _refuse_others(actor: User) -> None:
    if not opens_campaigns(actor):
        raise NotAllowedError(str(OFFICE))


def _refuse_ended(campaign: Campaign) -> None:
    if campaign.state not in CHANGED_STILL:
        raise WrongStateError(str(ENDED), version=campaign.version)


def _refuse_turned(campaign: Campaign) -> None:
    if campaign.last_day < campaign.first_day:
        raise DomainError(_("The last day lies before the first one."), "last_day")


def _refuse_reported_outside(campaign: Campaign) -> None:
    reports = DayReport.objects.filter(participation__campaign=campaign)
    if reports.exclude(day__range=(campaign.first_day, campaign.last_day)).exists():
        raise DomainError(_("There are reports of days that would lie outside."), "first_day")


@CAMPAIGNS.effect("announce")
def _announce(campaign: Campaign, actor: User, given: Given) -> None:
    """From now on the units see it and report."""


@CAMPAIGNS.effect("close")
def _close(campaign: Campaign, actor: User, given: Given) -> None:
    """The figures of this moment are kept: what is rectified later doesn't change what was summed up."""
    campaign.summary = str(given["summary"])
    campaign.final = figures_now(campaign)
    campaign.ended_by, campaign.ended_at = actor, clock.now()


@CAMPAIGNS.effect("withdraw")
def _withdraw(campaign: Campaign, actor: User, given: Given) -> None:
    campaign.end_reason = str(given["reason"])
    campaign.ended_by, campaign.ended_at = actor, clock.now()
