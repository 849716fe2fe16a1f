"""The hazard sources of the made-up enterprises: assessed as the service does, now and three years before."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random

from accounts.models import User
from demo.county import County
from demo.texts.hazard_sources import UNITS, Holding, Unit
from demo.timelines import COUNTY_TIME
from enterprises.models import Enterprise
from safety.models import HazardAssessment, HazardClass, HazardSource, HazardSubstance, ThresholdSubstance
from safety.services.assessing import Held, Reckoning, lines_of, reckon

SAVED_TOGETHER = 500
Made = tuple[HazardAssessment, Reckoning]
ASSESSED_AGO = (40, 130, 300, 520, 760, 1010, 1120)
"""Days since the latest assessment; the last is more than three years."""
BETWEEN = 1090
PEOPLE = (0, 0, 12, 36, 64, 130)
ASSESSORS = ("澜宁安评技术有限公司", "澜江省化工安全技术中心")
GREW = Decimal("0.8")
HARMLESS = Decimal("0.6")
"""S of what is no major hazard source."""
FILED = 0.75
"""The share of major ones that were filed after their latest assessment."""
PLACES = Decimal("0.01")


@dataclass
class Tables:
    """The national tables by code."""

    substances: dict[str, ThresholdSubstance] = field(
        default_factory=lambda: {row.pk: row for row in ThresholdSubstance.objects.select_related("toxic_gas")}
    )
    classes: dict[str, HazardClass] = field(default_factory=lambda: {row.pk: row for row in HazardClass.objects.all()})

    def held(self, holds: Sequence[Holding], share: Decimal) -> list[Held]:
        return [self._one(each, max(PLACES, (Decimal(each.tonnes) * share).quantize(PLACES))) for each in holds]

    def _one(self, held: Holding, tonnes: Decimal) -> Held:
        if held.name:
            return Held(tonnes, None, held.name, [self.classes[held.code]])
        return Held(tonnes, self.substances[held.code])


def own_random(enterprise: Enterprise, subject: str) -> Random:
    """Chance of an enterprise's own, so that what is added here changes nothing that was drawn elsewhere."""
    return Random(f"{subject}:{enterprise.credit_code}")  # noqa: S311 - a made-up past has to be repeatable


def assess_sources(county: County, enterprises: list[Enterprise], today: date) -> None:
    """Give each enterprise the plant units of its trade, with an assessment three years ago and a later one."""
    tables, keeper = Tables(), county.logins["coordinator"]
    drafts = [draft for enterprise in enterprises for draft in _drafts(tables, enterprise, today)]
    HazardSource.objects.bulk_create([source for source, _made in drafts], batch_size=SAVED_TOGETHER)
    _write([pair for _source, made in drafts for pair in made], keeper)
    for source, made in drafts:
        source.current = made[-1][0]
        source.settle_days()
    settled = [source for source, _made in drafts]
    HazardSource.objects.bulk_update(settled, ["current", "file_by", "assess_by"], batch_size=SAVED_TOGETHER)


def _write(made: Sequence[Made], keeper: User) -> None:
    """The assessments of sources that have been saved, and their lines."""
    for assessment, _reckoning in made:
        assessment.source_id, assessment.recorded_by = assessment.source.pk, keeper
    HazardAssessment.objects.bulk_create([assessment for assessment, _ in made], batch_size=SAVED_TOGETHER)
    lines = [line for assessment, reckoning in made for line in lines_of(assessment, reckoning)]
    HazardSubstance.objects.bulk_create(lines, batch_size=SAVED_TOGETHER)


def _drafts(tables: Tables, enterprise: Enterprise, today: date) -> Iterator[tuple[HazardSource, list[Made]]]:
    random = own_random(enterprise, "hazard sources")
    people = random.choice(PEOPLE)
    for unit in UNITS[enterprise.kind]:  # type: ignore[index] # a column holds the code of the choice
        share = _share(tables, unit, is_major=enterprise.has_major_hazard_source)
        latest = today - timedelta(days=random.choice(ASSESSED_AGO))
        source = _source(enterprise, unit, random)
        made = [
            _assessment(source, reckon(tables.held(unit.holds, share * GREW), people), latest, random, ago=BETWEEN),
            _assessment(source, reckon(tables.held(unit.holds, share), people), latest, random),
        ]
        if made[-1][1].result.level and random.random() < FILED:
            source.filed_on = min(today, latest + timedelta(days=random.randint(3, 14)))
            source.filing_number = f"BA砚{source.filed_on:%Y}{random.randint(1, 999):03d}"
        yield source, made


def _share(tables: Tables, unit: Unit, *, is_major: bool) -> Decimal:
    """All of it, or so little that the unit is no major hazard source."""
    if is_major:
        return Decimal(1)
    whole = reckon(tables.held(unit.holds, Decimal(1)), 0).result.s
    return HARMLESS / whole if whole > 1 else HARMLESS


def _source(enterprise: Enterprise, unit: Unit, random: Random) -> HazardSource:
    place = f"厂区{random.choice('东西南北')}侧"
    return HazardSource(enterprise=enterprise, name=unit.name, kind=unit.kind, place=place)


def _assessment(source: HazardSource, reckoning: Reckoning, day: date, random: Random, *, ago: int = 0) -> Made:
    result, on = reckoning.result, day - timedelta(days=ago)
    return HazardAssessment(
        source=source,
        assessed_on=on,
        assessor=random.choice(ASSESSORS),
        people=reckoning.people,
        edition=reckoning.edition,
        s=result.s,
        alpha=result.alpha,
        r=result.r,
        level=result.level,
        recorded_at=datetime.combine(on, time(15), COUNTY_TIME),
    ), reckoning
