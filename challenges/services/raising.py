"""提出异议申请: the enterprise says what is wrong with a finding, within some working days after it was served."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import User
from challenges.models import Challenge
from challenges.rules.ladder import last_day
from challenges.services import pacing, people, telling
from challenges.services.noting import note, on_item
from challenges.states import ChallengeEventKind as Kind
from challenges.states import Rung
from core import clock
from core.errors import DomainError, NotAllowedError, WrongStateError
from core.models import Attachment
from core.services import attachments, calendar, log, uploads
from core.services.acting import refuse_missing
from rectification.models import Item
from rectification.states import OPEN_STATES, State


@dataclass(frozen=True)
class ChallengeGiven:
    """What the enterprise says against a finding."""

    wrong: str
    reason: str
    files: Sequence[Attachment] = ()


def served_on(item: Item) -> date | None:
    """The day on which it was served: that of its assignment, with which the enterprise is told and can read it.

    The day is on record for every item that was assigned; an own receipt is not, and one that waits to be accepted
    would never begin. None for what nobody has assigned.
    """
    return timezone.localdate(item.assigned_at) if item.assigned_at else None


def last_day_of(item: Item) -> date | None:
    """Until when it can be challenged (R8): so many working days after it was served. None before."""
    served = served_on(item)
    return last_day(served, settings.CHALLENGE_RAISE_WORKING_DAYS, calendar.current()) if served else None


def concerns(item: Item, user: User) -> bool:
    """Whether it was found at the person's own enterprise, by somebody else."""
    if not user.is_enterprise or item.enterprise is None:
        return False
    own = user.organization_id
    return item.enterprise.organization_id == own and item.registered_by_organization_id != own


def may_challenge(item: Item, user: User) -> bool:
    """Whether this person can challenge it now."""
    return concerns(item, user) and refusal(item) is None


def refusal(item: Item) -> DomainError | None:
    """Why nobody can challenge it now; None where the enterprise can."""
    until = last_day_of(item)
    if until is None or item.state not in OPEN_STATES - {State.PENDING}:
        return WrongStateError(_("What is closed, void or not assigned is not challenged."))
    if clock.today() > until:
        return WrongStateError(
            _("It could be challenged until %(day)s. The remedies of the law stay open.")
            % {"day": date_format(until, "DATE_FORMAT")}
        )
    if Challenge.objects.filter(item=item.pk).not_withdrawn().exists():
        return WrongStateError(_("This finding has been challenged already."))
    return None


@transaction.atomic
@clock.still()
def challenge_finding(item_id: int, given: ChallengeGiven, *, actor: User) -> Challenge:
    """Challenge the finding of an item that the actor sees; whatever its state, the rectification goes on.

    Raises Item.DoesNotExist, NotAllowedError for another one's, WrongStateError where it is too late or was done,
    DomainError for what is missing; then nothing is written.
    """
    item = Item.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=item_id)
    if not concerns(item, actor):
        raise NotAllowedError(_("An enterprise challenges what others have found at its own place."))
    if (why := refusal(item)) is not None:
        raise why
    refuse_missing(("wrong", "reason"), {"wrong": given.wrong, "reason": given.reason})
    attachments.refuse_used(given.files, actor, field="files")
    challenge = _drafted(item, given, actor)
    try:
        with transaction.atomic():
            challenge.save(force_insert=True)
    except IntegrityError as clash:
        raise WrongStateError(_("This finding has been challenged already.")) from clash
    challenge.files.set(given.files)
    uploads.release(given.files)
    note(challenge, Kind.RAISED, actor)
    on_item(item, "challenge", actor, given.wrong)
    told = {"item": item, "rung": challenge.rung, "due": challenge.due}
    log.record("challenge.raise", challenge, actor=actor, after=told)
    telling.tell_desk(challenge, Kind.RAISED)
    return challenge


def _drafted(item: Item, given: ChallengeGiven, actor: User) -> Challenge:
    served = served_on(item)
    assert item.enterprise is not None
    assert served is not None
    challenge = Challenge(
        item=item,
        enterprise=item.enterprise,
        wrong=given.wrong,
        reason=given.reason,
        served_on=served,
        raised_by=actor,
        raised_at=clock.now(),
        found_by=item.finding.recorded_by,
        assigned_by=item.assigned_by,
    )
    challenge.rung = next(rung for rung in Rung if people.place(challenge, rung))
    pacing.begin(challenge, clock.today())
    return challenge
