"""开会、议定: a meeting is entered, and what it decides is given to a unit with its day, on the spot."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Organization, User
from core import clock
from core.errors import DomainError, NotAllowedError, WrongStateError
from core.services import editing, log
from core.services.acting import refuse_missing
from documents.models import IssuedDocument
from meetings.models import Duty, Meeting
from meetings.services import telling
from meetings.workflow import may_hold, who_may_be_given
from parks.models import Park

MINUTES, PARK_MINUTES = "MINUTES", "PARK_MINUTES"
"""The codes of the kinds of papers (`meetings.services.minutes`): of the county's meetings, and of a park's own."""


@dataclass(frozen=True)
class MeetingGiven:
    """What is entered of a meeting."""

    title: str
    held_at: datetime
    chair: str
    place: str = ""
    attendees: str = ""
    park: Park | None = None


@dataclass(frozen=True)
class DutyGiven:
    """What is decided: what, by whom, by when; without a person by whoever acts for the unit."""

    text: str
    organization: Organization
    due: date
    person: User | None = None


@transaction.atomic
def hold(given: MeetingGiven, *, actor: User) -> Meeting:
    """Enter a meeting. Raises NotAllowedError, DomainError for what is missing or a second one at the same time."""
    _refuse_others(given.park, actor)
    refuse_missing(("title", "chair"), {"title": given.title, "chair": given.chair})
    county = actor.organization.county
    meeting = Meeting(
        county=county,
        park=given.park,
        title=given.title,
        held_at=given.held_at,
        place=given.place,
        chair=given.chair,
        attendees=given.attendees,
        opened_by=actor,
    )
    _save(meeting)
    told = {"title": given.title, "held_at": given.held_at, **({"park": given.park} if given.park else {})}
    log.record("meeting.hold", meeting, actor=actor, after=told)
    return meeting


def _save(meeting: Meeting) -> None:
    try:
        with transaction.atomic():
            meeting.save()
    except IntegrityError as clash:
        raise DomainError(_("There is a meeting at this time already."), "held_at") from clash


@transaction.atomic
def correct(meeting: Meeting, *, actor: User, version: int, values: Mapping[str, object]) -> Meeting:
    """Put right what was entered wrongly, with its reason; what stood there stays in the log.

    Raises NotAllowedError, StaleError, WrongStateError once the minutes are issued, DomainError for what doesn't fit.
    """
    _refuse_others(meeting.park, actor)
    written = {name: value for name, value in values.items() if name != "reason"}
    locked: Meeting = editing.lock(meeting, actor=actor, version=version)
    refuse_recorded(locked)
    reason = str(values.get("reason") or "")
    refuse_missing(("reason",), {"reason": reason})
    before = editing.said_of(locked, written)
    for name, value in written.items():
        setattr(locked, name, value)
    if not written or editing.said_of(locked, written) == before:
        return locked
    if locked.duties.filter(due__lt=timezone.localdate(locked.held_at)).exists():
        raise DomainError(_("A decision of this meeting is to be done before this day."), "held_at")
    locked.version += 1
    _save(locked)
    log.record("meeting.correct", locked, actor=actor, before=before, after=written, reason=reason)
    return locked


def recorded_in(meeting: Meeting) -> str | None:
    """The number of the minutes that hold; None before they are issued and once they are void."""
    minutes = IssuedDocument.objects.filter(kind__in=(MINUTES, PARK_MINUTES), about=meeting.pk, voided_at=None)
    return minutes.values_list("number", flat=True).first()


def refuse_recorded(meeting: Meeting) -> None:
    """Raises WrongStateError once its minutes are issued: they say what the meeting was and has decided."""
    if number := recorded_in(meeting):
        said = _("The minutes %(number)s are issued; void them before anything of the meeting is changed.")
        raise WrongStateError(said % {"number": number})


@transaction.atomic
def decide(meeting: Meeting, given: DutyGiven, *, actor: User) -> Duty:
    """Give a unit something to do. Raises NotAllowedError, DomainError for what is missing or does not fit."""
    _refuse_others(meeting.park, actor)
    refuse_recorded(lock(meeting))
    refuse_missing(("text",), {"text": given.text})
    if not who_may_be_given(meeting).filter(pk=given.organization.pk).exists():
        raise DomainError(_("This meeting can't give this unit anything to do."), "organization")
    if given.due < timezone.localdate(meeting.held_at):
        raise DomainError(_("The day lies before the meeting."), "due")
    if given.person and given.person.organization_id != given.organization.pk:
        raise DomainError(_("This person does not belong to the responsible unit."), "person")
    duty = Duty.objects.create(
        meeting=meeting,
        text=given.text,
        organization=given.organization,
        person=given.person,
        due=given.due,
        given_by=actor,
        given_at=clock.now(),
    )
    told = {"meeting": meeting, "organization": given.organization, "due": given.due}
    log.record("duty.give", duty, actor=actor, after=told)
    telling.tell_unit(duty, telling.GIVEN, telling.TO_DO)
    return duty


def lock(meeting: Meeting) -> Meeting:
    """The meeting, held until the end of the transaction: nothing is decided while its minutes are being issued."""
    return Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)


def _refuse_others(park: Park | None, actor: User) -> None:
    if not may_hold(park, actor):
        raise NotAllowedError(
            _("The coordinating office holds the meetings of the county, the committee those of its park.")
        )
