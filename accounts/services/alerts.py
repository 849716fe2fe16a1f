"""Who is told when somebody does something to an account: its owner and the audit administrators (security S66)."""

from django.db import models
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from accounts.models import User
from accounts.states import Role
from core.querysets import address
from notices.kinds import Kind
from notices.models import Notice
from notices.services import notices

RULE = "account-security"
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
    Notice.objects.bulk_create([_notice(to, person, what, subject) for to in told], ignore_conflicts=True)


def _notice(recipient: User, person: User, what: str | Promise, subject: str) -> Notice:
    with override(recipient.language):
        title = f"{what}: {person.name_in_log}"[:200]
        text = str(_("If you know nothing of it, tell the security administrator and the audit administrator at once."))
    url = reverse("core:log-list") if recipient.reads_the_log else reverse("accounts:own-settings")
    return notices.to(recipient, rule=RULE, subject=subject, title=title, text=text, url=url)
