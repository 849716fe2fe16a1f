from safety.models.catalogs import HazardClass, KeyChemical, KeyProcess, ThresholdSubstance, ToxicGas
from safety.models.guarantors import Guarantor, GuarantorCheck
from safety.models.hazard_sources import AssessmentWithdrawal, HazardAssessment, HazardSource, HazardSubstance
from safety.models.keys import HeldChemical, OperatedProcess
from safety.models.people import Certificate, KeyPerson, QualificationRule
from safety.models.places import CrowdedPlace
from safety.models.preparedness import Drill, EmergencyPlan, StatusAssessment
from safety.models.shortfalls import Shortfall, ShortfallEvent

__all__ = [
    "AssessmentWithdrawal",
    "Certificate",
    "CrowdedPlace",
    "Drill",
    "EmergencyPlan",
    "Guarantor",
    "GuarantorCheck",
    "HazardAssessment",
    "HazardClass",
    "HazardSource",
    "HazardSubstance",
    "HeldChemical",
    "KeyChemical",
    "KeyPerson",
    "KeyProcess",
    "OperatedProcess",
    "QualificationRule",
    "Shortfall",
    "ShortfallEvent",
    "StatusAssessment",
    "ThresholdSubstance",
    "ToxicGas",
]
