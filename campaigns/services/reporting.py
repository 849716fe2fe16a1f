"""每日一报: a unit reports of a day, once, and puts it right with a reason."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from campaigns.models import Campaign, DayReport, Participation
from campaigns.querysets import ParticipationQuerySet
from campaigns.workflow import REPORTERS, opens_campaigns, reports_for
from core import clock
from core.errors import DomainError, NotAllowedError, WrongStateError
from core.services import editing, log
from core.services.acting import refuse_missing

NUMBERS = ("checked", "talks", "fines", "fine_amount")
WRITTEN = (*NUMBERS, "note")


@dataclass(frozen=True)
class ReportGiven:
    """What a unit reports of a day."""

    participation: Participation
    day: date
    checked: int
    talks: int = 0
    fines: int = 0
    fine_amount: int = 0
    note: str = ""


def parts_to_report(campaign: Campaign, user: User) -> ParticipationQuerySet:
    """For which units this person reports: the own one; as the coordinator for each that takes part."""
    parts = Participation.objects.visible_to(user).filter(campaign=campaign).select_related("organization")
    if not campaign.is_running or not user.keeps_files:
        return parts.none()
    return parts if opens_campaigns(user) else parts.filter(organization=user.organization_id)


def most_asked(part: Participation) -> int | None:
    """How many plants the whole campaign asks of a unit, or else of all; None where it says nothing of it."""
    return part.share or part.campaign.target_checked


@transaction.atomic
def report(given: ReportGiven, *, actor: User) -> DayReport:
    """Report of a day. Raises NotAllowedError, WrongStateError, DomainError for a day that doesn't fit."""
    part = given.participation
    _refuse_others(part, actor)
    campaign = _running(part)
    if not campaign.period.holds(given.day):
        raise DomainError(_("This day is none of the campaign."), "day")
    if given.day > clock.today():
        raise DomainError(_("This day has not come yet."), "day")
    made = DayReport(
        participation=part,
        day=given.day,
        note=given.note,
        reported_by=actor,
        reported_at=clock.now(),
        **{name: getattr(given, name) for name in NUMBERS},
    )
    _refuse_sum_alone(made)
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as clash:
        raise DomainError(_("This day has been reported already; correct that report."), "day") from clash
    told = {"day": given.day, **{name: getattr(given, name) for name in NUMBERS}}
    log.record("campaign-report.report", made, actor=actor, after=told)
    return made


@transaction.atomic
def correct(row: DayReport, *, actor: User, version: int, values: Mapping[str, object]) -> DayReport:
    """Put right what was reported, with its reason; what stood there stays in the log.

    Raises NotAllowedError, StaleError, WrongStateError once the campaign has ended, DomainError for what doesn't fit.
    """
    _refuse_others(row.participation, actor)
    _running(row.participation)
    locked: DayReport = editing.lock(row, actor=actor, version=version)
    reason = str(values.get("reason") or "")
    refuse_missing(("reason",), {"reason": reason})
    written = {name: value for name, value in values.items() if name in WRITTEN}
    before = editing.said_of(locked, written)
    for name, value in written.items():
        setattr(locked, name, value)
    if editing.said_of(locked, written) == before:
        return locked
    _refuse_sum_alone(locked)
    locked.version += 1
    locked.save()
    log.record("campaign-report.correct", locked, actor=actor, before=before, after=written, reason=reason)
    return locked


def _refuse_others(part: Participation, actor: User) -> None:
    if not reports_for(part, actor):
        raise NotAllowedError(str(REPORTERS))


def _running(part: Participation) -> Campaign:
    """The campaign, held until the end of the transaction: nothing is reported while it is being closed."""
    campaign = Campaign.objects.select_for_update(of=("self",)).get(pk=part.campaign_id)
    if not campaign.is_running:
        raise WrongStateError(_("Units report while the campaign is announced and not closed."))
    return campaign


def _refuse_sum_alone(row: DayReport) -> None:
    """Number and sum of fines go together."""
    if row.fine_amount and not row.fines:
        raise DomainError(_("A sum of fines needs the number of fines."), "fines")
    if row.fines and not row.fine_amount:
        raise DomainError(_("Fines need their sum in yuan."), "fine_amount")
