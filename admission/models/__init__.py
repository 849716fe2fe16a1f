from admission.models.applications import AdmissionEvent, Application, Discharge
from admission.models.reviews import Review
from admission.models.rules import AdmissionRule

__all__ = ["AdmissionEvent", "AdmissionRule", "Application", "Discharge", "Review"]
