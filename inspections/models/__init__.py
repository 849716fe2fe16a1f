from inspections.models.categories import ProblemCategory
from inspections.models.findings import Finding, FindingPhoto, FindingSource

__all__ = ["Finding", "FindingPhoto", "FindingSource", "ProblemCategory"]
