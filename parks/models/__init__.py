from parks.models.capacity import CapacityAssessment
from parks.models.catalogs import GradeEffect, VetoItem
from parks.models.infrastructure import Infrastructure, InfrastructureKind
from parks.models.papers import ParkPaper
from parks.models.parks import Park
from parks.models.progress import InfrastructureProgress
from parks.models.quota import QuotaAccount, QuotaPosting
from parks.models.recognition import ParkLevel, RecognitionProblem, UpgradePlan
from parks.models.risk import RiskAssessment
from parks.models.stops import StopNotice
from parks.models.visits import LeaderVisit

__all__ = [
    "CapacityAssessment",
    "GradeEffect",
    "Infrastructure",
    "InfrastructureKind",
    "InfrastructureProgress",
    "LeaderVisit",
    "Park",
    "ParkLevel",
    "ParkPaper",
    "QuotaAccount",
    "QuotaPosting",
    "RecognitionProblem",
    "RiskAssessment",
    "StopNotice",
    "UpgradePlan",
    "VetoItem",
]
