"""准入申请: that a project be admitted, by its enterprise or by who keeps its file; and that it be no more."""

from collections.abc import Mapping
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.states import Reach
from admission.models import Application, Discharge
from admission.services.noting import note
from admission.workflow import APPLICATIONS
from core import clock
from core.errors import DomainError, NotAllowedError, WrongStateError
from core.services import editing, log
from core.steps import Given
from projects.models import Project

APPLY = "apply"


def may_apply(actor: User) -> bool:
    """Whether a person files applications: an enterprise for its own projects, who keeps files for those in scope."""
    return (actor.keeps_files and actor.reach in (Reach.COUNTY, Reach.PARK)) or (
        actor.reach == Reach.OWN and actor.answers
    )


@transaction.atomic
def apply(application: Application, amounts: Mapping[str, Decimal], *, actor: User) -> Application:
    """File an application with what the project would discharge. Raises NotAllowedError or DomainError."""
    if not may_apply(actor):
        raise NotAllowedError(_("An enterprise applies for its own project, or whoever keeps its file."))
    project = (
        Project.objects.visible_to(actor).whole().select_related("enterprise__park").get(pk=application.project_id)
    )
    if project.enterprise.park is None:
        raise DomainError(_("The enterprise of this project lies in no park."))
    application.park, application.applied_by, application.applied_on = project.enterprise.park, actor, clock.today()
    if application.land <= 0:
        raise DomainError(_("Give a value of more than nothing."), "land")
    editing.refuse_unfit(application)
    _insert(application)
    Discharge.objects.bulk_create(
        Discharge(application=application, pollutant=pollutant, amount=amount)
        for pollutant, amount in sorted(amounts.items())
        if amount > 0
    )
    note(application, APPLY, actor)
    said = {"project": project.name, **{name: str(amount) for name, amount in amounts.items()}}
    log.record("admission.apply", application, actor=actor, after=said)
    return application


def _insert(application: Application) -> None:
    try:
        with transaction.atomic():
            application.save(force_insert=True)
    except IntegrityError as clash:
        raise WrongStateError(_("An application of this project runs already, or it is admitted.")) from clash


@APPLICATIONS.effect("withdraw")
def withdraw(application: Application, actor: User, given: Given) -> None:
    note(application, "withdraw", actor, str(given["reason"]))
