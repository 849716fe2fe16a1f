"""免打扰: when a message may go out. Pure: the caller gives the hours and the calendar."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from core.rules.working_days import Calendar

MORNING = time(8, 30)
"""What was put off to another day goes out from then on, if the digest of that morning has not taken it along."""

LONGEST_HOURS = 14
"""Quiet hours leave the better part of a working day."""


@dataclass(frozen=True)
class Quiet:
    """The hours from `begins` to `ends`, which may lie beyond midnight; none where both are the same."""

    begins: time
    ends: time
    on_holidays: bool
    """Whether days that are no working days are quiet as a whole, but for what is urgent."""

    @property
    def hours(self) -> float:
        """How long they are."""
        minutes = (self.ends.hour - self.begins.hour) * 60 + self.ends.minute - self.begins.minute
        return minutes % (24 * 60) / 60


def free_from(moment: datetime, quiet: Quiet, calendar: Calendar, *, urgent: bool) -> datetime:
    """The first moment from this one on, by the clock of the county, at which a message may go out."""
    while True:
        if quiet.on_holidays and not urgent and not calendar.is_working_day(moment.date()):
            moment = _on(moment, calendar.next_working_day(moment.date()) - moment.date(), time.min)
        end = _end_of_hours(moment, quiet)
        if end is None:
            return moment
        moment = end


def put_off(moment: datetime, quiet: Quiet, calendar: Calendar, *, urgent: bool) -> datetime:
    """The same; what has to wait for another day waits there for the digest of the morning."""
    free = free_from(moment, quiet, calendar, urgent=urgent)
    if urgent or free.date() == moment.date():
        return free
    return max(free, datetime.combine(free.date(), MORNING, tzinfo=free.tzinfo))


def _end_of_hours(moment: datetime, quiet: Quiet) -> datetime | None:
    """When the quiet hours that it is in end; None outside of them."""
    now, begins, ends = moment.time(), quiet.begins, quiet.ends
    over_midnight = begins > ends
    within = now >= begins or now < ends if over_midnight else begins <= now < ends
    if not within:
        return None
    return _on(moment, timedelta(days=1 if over_midnight and now >= begins else 0), ends)


def _on(moment: datetime, later: timedelta, at: time) -> datetime:
    return datetime.combine(moment.date() + later, at, tzinfo=moment.tzinfo)
