"""安全提示转台账: who confirms what the engine of safety proposes puts it on the ledger, once."""

from django.db import transaction

from accounts.models import User
from core.services.acting import take
from inspections.services.from_shortfalls import facts_of
from rectification.models import Item
from rectification.services.from_violations import of_facts
from safety.models import Shortfall
from safety.workflow import SHORTFALLS


@transaction.atomic
def put_on_ledger(pk: int, *, actor: User, version: int | None) -> Item:
    """Confirm a proposal and record it as a problem with its item. Raises as `acting.take` does, a second time too."""
    take(SHORTFALLS, pk, "confirm", actor=actor, version=version)
    shortfall = Shortfall.objects.select_related("enterprise__park", "criterion").get(pk=pk)
    return of_facts(facts_of(shortfall), actor=actor)
