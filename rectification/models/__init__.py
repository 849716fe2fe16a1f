from rectification.models.evidence import Evidence
from rectification.models.extensions import Extension
from rectification.models.history import HistoryEntry
from rectification.models.items import Item
from rectification.models.listed_supervision import ListedSupervision
from rectification.models.measures import PlacedMeasure
from rectification.models.remappings import RemappedBasis, Remapping
from rectification.models.reviews import LookBack, Review
from rectification.models.sign_offs import SignOff, SignOffStep
from rectification.models.slips import BatchSlip, SlipLine
from rectification.models.stages import Stage
from rectification.models.standings import Standing
from rectification.models.supervision import SupervisionMeasure
from rectification.models.suspensions import DeadlineSuspension
from rectification.models.views import SavedView

__all__ = [
    "BatchSlip",
    "DeadlineSuspension",
    "Evidence",
    "Extension",
    "HistoryEntry",
    "Item",
    "ListedSupervision",
    "LookBack",
    "PlacedMeasure",
    "RemappedBasis",
    "Remapping",
    "Review",
    "SavedView",
    "SignOff",
    "SignOffStep",
    "SlipLine",
    "Stage",
    "Standing",
    "SupervisionMeasure",
]
