"""Who may issue a paper, and whom its readers ask."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import NotAllowedError
from rectification.models import Item
from rectification.rules.issuers import may_issue
from rectification.workflow import has_part


def refuse_without_power(paper: str, label: str, person: User) -> None:
    """Raises NotAllowedError where the person's body may not issue this paper in its own name."""
    unit = person.organization
    if not may_issue(paper, unit.kind):
        said = {"unit": unit.name, "kind": unit.get_kind_display(), "paper": label}
        raise NotAllowedError(
            _("%(unit)s (%(kind)s) has no power to issue “%(paper)s”; a body that has it must issue it.") % said
        )


def refuse_without_part(items: Iterable[Item], person: User) -> None:
    """Raises NotAllowedError where the person's office has no part in an item that it would push."""
    for item in items:
        if not has_part(item, person):
            said = {"unit": person.organization.name, "number": item.number}
            told = _("%(unit)s has no part in %(number)s: it has neither assigned nor recorded it and does not assist.")
            raise NotAllowedError(told % said)


def contact_of(person: User | None) -> str:
    """联系人 with the phone of the office; empty where no phone is on record."""
    if person is None or not person.organization.phone:
        return ""
    return f"联系人：{person.name}，联系电话：{person.organization.phone}"
