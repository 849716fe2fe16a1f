"""Who may issue a paper that the ledger asks for."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import NotAllowedError
from documents.services import issuing
from rectification.models import Item
from rectification.rules.issuers import ISSUERS
from rectification.workflow import has_part


def refuse_without_power(paper: str, label: str, person: User) -> None:
    """Raises NotAllowedError where the person's body may not issue this paper in its own name."""
    issuing.refuse_without_power(ISSUERS.get(paper, frozenset()), label, person)


def refuse_without_part(items: Iterable[Item], person: User) -> None:
    """Raises NotAllowedError where the person's office has no part in an item that it would push."""
    for item in items:
        if not has_part(item, person):
            said = {"unit": person.organization.name, "number": item.number}
            told = _("%(unit)s has no part in %(number)s: it has neither assigned nor recorded it and does not assist.")
            raise NotAllowedError(told % said)
