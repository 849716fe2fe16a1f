"""Projects with a life: states and papers as the tests want them, written the way the pages write them."""

from datetime import date, timedelta

from core import clock
from core.services import editing
from enterprises.models import Permit
from projects.models import Project, ProjectApproval, ProjectRecord, ProjectStateSpell
from projects.services import states
from projects.services.checking import check_projects
from tests.factories import EnterpriseFactory, ProjectFactory, UserFactory

APPROVALS = ("PM01", "PM02", "PM03", "PM04", "PM05", "PM06", "PM09", "PM10", "PM12", "PM13", "PM14")
PERMITS = ("PM21", "PM24", "PM25", "PM29")
RECORDS = ("PUNCH_LIST", "PSSR")
STATES = {"BUILDING": 500, "TRIAL": 30, "OPERATING": 5}
"""How many days ago they began."""


def ago(days: int) -> date:
    return clock.today() - timedelta(days=days)


def keeper():
    """A county coordinator."""
    return UserFactory()


def planned(actor, **facts) -> Project:
    project = Project(enterprise=EnterpriseFactory(), name="年产五千吨中间体项目", state="PLANNED", **facts)
    return editing.add(project, actor=actor, names=("name", "state"))


def enter(project, state, began, actor):
    return states.enter(ProjectStateSpell(project=project, state=state, began_on=began), actor=actor)


def approve(project, kind, day, actor, **more) -> ProjectApproval:
    approval = ProjectApproval(project=project, kind_id=kind, number="1号", approved_on=day, **more)
    return editing.add(approval, actor=actor, names=("number", "approved_on"))


def lawful(actor, *, state="OPERATING", lacking=()) -> Project:
    """A project in a state with every paper in time, but for the kinds that it lacks."""
    project, day = ProjectFactory(state=state), ago(700)
    there = [kind for kind in (*APPROVALS, *PERMITS, *RECORDS) if kind not in lacking]
    ProjectApproval.objects.bulk_create(
        ProjectApproval(project=project, kind_id=kind, approved_on=day) for kind in there if kind in APPROVALS
    )
    Permit.objects.bulk_create(
        Permit(enterprise=project.enterprise, kind_id=kind, issued_on=day, valid_until=ago(-600))
        for kind in there
        if kind in PERMITS
    )
    ProjectRecord.objects.bulk_create(
        ProjectRecord(project=project, kind=kind, held_on=day, settled_on=day) for kind in there if kind in RECORDS
    )
    until = list(STATES).index(state) + 1
    ProjectStateSpell.objects.bulk_create(
        ProjectStateSpell(project=project, state=name, began_on=ago(days), recorded_on=ago(days))
        for name, days in list(STATES.items())[:until]
    )
    Project.objects.filter(pk=project.pk).update(state_since=ago(STATES[state]))
    check_projects([project.pk])
    return Project.objects.get(pk=project.pk)
