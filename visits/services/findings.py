"""检查发现: what is found on a visit is registered as anywhere else, and keeps on which visit it was found."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import DomainError, NotAllowedError
from core.services import log
from rectification.models import Item
from rectification.querysets import ItemQuerySet
from rectification.services import registration
from rectification.services.registration import ItemGiven
from visits.models import Visit, VisitFinding
from visits.workflow import closed_to, registers_on


@transaction.atomic
def register(visit: Visit, given: ItemGiven, *, actor: User) -> Item:
    """Register a problem that was found on a visit. Raises NotAllowedError, DomainError for another enterprise."""
    if not registers_on(visit, actor):
        raise NotAllowedError(closed_to(visit, actor))
    if given.enterprise is None or given.enterprise.pk != visit.enterprise_id:
        raise DomainError(_("This visit was paid to another enterprise."), "enterprise")
    item = registration.register(given, actor=actor)
    VisitFinding.objects.create(visit=visit, finding=item.finding)
    log.record("visit.find", visit, actor=actor, after={"item": item.number})
    return item


def items_of(visit: Visit, user: User) -> ItemQuerySet:
    """What was found on a visit and is on the ledger, as far as the person may know of it."""
    found = VisitFinding.objects.filter(visit=visit).values("finding")
    return Item.objects.visible_to(user).filter(finding__in=found).select_related("lead_organization").order_by("pk")
