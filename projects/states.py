from django.db import models
from django.utils.translation import gettext_lazy as _

from core.states import ProposalEventKind, ProposalState


class RecordKind(models.TextChoices):
    """What is on record of a project beside its approvals (R5, steps 2, 6, 11a, 11b; changes of what was approved)."""

    ADMISSION = "ADMISSION", _("Admission to the park")
    PREASSESSMENT = "PREASSESSMENT", _("Occupational-hazard pre-assessment")
    PUNCH_LIST = "PUNCH_LIST", _("Punch list before start-up")
    PSSR = "PSSR", _("Pre-start-up safety review")
    CHANGE_ENVIRONMENT = "CHANGE_ENVIRONMENT", _("Material change of what the EIA approved")
    CHANGE_SAFETY = "CHANGE_SAFETY", _("Material change of what the safety review approved")


ViolationState = ProposalState
"""What has become of a proposal of the compliance engine."""
ViolationEventKind = ProposalEventKind
