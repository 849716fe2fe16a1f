"""举报人身份: told by one act alone, to the two roles named for it, with a purpose, counted and logged (S31, S33)."""

from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.errors import DomainError, NotAllowedError, WrongStateError
from core.services import log
from core.services.acting import refuse_missing
from core.services.holding import refuse_held
from tips.models import IdentityLook, Reporter, Tip
from tips.workflow import handler


@dataclass(frozen=True)
class Identity:
    """Who told something."""

    name: str
    phone: str


def may_look(tip: Tip, user: User) -> bool:
    """The coordinator, and officers of the unit that handles it; nobody else, whatever else they see of it."""
    return tip.is_named and handler(tip, user)


@transaction.atomic
def look(tip: Tip, *, actor: User, purpose: str) -> Identity:
    """Tell who told it; the look stands in the log and on the page of the tip, what was seen in neither.

    Raises NotAllowedError, DomainError without a purpose or beyond so many a day, WrongStateError once it is erased.
    """
    refuse_held(actor)
    known = Tip.objects.visible_to(actor).filter(pk=tip.pk).first()
    if known is None or not may_look(known, actor):
        raise NotAllowedError(_("Who told something is known to who handles it alone."))
    refuse_missing(("purpose",), {"purpose": purpose})
    # Held by the person: two looks at once are two looks of the day.
    User.objects.select_for_update(of=("self",)).get(pk=actor.pk)
    today = IdentityLook.objects.filter(by=actor, at__gte=clock.start_of_today()).count()
    if today >= settings.TIP_IDENTITY_LOOKS_A_DAY:
        said = _("You have looked at %(n)s reporters today; more are not shown in a day.")
        raise DomainError(said % {"n": today}, "purpose")
    reporter = Reporter.objects.get(tip=tip)
    if reporter.erased_on is not None:
        raise WrongStateError(_("Who told it has been erased; the period is over."))
    IdentityLook.objects.create(tip=tip, by=actor, at=clock.now(), purpose=purpose)
    log.record("tip.identify", tip, actor=actor, reason=purpose)
    return Identity(reporter.name, reporter.phone)
