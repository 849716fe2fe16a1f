"""上次会议以来: which meeting came before, and which decisions come back at a meeting."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.states import Reach
from core import clock
from core.figures import Asked, Moment
from core.models import LogEntry
from meetings.models import Duty, Meeting
from meetings.querysets import DutyQuerySet
from meetings.services.baselines import END_OF_MONTH, Baseline

LAST_MEETING = _("last meeting")


@dataclass(frozen=True)
class Before:
    """The meeting before another one, and the moment with which that one compares."""

    meeting: Meeting | None
    baseline: Baseline


def before(meeting: Meeting, asked: Asked) -> Before:
    """The last meeting of the county, or of the park, before this one; for the first the end of the month before."""
    earlier = Meeting.objects.alike(meeting).filter(held_at__lt=meeting.held_at)
    last = earlier.order_by("-held_at").first()
    if last:
        return Before(last, Baseline(last.moment, LAST_MEETING))
    day = timezone.localdate(meeting.held_at).replace(day=1) - timedelta(days=1)
    return Before(None, Baseline(Moment.end_of(day), END_OF_MONTH))


def asked_at(meeting: Meeting, reader: User) -> Asked:
    """What the meeting asks: of its own day, as it ended, once that is over; of its park alone, where it is one's."""
    day = timezone.localdate(meeting.held_at)
    part = {"park": str(meeting.park_id)} if meeting.park_id else {}
    return Asked.by(reader, as_of=Moment.end_of(day) if day < clock.today() else None, part=part)


def carried(meeting: Meeting, since: Moment, reader: User) -> DutyQuerySet:
    """Of earlier meetings of the round what was open at the last one, or has ended since: none is forgotten."""
    still = Q(ended_at=None) | Q(ended_at__gte=since.at)
    earlier = Meeting.objects.alike(meeting).filter(held_at__lt=meeting.held_at)
    rows = Duty.objects.visible_to(reader).filter(still, meeting__in=earlier)
    return rows.select_related("organization", "person", "meeting").order_by("due", "pk")


def corrections(meeting: Meeting) -> QuerySet[LogEntry]:
    """Who has put right what of the meeting, and why; the latest first."""
    return LogEntry.objects.about(meeting).filter(act="meeting.correct").order_by("-pk")


def last_held(reader: User) -> Moment | None:
    """When the last meeting was held that this person may know of, of the county's roles the county's; or None."""
    rows = Meeting.objects.visible_to(reader)
    of_county = rows.filter(park=None) if reader.reach == Reach.COUNTY else rows
    found = of_county.order_by("-held_at").first()
    return found.moment if found else None
