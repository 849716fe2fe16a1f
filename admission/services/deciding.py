"""准入决定: whoever had no part decides; the paper, the quota and the project's file follow in one transaction."""

from datetime import timedelta

from django.conf import settings
from django.utils.translation import gettext as _

from accounts.models import User
from admission.models import Application
from admission.services import checks, quotas
from admission.services.noting import note
from admission.services.papers import ADMISSION
from admission.services.reviewing import vetoes
from admission.services.telling import tell_applicant
from admission.states import HOLDING, Decision, State
from admission.workflow import APPLICATIONS
from core import clock
from core.errors import DomainError
from core.rules.months import add_months
from core.services import editing
from core.steps import Given
from documents.models import IssuedDocument
from documents.services.issuing import issue_about, void
from projects.models import ProjectRecord
from projects.states import RecordKind


@APPLICATIONS.effect("turn-down")
def turn_down(application: Application, actor: User, given: Given) -> None:
    """Refuse what the check sheet bars, without a review. Raises DomainError where nothing does."""
    if not checks.barring(checks.lines(application, checks.amounts_of(application), clock.today())):
        raise DomainError(_("Nothing on the check sheet bars it: it has to be reviewed."))
    _decide(application, Decision.REFUSED, str(given["opinion"]), actor)
    note(application, "turn-down", actor, application.opinion)


@APPLICATIONS.effect("decide")
def decide(application: Application, actor: User, given: Given) -> None:
    """Admit, admit with conditions, or refuse. What bars a project or was vetoed can only be refused."""
    decision = Decision(str(given["decision"]))
    application.conditions = str(given.get("conditions") or "") if decision == Decision.CONDITIONAL else ""
    if decision == Decision.CONDITIONAL and not application.conditions.strip():
        raise DomainError(_("Say under which conditions."), "conditions")
    if decision != Decision.REFUSED:
        refuse_barred(application)
    _decide(application, decision, str(given["opinion"]), actor)
    note(application, "decide", actor, application.opinion)


def refuse_barred(application: Application, field: str = "decision") -> None:
    """Raises DomainError where something bars the project, a reviewer has vetoed it, or reasons are missing."""
    sheet = list(checks.lines(application, checks.amounts_of(application), clock.today()))
    if bars := checks.barring(sheet):
        raise DomainError(_("The check sheet bars it: %(why)s") % {"why": bars[0].said}, field)
    if found := vetoes(application):
        raise DomainError(_("A reviewer has named a veto item: %(what)s") % {"what": found[0]}, field)
    if (asked := checks.to_explain(sheet)) and not application.reasons.strip():
        raise DomainError(_("The application gives no reasons for: %(what)s") % {"what": asked[0].said}, field)


def _decide(application: Application, decision: Decision, opinion: str, actor: User) -> None:
    today = clock.today()
    application.sheet = checks.frozen(application)
    application.decision, application.state, application.opinion = decision, State(decision.value), opinion
    application.decided_by, application.decided_on = actor, today
    if decision != Decision.ADMITTED and not application.appealed_on:
        application.appeal_by = today + timedelta(days=settings.ADMISSION_APPEAL_DAYS)
    carry_out(application, actor)


def carry_out(application: Application, actor: User) -> None:
    """Issue the paper of a decision; of an admission reserve the quota and write it into the project's file."""
    if application.state in HOLDING:
        application.valid_until = add_months(clock.today(), settings.ADMISSION_MONTHS)
    paper = issue_about(ADMISSION, application, actor=actor)
    if application.state in HOLDING:
        quotas.reserve(application, actor, paper.number)
        application.record = _on_file(application, paper, actor)
    tell_applicant(application)


def _on_file(application: Application, paper: IssuedDocument, actor: User) -> ProjectRecord:
    said = [f"{paper.number} {application.get_state_display()}", application.conditions]
    row = ProjectRecord(
        project=application.project,
        kind=RecordKind.ADMISSION,
        held_on=application.met_on or clock.today(),
        settled_on=clock.today(),
        led_by=actor.organization.name[:120],
        content="\n".join(filter(None, said)),
    )
    return editing.add(row, actor=actor, names=("kind", "held_on", "settled_on", "led_by", "content"))


@APPLICATIONS.effect("give-up")
def give_up(application: Application, actor: User, given: Given) -> None:
    """放弃: the investor does not come; the admission ends and what was reserved is free."""
    end(application, actor, str(given["reason"]))
    note(application, "give-up", actor, str(given["reason"]))


@APPLICATIONS.effect("lapse")
def lapse(application: Application, actor: User, given: Given) -> None:
    """失效: its validity has ended before the project began to be built."""
    end(application, actor, _("Its validity ended on %(day)s.") % {"day": application.valid_until})
    note(application, "lapse", actor)


def end(application: Application, actor: User, reason: str) -> None:
    """An admission holds no more: its paper is void, its quota free, its record in the project's file open again."""
    papers = IssuedDocument.objects.filter(kind=ADMISSION, about=application.pk, voided_at=None)
    number = ""
    for paper in papers:
        number = void(paper.pk, actor=actor, reason=reason).number
    quotas.release(application, actor, number or reason[:120])
    if (record := application.record) is not None and record.settled_on:
        content = f"{record.content}\n{reason}"
        editing.change(record, actor=actor, version=record.version, values={"settled_on": None, "content": content})
