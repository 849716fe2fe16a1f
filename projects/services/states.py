"""建设状态: a project enters a state on a day; the file shows the last one, and all of them are kept."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.errors import DomainError
from core.services import editing
from projects.models import Project, ProjectStateSpell

NAMES = ("state", "began_on")


@transaction.atomic
def enter(spell: ProjectStateSpell, *, actor: User, names: object = NAMES) -> ProjectStateSpell:
    """Record a state with the day on which it began; the file then shows the last one.

    Raises NotKeeperError, or DomainError for a day that is still to come.
    """
    refuse_to_come(spell.began_on, "began_on")
    spell.recorded_on = clock.today()
    return editing.add(spell, actor=actor, names=NAMES)


def refuse_to_come(day: date | None, field: str) -> None:
    """Raises DomainError for a day that is still to come: what is on file has happened."""
    if day and day > clock.today():
        raise DomainError(_("This day is still to come."), field)


def follow_spell(spell: ProjectStateSpell, actor: User) -> None:
    """The file shows the last state that stands."""
    project = Project.objects.get(pk=spell.project_id)
    last = project.spells.standing().last()
    if last is not None and (last.state, last.began_on) != (project.state, project.state_since):
        values = {"state": last.state, "state_since": last.began_on}
        editing.change(project, actor=actor, version=project.version, values=values)


def follow_project(project: Project, actor: User) -> None:
    """A state that was written into the file itself is recorded among the states; another day corrects the last one."""
    last = project.spells.standing().last()
    if last is not None and (last.state, last.began_on) == (project.state, project.state_since):
        return
    if last is not None and last.state != project.state and last.began_on == project.state_since:
        raise DomainError(_("Say since when it is in this state."), "state_since")
    if last is not None and last.state == project.state:
        values = {"began_on": project.state_since}
        editing.change(last, actor=actor, version=last.version, values=values)
    else:
        enter(ProjectStateSpell(project=project, state=project.state, began_on=project.state_since), actor=actor)
