from projects.models.courses import ProjectRecord, ProjectStateSpell
from projects.models.projects import Project, ProjectApproval
from projects.models.violations import Violation, ViolationEvent

__all__ = ["Project", "ProjectApproval", "ProjectRecord", "ProjectStateSpell", "Violation", "ViolationEvent"]
