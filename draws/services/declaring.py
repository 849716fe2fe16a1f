"""利害关系申报: an inspector's interest in an enterprise is declared, and ended with a reason."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from capability.models import Supervisor
from capability.querysets import SupervisorQuerySet
from core import clock
from core.errors import DomainError, NotAllowedError
from core.services import log
from core.services.acting import refuse_missing
from core.steps import Given
from draws.models import Interest
from draws.workflow import DECLARERS, INTERESTS, declares
from enterprises.models import Enterprise


@dataclass(frozen=True)
class InterestGiven:
    """What is declared; without `until` it holds until somebody ends it."""

    person: Supervisor
    enterprise: Enterprise
    kind: str
    reason: str
    since: date
    until: date | None = None


def people_of(user: User) -> SupervisorQuerySet:
    """For whom this person may declare: the own one, those of the own unit, as the coordinator all of the county."""
    people = Supervisor.objects.visible_to(user).filter(left_on=None)
    if user.is_coordinator:
        return people
    if user.keeps_files:
        return people.filter(organization=user.organization_id)
    return people.filter(account=user.pk)


@transaction.atomic
def declare(given: InterestGiven, *, actor: User) -> Interest:
    """Declare an interest. Raises NotAllowedError, DomainError for what is missing or does not fit."""
    if not declares(actor) or not people_of(actor).filter(pk=given.person.pk).exists():
        raise NotAllowedError(str(DECLARERS))
    refuse_missing(("reason",), {"reason": given.reason})
    if given.until is not None and given.until < given.since:
        raise DomainError(_("The last day lies before the first one."), "until")
    made = Interest.objects.create(
        person=given.person,
        enterprise=given.enterprise,
        kind=given.kind,
        reason=given.reason,
        since=given.since,
        until=given.until,
        declared_by=actor,
        declared_at=clock.now(),
    )
    told = {"person": given.person, "enterprise": given.enterprise, "since": given.since, "until": given.until}
    log.record("interest.declare", made, actor=actor, after=told)
    return made


@INTERESTS.effect("end")
def _end(interest: Interest, actor: User, given: Given) -> None:
    """It held until the day before: from today on the two may meet."""
    interest.ended_at, interest.ended_by = clock.now(), actor
    interest.end_reason = str(given["reason"])
    yesterday = clock.today() - timedelta(days=1)
    if interest.until is None or interest.until > yesterday:
        interest.until = yesterday
