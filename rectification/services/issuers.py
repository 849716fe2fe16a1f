"""Who may issue a paper, and whom its readers ask."""

from django.utils.translation import gettext as _

from accounts.models import User
from rectification.rules.issuers import may_issue
from rectification.workflow import NotAllowedError


def refuse_without_power(paper: str, label: str, person: User) -> None:
    """Raises NotAllowedError where the person's body may not issue this paper in its own name."""
    unit = person.organization
    if not may_issue(paper, unit.kind):
        said = {"unit": unit.name, "kind": unit.get_kind_display(), "paper": label}
        raise NotAllowedError(
            _("%(unit)s (%(kind)s) has no power to issue “%(paper)s”; a body that has it must issue it.") % said
        )


def contact_of(person: User | None) -> str:
    """联系人 with the phone of the office; empty where no phone is on record."""
    if person is None or not person.organization.phone:
        return ""
    return f"联系人：{person.name}，联系电话：{person.organization.phone}"
