from capability.models.equipment import Calibration, Equipment
from capability.models.people import EarlierPost, Supervisor, SupervisorCertificate, Training
from capability.models.teams import Team

__all__ = ["Calibration", "EarlierPost", "Equipment", "Supervisor", "SupervisorCertificate", "Team", "Training"]
