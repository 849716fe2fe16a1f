"""申诉: the applicant appeals within the time of the setting; who took no part before decides on it, once."""

from django.utils.translation import gettext as _

from accounts.models import User
from admission.models import Application
from admission.services import checks, deciding, reviewing
from admission.services.noting import note
from admission.services.telling import REOPENED, tell_applicant
from admission.states import State
from admission.workflow import APPLICATIONS
from core import clock
from core.errors import DomainError
from core.steps import Given

UPHELD, REVIEWED = "UPHELD", "REVIEWED"


@APPLICATIONS.effect("appeal")
def appeal(application: Application, actor: User, given: Given) -> None:
    application.appealed_by, application.appealed_on = actor, clock.today()
    application.appeal = str(given["reason"])
    note(application, "appeal", actor, application.appeal)


@APPLICATIONS.effect("settle")
def settle(application: Application, actor: User, given: Given) -> None:
    """The decision stands, which is the last word; or the appeal is accepted, and the project is reviewed anew."""
    outcome, reason = str(given["outcome"]), str(given["reason"])
    if outcome not in dict(outcomes()):
        raise DomainError(_("Choose how the appeal ends."), "outcome")
    application.settled_by, application.settled_on, application.settlement = actor, clock.today(), reason
    note(application, "settle", actor, reason)
    if outcome == UPHELD:
        application.state = State(application.decision)
        tell_applicant(application)
    else:
        _reopen(application, actor, reason)


def _reopen(application: Application, actor: User, reason: str) -> None:
    """What followed from the decision ends; others review it and another one decides, with the check sheet of then.

    Raises DomainError where the check sheet bars it: nothing is left to review.
    """
    if bars := checks.barring(checks.lines(application, checks.amounts_of(application), clock.today())):
        raise DomainError(_("The check sheet bars it: %(why)s") % {"why": bars[0].said}, "outcome")
    deciding.end(application, actor, reason)
    reviewing.reopen(application)
    application.state, application.decision, application.opinion, application.conditions = State.APPLIED, "", "", ""
    application.decided_by, application.decided_on, application.sheet = None, None, []
    application.valid_until, application.record, application.appeal_by = None, None, None
    tell_applicant(application, REOPENED)


def outcomes() -> list[tuple[str, str]]:
    """What an appeal ends in."""
    return [(UPHELD, _("The decision stands")), (REVIEWED, _("Accepted: the project is reviewed anew"))]
