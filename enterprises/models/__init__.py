from enterprises.models.enterprises import Enterprise
from enterprises.models.permits import Permit, PermitKind
from enterprises.models.projects import Project, ProjectApproval

__all__ = ["Enterprise", "Permit", "PermitKind", "Project", "ProjectApproval"]
