"""战果: what the day reports of a campaign and the ledger say together, for its page and for its closing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Organization, User
from accounts.states import Reach
from campaigns.models import Campaign, DayReport, Participation
from campaigns.rules import days, tally
from campaigns.rules.tally import Counts, Line, Sum
from campaigns.services.scope import asked_by, asked_now, plants_of
from campaigns.states import CampaignState, Measure
from core import clock, figures
from core.figures import Reading

FOUND, DONE, SIGNED_OFF, OVERDUE = "ledger.all", "ledger.done", "ledger.signed_off", "ledger.overdue"
CODES = (FOUND, DONE, SIGNED_OFF, OVERDUE, "ledger.major", "ledger.done_rate", "ledger.signed_off_rate")
OF_A_UNIT = (FOUND, DONE, OVERDUE)
PLANTS = "enterprises.all"
RATES = {Measure.DONE_RATE: "ledger.done_rate", Measure.SIGNED_OFF_RATE: "ledger.signed_off_rate"}
BY_UNIT = "assigned_by_organization"
"""A problem counts for the unit that has assigned it, which is who checks and follows up; who has to rectify it is
mostly the enterprise."""


@dataclass(frozen=True)
class Target:
    """A target beside what has been reached; `reading` where the ledger says it, `url` opens the reports behind."""

    label: str
    number: int
    actual: int | None
    reading: Reading | None = None
    url: str = ""

    @property
    def reached(self) -> int:
        """How much of the target has been reached, in whole per cent and no more than all of it."""
        if self.reading is not None:
            share = 100 * self.reading.value / self.reading.whole if self.reading.whole else 0
            return min(int(100 * share / self.number), 100) if self.number else 100
        return min(100 * (self.actual or 0) // self.number, 100) if self.number else 100


@dataclass(frozen=True)
class UnitLine:
    """A unit: its part, what it has reported, which days are missing, and the problems that it has assigned."""

    name: str
    part: Participation | None
    told: Sum
    missing: Sequence[date]
    readings: Mapping[str, Reading]
    url: str = ""

    @property
    def counts(self) -> Counts | None:
        return self.told.counts

    @property
    def share(self) -> int | None:
        return self.part.share if self.part else None

    def found(self) -> Reading | None:
        return self.readings.get(FOUND)

    def done(self) -> Reading | None:
        return self.readings.get(DONE)

    def overdue(self) -> Reading | None:
        return self.readings.get(OVERDUE)


@dataclass(frozen=True)
class DayLine:
    """A day: what was reported of it, by how many of the units, and which are missing."""

    day: date
    told: Sum
    units: int
    missing: Sequence[Participation]

    @property
    def counts(self) -> Counts | None:
        return self.told.counts

    @property
    def reported(self) -> str:
        return f"{len(self.told.units)}/{self.units}"

    @property
    def missing_names(self) -> str:
        return "、".join(str(part) for part in self.missing)


@dataclass(frozen=True)
class Board:
    """All that the page of a campaign shows to a person."""

    campaign: Campaign
    user: User
    parts: Sequence[Participation]
    lines: Sequence[Line]
    readings: Mapping[str, Reading]
    plants: Reading
    by_unit: Mapping[int | None, Mapping[str, Reading]]

    @property
    def today(self) -> date:
        return last_day_told(self.campaign)

    @cached_property
    def total(self) -> Counts | None:
        return Sum(tuple(self.lines)).counts

    @cached_property
    def shared_out(self) -> int:
        """How many plants the units that are shown have to check together."""
        return sum(part.share for part in self.parts)

    @property
    def days_due(self) -> list[date]:
        """The days that should have been reported; before it is announced none."""
        return [] if self.campaign.state == CampaignState.DRAFT else self.campaign.period.over(self.today)

    @property
    def length(self) -> int:
        return self.campaign.period.length

    @property
    def gone(self) -> int:
        """How many of its days have begun."""
        return len(self.campaign.period.begun(self.today))

    @cached_property
    def gaps(self) -> int:
        """How many reports are missing."""
        return sum(len(line.missing) for line in self.units)

    @property
    def reports_url(self) -> str:
        return reports_url(self.campaign)

    @cached_property
    def days(self) -> list[DayLine]:
        """The days up to today, the latest first."""
        begun = self.campaign.period.begun(self.today)
        told = tally.by_day(self.lines, begun)
        return [self._day(day, told[day]) for day in reversed(begun)]

    def _day(self, day: date, told: Sum) -> DayLine:
        missing = [part for part in self.parts if part.pk not in told.units] if day in self.days_due else []
        return DayLine(day, told, len(self.parts), missing)

    @cached_property
    def units(self) -> list[UnitLine]:
        """The units that take part, then others that have assigned problems of the campaign, then what nobody has."""
        told = tally.by_unit(self.lines, [part.pk for part in self.parts])
        return [self._unit(part, told[part.pk]) for part in self.parts] + self._others()

    def _others(self) -> list[UnitLine]:
        """By name, and last what nobody has assigned."""
        known = {part.organization_id for part in self.parts}
        others = self.by_unit.keys() - known
        units = Organization.objects.filter(pk__in=[key for key in others if key])
        names: dict[int | None, str] = {unit.pk: unit.label for unit in units}
        ordered = sorted(others, key=lambda key: (key is None, names.get(key, "")))
        nobody = _("Not yet assigned")
        return [UnitLine(names.get(key, nobody), None, Sum(), (), self.by_unit[key]) for key in ordered]

    def _unit(self, part: Participation, told: Sum) -> UnitLine:
        missing = days.gaps(self.days_due, told.days)
        readings = self.by_unit.get(part.organization_id, {})
        return UnitLine(str(part), part, told, missing, readings, reports_url(self.campaign, part))

    @property
    def targets(self) -> list[Target]:
        """What is to be reached; whoever sees one unit alone, what that one has to check."""
        wanted = self.campaign.targets
        if self.user.reach == Reach.PARK:
            wanted = {Measure.CHECKED: self.shared_out} if self.parts else {}
        return [self._target(measure, number) for measure, number in wanted.items()]

    def _target(self, measure: Measure, number: int) -> Target:
        if measure in RATES:
            return Target(str(measure.label), number, None, reading=self.readings[RATES[measure]])
        reached = getattr(self.total, measure) if self.total else None
        return Target(str(measure.label), number, reached, url=self.reports_url)

    @property
    def plan(self) -> int:
        """How many plants are to be checked until the end, by the shares or else by the target."""
        return self.shared_out or (self.campaign.target_checked or 0)


def last_day_told(campaign: Campaign) -> date:
    """The day as of which its reports are looked at: today, or when it ended."""
    return timezone.localdate(campaign.ended_at) if campaign.ended_at else clock.today()


def reports_url(campaign: Campaign, part: Participation | None = None) -> str:
    """The list of the day reports behind a number."""
    said = {"campaign": campaign.pk, **({"unit": part.organization_id} if part else {})}
    return f"{reverse('campaigns:dayreport-list')}?{urlencode(said)}"


def lines_of(reports: QuerySet[DayReport]) -> list[Line]:
    """The reports as the rules take them; the unit is the part that it takes."""
    rows = reports.values_list("participation", "day", "checked", "fines", "fine_amount", "talks")
    return [Line(part, day, Counts(*counts)) for part, day, *counts in rows]


def board_of(campaign: Campaign, user: User) -> Board:
    """What the page shows; a fixed number of questions, however many units, days and problems there are."""
    asked = asked_by(campaign, user)
    parts = list(Participation.objects.visible_to(user).filter(campaign=campaign).select_related("organization"))
    reports = DayReport.objects.visible_to(user).filter(participation__campaign=campaign)
    readings, plants = figures.read_together((CODES, asked), ((PLANTS,), plants_of(campaign, user)))
    return Board(
        campaign=campaign,
        user=user,
        parts=parts,
        lines=lines_of(reports),
        readings=readings,
        plants=plants[PLANTS],
        by_unit=figures.read_by(BY_UNIT, OF_A_UNIT, asked),
    )


def figures_now(campaign: Campaign) -> dict[str, object]:
    """What is kept at the closing: the sums of all reports, how many are missing, and what the ledger says now."""
    reports = lines_of(DayReport.objects.filter(participation__campaign=campaign))
    read = figures.read((FOUND, DONE, SIGNED_OFF, OVERDUE), asked_now(campaign))
    return {
        "day": clock.today().isoformat(),
        **_counted(reports),
        "missing": _missing(campaign, reports),
        "found": read[FOUND].value,
        "done": read[DONE].value,
        "signed_off": read[SIGNED_OFF].value,
        "overdue": read[OVERDUE].value,
    }


def _counted(reports: Iterable[Line]) -> dict[str, int]:
    found = tally.total(line.counts for line in reports)
    return {
        "checked": found.checked,
        "fines": found.fines,
        "fine_amount": found.fine_amount,
        "talks": found.talks,
    }


def _missing(campaign: Campaign, reports: Sequence[Line]) -> int:
    parts = campaign.participations.values_list("pk", flat=True)
    due = campaign.period.over(clock.today())
    told = tally.by_unit(reports, parts)
    return sum(len(days.gaps(due, each.days)) for each in told.values())
