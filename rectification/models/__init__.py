from rectification.models.evidence import Evidence
from rectification.models.extensions import Extension
from rectification.models.history import HistoryEntry
from rectification.models.imports import ImportBatch, ImportedRow, MappingMemory
from rectification.models.items import Item
from rectification.models.reviews import LookBack, Review
from rectification.models.sign_offs import SignOff, SignOffStep
from rectification.models.supervision import SupervisionMeasure
from rectification.models.views import SavedView

__all__ = [
    "Evidence",
    "Extension",
    "HistoryEntry",
    "ImportBatch",
    "ImportedRow",
    "Item",
    "LookBack",
    "MappingMemory",
    "Review",
    "SavedView",
    "SignOff",
    "SignOffStep",
    "SupervisionMeasure",
]
