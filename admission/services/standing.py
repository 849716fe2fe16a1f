"""How the admission stands in the legal order of a project (R5 step 2)."""

from accounts.models import User
from admission.models import Application
from admission.services.papers import ADMISSION
from admission.states import HOLDING, OPEN, State
from core import clock
from core.states import Seen
from documents.models import IssuedDocument
from enterprises.states import OperatingState
from projects.models import Project
from projects.services.picture import EXPIRED, HALTED, RUNNING, THERE
from projects.services.telling import Told

UNDER_WAY = OPEN | {State.APPEALED}


def of_project(project: Project, reader: User) -> Told | None:
    """The newest application that has not been given up: under way, admitted until a day, refused or lapsed."""
    if Seen.UNIT not in reader.reads:
        return None
    rows = Application.objects.visible_to(reader).filter(project=project)
    newest = rows.exclude(state=State.WITHDRAWN).first()
    if newest is None:
        return None
    url, state = newest.get_absolute_url(), newest.get_state_display()
    if newest.state in UNDER_WAY:
        return Told(RUNNING, url, day=newest.applied_on, reason=state)
    number = _number(newest, reader)
    if newest.state not in HOLDING:
        return Told(HALTED, url, day=newest.decided_on, number=number, reason=state)
    until = newest.valid_until if project.state == OperatingState.PLANNED else None
    standing = EXPIRED if until and until < clock.today() else THERE
    return Told(standing, url, day=newest.decided_on, until=until, number=number, reason=state)


def _number(application: Application, reader: User) -> str:
    """The number of the paper by which it was decided last."""
    papers = IssuedDocument.objects.visible_to(reader).filter(kind=ADMISSION, about=application.pk, voided_at=None)
    return papers.order_by("-pk").values_list("number", flat=True).first() or ""
