"""提示转台账: who confirms what the compliance engine proposes puts it on the ledger, once."""

from collections.abc import Mapping

from django.db import transaction

from accounts.models import User
from core.services.acting import take
from inspections.services.from_violations import facts_of
from projects.models import Violation
from projects.workflow import VIOLATIONS
from rectification.models import Item
from rectification.services.drafting import ItemGiven
from rectification.services.registration import register


@transaction.atomic
def put_on_ledger(pk: int, *, actor: User, version: int | None) -> Item:
    """Confirm a proposal and record it as a problem with its item. Raises as `acting.take` does, a second time too."""
    take(VIOLATIONS, pk, "confirm", actor=actor, version=version)
    violation = Violation.objects.select_related("project__enterprise__park").get(pk=pk)
    return of_facts(facts_of(violation), actor=actor)


def of_facts(facts: Mapping[str, object], *, actor: User) -> Item:
    """The item of a proposal, whose facts are given by the names of `ItemGiven`."""
    return register(ItemGiven(**facts), actor=actor)  # type: ignore[arg-type] # by the names of its fields
