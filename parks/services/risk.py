"""安全风险评级: rounds are recorded here, and the grade of the park is written from them, nowhere else."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from django.db import transaction

from accounts.models import User
from core import clock
from core.services import editing
from parks.models import Park, RiskAssessment
from parks.rules.risk_grade import course

OF_THE_PARK = ("risk_grade", "risk_score", "risk_assessed_on")
"""The columns of a park that say what its last round says."""


@transaction.atomic
def record(assessment: RiskAssessment, *, actor: User, names: Sequence[str]) -> RiskAssessment:
    """Write a round down. Raises NotKeeperError or UnfitError; then nothing changes."""
    added = editing.add(assessment, actor=actor, names=names)
    settle(added.park_id, actor)
    return added


@transaction.atomic
def correct(assessment: RiskAssessment, *, actor: User, version: int, values: Mapping[str, object]) -> RiskAssessment:
    """Change a round; the grades of all rounds after it follow. Raises as `editing.change`."""
    changed = editing.change(assessment, actor=actor, version=version, values=values)
    settle(changed.park_id, actor)
    return changed


@transaction.atomic
def change_park(park: Park, *, actor: User, version: int, values: Mapping[str, object]) -> Park:
    """Change the file of a park; a grade, score or day of it that is new is a round. Raises as `editing.change`."""
    said = {name: values[name] for name in OF_THE_PARK if name in values and values[name] != getattr(park, name)}
    rest = {name: value for name, value in values.items() if name not in OF_THE_PARK}
    changed = editing.change(park, actor=actor, version=version, values=rest)
    if said:
        _take_over(changed, actor, said)
        changed.refresh_from_db()
    return changed


def _take_over(park: Park, actor: User, said: Mapping[str, object]) -> None:
    """A round of that day's year: by the score where there is one, else by the grade."""
    day, score = said.get("risk_assessed_on") or clock.today(), said.get("risk_score")
    assert isinstance(day, date)
    last = RiskAssessment.objects.filter(park=park, year=day.year).order_by("-round").first()
    row = RiskAssessment(park=park, year=day.year, round=last.round + 1 if last else 1, published_on=day)
    if isinstance(score, Decimal):
        row.province_score = score
    else:
        row.published_grade = str(said.get("risk_grade") or park.risk_grade)
    record(row, actor=actor, names=["province_score", "published_grade", "published_on"])


def settle(park_id: int, actor: User) -> None:
    """Let each round say from which grade to which it led, and the park what the last one says."""
    park = Park.objects.select_for_update(of=("self",)).get(pk=park_id)
    rounds = list(RiskAssessment.objects.filter(park=park_id).order_by("year", "round"))
    for each, (before, after) in zip(rounds, course([each.grade for each in rounds]), strict=True):
        if (each.from_grade, each.to_grade) != (before, after):
            RiskAssessment.objects.filter(pk=each.pk).update(from_grade=before, to_grade=after)
    last = rounds[-1]
    said = dict(zip(OF_THE_PARK, (last.grade, last.scores.ruling, last.published_on), strict=True))
    before_then = editing.said_of(park, OF_THE_PARK)
    if said == before_then:
        return
    for name, value in said.items():
        setattr(park, name, value)
    park.version += 1
    park.save()
    editing.record(park, actor, before=before_then, after=said)
