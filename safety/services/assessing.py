"""辨识、分级: a hazard source is assessed by what it holds; each assessment stays as it was made."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.errors import DomainError
from core.services import editing
from safety.models import (
    AssessmentWithdrawal,
    HazardAssessment,
    HazardClass,
    HazardSource,
    HazardSubstance,
    ThresholdSubstance,
)
from safety.rules import hazard_sources as rules
from safety.rules.hazard_sources import Factors, Line, Result
from safety.services.flags import follow
from safety.states import HazardLevel

SAID = ("assessed_on", "assessor", "people", "edition", "s", "r", "level")


@dataclass(frozen=True)
class Held:
    """A substance that a unit holds: named in table 1, or by `name` and classes of table 2; `quantity` in tonnes."""

    quantity: Decimal
    substance: ThresholdSubstance | None = None
    name: str = ""
    classes: Sequence[HazardClass] = ()

    @property
    def edition(self) -> str:
        return self.substance.edition if self.substance else self.classes[0].edition

    def factors(self) -> Factors:
        """Q and β. Raises DomainError in words where the tables leave them open."""
        named = self.substance.named if self.substance else None
        if self.substance and not self.substance.admits(self.classes):
            raise DomainError(_("For this gas choose J1 or J3, as its safety data sheet says."), "hazard_class")
        try:
            return rules.factors_of(named, [each.factors for each in self.classes])
        except rules.UndecidedError:
            raise DomainError(self._open(), "hazard_class") from None

    def _open(self) -> str:
        if self.substance:
            return _("The standard leaves β of this gas open: choose J1 or J3, as its safety data sheet says.")
        return _("Choose a named substance, or name one and choose its hazard class.")

    @property
    def label(self) -> str:
        return self.substance.name if self.substance else self.name

    @property
    def codes(self) -> str:
        """The codes of the rows of the tables that are used."""
        named = [self.substance.pk] if self.substance else []
        return " ".join([*named, *(each.pk for each in self.classes)])


@dataclass(frozen=True)
class ShownLine:
    """A line of a calculation as it is read."""

    label: str
    codes: str
    quantity: Decimal
    threshold: Decimal
    ratio: Decimal
    beta: Decimal
    weighted: Decimal


@dataclass(frozen=True)
class Reckoning:
    """A calculation line by line, with its result; `edition` is that of the tables."""

    held: Sequence[Held]
    lines: Sequence[Line]
    result: Result
    people: int
    edition: str

    @property
    def level_label(self) -> str:
        return str(HazardLevel(self.result.level).label) if self.result.level else ""

    def pairs(self) -> list[tuple[Held, Line]]:
        return list(zip(self.held, self.lines, strict=True))

    def shown(self) -> list[ShownLine]:
        return [
            ShownLine(
                held.label,
                held.codes,
                line.quantity,
                line.factors.threshold,
                line.ratio,
                line.factors.beta,
                line.weighted,
            )
            for held, line in self.pairs()
        ]


@dataclass(frozen=True)
class AssessmentGiven:
    """What is said of an assessment: when and by whom, how many people live within 500 m, what the plant unit holds."""

    assessed_on: date
    people: int
    held: Sequence[Held]
    assessor: str = field(default="")


def reckon(held: Sequence[Held], people: int) -> Reckoning:
    """What the tables make of it; writes nothing. Raises DomainError where a factor is open or nothing is held."""
    if not held:
        raise DomainError(_("Say what the plant unit holds."))
    lines = [Line(each.quantity, each.factors()) for each in held]
    editions = sorted({each.edition for each in held})
    return Reckoning(held, lines, rules.reckon(lines, people), people, ", ".join(editions))


@transaction.atomic
def assess(source: HazardSource, *, actor: User, version: int, given: AssessmentGiven) -> HazardAssessment:
    """Assess a hazard source; the enterprise's sign of a major hazard source follows.

    Raises NotKeeperError, StaleError, or DomainError at what doesn't fit; then nothing is written.
    """
    editing.refuse_reader(actor)
    if given.assessed_on > clock.today():
        raise DomainError(_("This day is still to come."), "assessed_on")
    reckoning = reckon(given.held, given.people)
    locked: HazardSource = editing.lock(source, actor=actor, version=version)
    assessment = _written(locked, reckoning, given, actor)
    locked.current = locked.assessments.standing().first()
    locked.settle_days()
    locked.version += 1
    locked.save()
    editing.record(assessment, actor, before={}, after=editing.said_of(assessment, SAID))
    follow(locked.enterprise_id, actor=actor)
    return assessment


@transaction.atomic
def withdraw(assessment: HazardAssessment, *, actor: User) -> None:
    """Let an assessment count no more; the one before it is the source's again. Raises NotKeeperError, StaleError."""
    editing.refuse_reader(actor)
    source = assessment.source
    locked: HazardSource = editing.lock(source, actor=actor, version=source.version)
    AssessmentWithdrawal.objects.create(assessment=assessment, withdrawn_by=actor, withdrawn_at=clock.now())
    locked.current = locked.assessments.standing().first()
    locked.settle_days()
    locked.version += 1
    locked.save()
    editing.record(assessment, actor, before=editing.said_of(assessment, SAID), after=dict.fromkeys(SAID))
    follow(locked.enterprise_id, actor=actor)


def _written(source: HazardSource, reckoning: Reckoning, given: AssessmentGiven, actor: User) -> HazardAssessment:
    result = reckoning.result
    assessment = HazardAssessment.objects.create(
        source=source,
        assessed_on=given.assessed_on,
        assessor=given.assessor,
        people=given.people,
        edition=reckoning.edition,
        s=result.s,
        alpha=result.alpha,
        r=result.r,
        level=result.level,
        recorded_by=actor,
        recorded_at=clock.now(),
    )
    HazardSubstance.objects.bulk_create(lines_of(assessment, reckoning))
    return assessment


def lines_of(assessment: HazardAssessment, reckoning: Reckoning) -> list[HazardSubstance]:
    """The unsaved lines of an assessment, with the factors that were used."""
    return [
        HazardSubstance(
            assessment=assessment,
            place=place,
            substance=held.substance,
            name=held.name,
            hazard_class=held.classes[0] if held.classes else None,
            second_class=held.classes[1] if len(held.classes) > 1 else None,
            quantity=held.quantity,
            threshold=line.factors.threshold,
            beta=line.factors.beta,
            ratio=line.ratio,
            weighted=line.weighted,
        )
        for place, (held, line) in enumerate(reckoning.pairs(), 1)
    ]
