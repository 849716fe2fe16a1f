"""What an account confirms within a day after its password came by a link needs a third person (security S66)."""

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from core.errors import DomainError

if TYPE_CHECKING:
    from accounts.models import User


class HeldError(DomainError):
    """The account has a new password that its owner may not know of."""

    status = 403


def refuse_held(actor: "User") -> None:
    """Raises HeldError within a day after an administrator has handed over a link for this account's password."""
    until = actor.held_until
    if until is not None:
        said = _("The password of this account has come by a link: until %(until)s somebody else has to do this.")
        raise HeldError(said % {"until": f"{timezone.localtime(until):%m-%d %H:%M}"})
