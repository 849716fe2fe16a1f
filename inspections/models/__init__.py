from inspections.models.categories import ProblemCategory
from inspections.models.citations import FindingBasis
from inspections.models.findings import Finding, FindingPhoto, FindingSource
from inspections.models.lists import SuperiorList
from inspections.models.spots import FindingSpot

__all__ = [
    "Finding",
    "FindingBasis",
    "FindingPhoto",
    "FindingSource",
    "FindingSpot",
    "ProblemCategory",
    "SuperiorList",
]
