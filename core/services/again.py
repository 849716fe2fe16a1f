"""死信: what was given up or broke off is sent once more because a person has decided so."""

from typing import TYPE_CHECKING, Any

from django.db import transaction

from core.outbox import Way
from core.services import log

if TYPE_CHECKING:
    from accounts.models import User


def send_again(way: Way, key: int, *, actor: "User") -> None:
    """Put a message back to those that wait. Raises ObjectDoesNotExist where there is none to be sent again."""
    put_back(way.of(actor).order_by(), key, actor=actor)


@transaction.atomic
def put_back(rows: Any, key: int, *, actor: "User") -> None:
    """The same for a message of some rows that are on their way (`core.querysets.OnTheWay`)."""
    if not rows.filter(pk=key).again():
        raise rows.model.DoesNotExist
    log.record("message.again", rows.get(pk=key), actor=actor)
