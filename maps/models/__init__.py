from maps.models.placements import Placement
from maps.models.places import Place
from maps.models.plans import Plan

__all__ = ["Place", "Placement", "Plan"]
