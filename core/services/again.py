"""死信: what was given up or broke off is sent once more because a person has decided so."""

from typing import TYPE_CHECKING

from django.core.exceptions import ObjectDoesNotExist

from core.outbox import Way

if TYPE_CHECKING:
    from accounts.models import User


def send_again(way: Way, key: int, *, actor: "User") -> None:
    """Put a message back to those that wait. Raises ObjectDoesNotExist where there is none to be sent again."""
    if not way.of(actor).order_by().filter(pk=key).again():
        raise ObjectDoesNotExist
