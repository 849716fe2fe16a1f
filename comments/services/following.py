"""关注: a person wants to hear what becomes of an item, until he lets go of it or may not know of it any more."""

from django.db import transaction

from accounts.models import User
from comments.models import Follow
from core import clock
from core.services import log
from rectification.models import Item


@transaction.atomic
def follow(item_id: int, *, actor: User) -> Follow:
    """Follow an item; a second time changes nothing. Raises Item.DoesNotExist for what the person may not know of."""
    item = Item.objects.visible_to(actor).get(pk=item_id)
    begun, is_new = Follow.objects.get_or_create(item=item, person=actor, defaults={"since": clock.now()})
    if is_new:
        log.record("follow.begin", item, actor=actor)
    return begun


@transaction.atomic
def unfollow(item_id: int, *, actor: User) -> None:
    """Follow an item no more; a second time changes nothing. Raises Item.DoesNotExist as `follow` does."""
    item = Item.objects.visible_to(actor).get(pk=item_id)
    gone, _by_table = Follow.objects.filter(item=item, person=actor).delete()
    if gone:
        log.record("follow.end", item, actor=actor)
