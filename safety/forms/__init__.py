from safety.forms.hazard_sources import AssessmentForm, HazardSourceForm, SourceListForm
from safety.forms.rows import (
    CertificateForm,
    CrowdedPlaceForm,
    DrillForm,
    EmergencyPlanForm,
    GuarantorCheckForm,
    GuarantorForm,
    HeldChemicalForm,
    KeyPersonForm,
    NewGuarantorForm,
    OperatedProcessForm,
    StatusAssessmentForm,
)
from safety.forms.shortfalls import ShortfallListForm

__all__ = [
    "AssessmentForm",
    "CertificateForm",
    "CrowdedPlaceForm",
    "DrillForm",
    "EmergencyPlanForm",
    "GuarantorCheckForm",
    "GuarantorForm",
    "HazardSourceForm",
    "HeldChemicalForm",
    "KeyPersonForm",
    "NewGuarantorForm",
    "OperatedProcessForm",
    "ShortfallListForm",
    "SourceListForm",
    "StatusAssessmentForm",
]
