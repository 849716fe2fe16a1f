"""Who is told when somebody does something to an account: its owner and the audit administrators (security S66)."""

from django.db import models
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.states import Role
from core.querysets import address
from notices.kinds import Kind
from notices.services import notices
from notices.services.notices import Words

RULE = "account-security"
IF_UNKNOWN = _("If you know nothing of it, tell the security administrator and the audit administrator at once.")
KIND = Kind(
    "account-security",
    _("Security of accounts"),
    _("Somebody has done something to your account, or you watch over accounts."),
    frozenset({RULE}),
    urgent=True,
)


def tell(person: User, what: str | Promise, about: models.Model, *, step: str = "") -> None:
    """Tell the owner and the audit administrators, each once about one step of a link or a change."""
    watching = User.objects.able(Role.AUDITADMIN).exclude(pk=person.pk)
    told = [person, *watching] if person.is_active else list(watching)
    subject = f"{address(about)}:{step}" if step else address(about)

    def say(_reader: User) -> Words:
        return Words(f"{what}: {person.name_in_log}", IF_UNKNOWN)

    for reader in told:
        url = reverse("core:log-list") if reader.reads_the_log else reverse("accounts:own-settings")
        notices.tell([reader], rule=RULE, subject=subject, say=say, url=url)
