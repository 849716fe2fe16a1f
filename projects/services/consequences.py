"""What follows a change of a project's papers or states, in its transaction: the engine looks at it anew."""

from accounts.models import User
from core.services import editing
from enterprises.models import Permit
from projects.models import Project, ProjectApproval, ProjectRecord, ProjectStateSpell
from projects.services import states
from projects.services.checking import check_projects


def after_project(project: Project, actor: User) -> None:
    states.follow_project(project, actor)
    check_projects([project.pk])


def after_spell(spell: ProjectStateSpell, actor: User) -> None:
    states.follow_spell(spell, actor)
    check_projects([spell.project_id])


def after_paper(paper: ProjectApproval | ProjectRecord, actor: User) -> None:
    check_projects([paper.project_id])


def after_permit(permit: Permit, actor: User) -> None:
    """A permit of the enterprise counts for each of its projects."""
    keys = list(Project.objects.filter(enterprise=permit.enterprise_id).values_list("pk", flat=True))
    if keys:
        check_projects(keys)


def register() -> None:
    """Called once by the app's config."""
    editing.offer("projects.project", after_project)
    editing.offer("projects.projectstatespell", after_spell)
    editing.offer("projects.projectapproval", after_paper)
    editing.offer("projects.projectrecord", after_paper)
    editing.offer("enterprises.permit", after_permit)
