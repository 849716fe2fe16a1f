from enterprises.models.enterprises import Enterprise
from enterprises.models.operating import OperatingChange
from enterprises.models.permits import Permit, PermitChange, PermitKind

__all__ = ["Enterprise", "OperatingChange", "Permit", "PermitChange", "PermitKind"]
