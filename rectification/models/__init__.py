from rectification.models.escalation import EscalationProposal, EscalationStep, ListedSupervision
from rectification.models.evidence import Evidence
from rectification.models.extensions import Extension
from rectification.models.history import HistoryEntry
from rectification.models.items import Item
from rectification.models.letters import SupervisionLetter
from rectification.models.reviews import LookBack, Review
from rectification.models.robots import GroupRobot, RobotMessage
from rectification.models.sign_offs import SignOff, SignOffStep
from rectification.models.standings import Standing
from rectification.models.supervision import SupervisionMeasure
from rectification.models.views import SavedView

__all__ = [
    "EscalationProposal",
    "EscalationStep",
    "Evidence",
    "Extension",
    "GroupRobot",
    "HistoryEntry",
    "Item",
    "ListedSupervision",
    "LookBack",
    "Review",
    "RobotMessage",
    "SavedView",
    "SignOff",
    "SignOffStep",
    "Standing",
    "SupervisionLetter",
    "SupervisionMeasure",
]
