"""系统预警: what the engine of safety proposes of an enterprise, as a finding of whoever confirms it."""

from django.utils import translation

from core import clock
from inspections.models import ProblemCategory
from inspections.services import judging
from inspections.services.from_violations import CHINESE
from inspections.services.recording import SourceGiven
from inspections.states import Level, SourceKind
from law.models import Criterion
from safety.models import Shortfall
from safety.services.explaining import sentence


def facts_of(shortfall: Shortfall) -> dict[str, object]:
    """What a finding says of it, by the names of `FindingGiven`: the sentence of the engine, in Chinese."""
    with translation.override(CHINESE):
        said, title = sentence(shortfall), f"{shortfall.enterprise.label}：{shortfall.name}"
    return {
        "title": title,
        "description": said,
        "found_on": clock.today(),
        "sources": (SourceGiven(SourceKind.SYSTEM, wording=said),),
        "level": Level.MAJOR if shortfall.is_major else Level.GENERAL,
        "category": ProblemCategory.objects.filter(pk=shortfall.code).first(),
        "park": shortfall.enterprise.park,
        "enterprise": shortfall.enterprise,
        "criterion": _citable(shortfall.criterion),
        "shortfall": shortfall,
    }


def _citable(criterion: Criterion | None) -> Criterion | None:
    """The criterion, where the legal reviewer has seen its clause (R11, 4); else an officer adds it after that."""
    if criterion is None:
        return None
    clause = judging.clause_of(criterion, clock.today())
    return criterion if clause and all(basis.is_reviewed for basis in clause) else None
