"""系统预警: what the compliance engine proposes of a project, as a finding of whoever confirms it."""

from django.utils import translation

from core import clock
from inspections.models import ProblemCategory
from inspections.services.recording import SourceGiven
from inspections.states import Level, SourceKind
from projects.models import Violation
from projects.services.reading import explained

CHINESE = "zh-hans"


def facts_of(violation: Violation) -> dict[str, object]:
    """What a finding says of it, by the names of `FindingGiven`: the sentence of the engine, in Chinese."""
    with translation.override(CHINESE):
        [said] = explained([violation])
        title = f"{violation.project.name}：{violation.name}"
    return {
        "title": title,
        "description": said.sentence,
        "found_on": clock.today(),
        "sources": (SourceGiven(SourceKind.SYSTEM, wording=said.sentence),),
        "level": Level.MAJOR if violation.is_major else Level.GENERAL,
        "category": ProblemCategory.objects.filter(pk=violation.code).first(),
        "park": violation.project.enterprise.park,
        "enterprise": violation.project.enterprise,
        "project": violation.project,
        "bases": [basis for basis in said.law.bases if basis.is_reviewed],
        "act_on": said.law.on,
        "violation": violation,
    }
