"""回避: each officer of a team declares whether an interest binds him to the enterprise (行政处罚法43)."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.errors import NotAllowedError, WrongStateError
from core.services import log
from draws.services.declaring import InterestGiven, declare, people_of
from draws.states import InterestKind
from visits.models import Officer
from visits.states import Declared


def declares_for(officer: Officer, user: User) -> bool:
    """Whether the person declares for this officer: the own interests, or those of people whose files one keeps."""
    return people_of(user).filter(pk=officer.person_id).exists()


@transaction.atomic
def declare_none(officer: Officer, *, actor: User) -> Officer:
    """Say that no interest binds the officer. Raises NotAllowedError, WrongStateError once the visit is proposed."""
    return _declared(officer, Declared.NONE, actor)


@transaction.atomic
def declare_interest(officer: Officer, *, kind: str, reason: str, actor: User) -> Officer:
    """Say that one does: it stands among the declared interests from now on, and bars the officer.

    Raises NotAllowedError, WrongStateError once the visit is proposed, DomainError for what is missing.
    """
    made = _declared(officer, Declared.INTEREST, actor)
    enterprise = officer.visit.enterprise
    given = InterestGiven(officer.person, enterprise, InterestKind(kind).value, reason, clock.today())
    declare(given, actor=actor)
    return made


def _declared(officer: Officer, said: Declared, actor: User) -> Officer:
    if not declares_for(officer, actor):
        raise NotAllowedError(_("One declares the own interests, or those of people whose files one keeps."))
    locked = Officer.objects.select_for_update(of=("self",)).select_related("visit").get(pk=officer.pk)
    if not locked.visit.is_prepared:
        raise WrongStateError(_("Interests are declared before the visit is proposed."))
    locked.declared, locked.declared_by, locked.declared_at = said.value, actor, clock.now()
    locked.save()
    log.record("visit.declare", locked, actor=actor, after={"declared": said.value})
    return locked
