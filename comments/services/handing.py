"""交接 of comments that wait for the person and of what the person follows."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import HandOver, User
from accounts.services.handing_over import Kind, Work, things
from comments.models import Comment, Follow, Mention
from comments.services.telling import tell_named
from core import clock
from rectification.models import Item


def find_named(person: User, successor: User) -> list[Work]:
    """What names the person and waits; where the successor has written it himself, nobody is called."""
    rows = Mention.objects.waiting_for(person).select_related("comment__item").order_by("pk")
    readable = set(Comment.objects.visible_to(successor).filter(mentions__person=person).values_list("pk", flat=True))
    return [
        Work(
            mention.pk,
            str(mention.comment.item),
            mention.comment.get_absolute_url(),
            _why_not(mention, successor, readable),
        )
        for mention in rows
    ]


def _why_not(mention: Mention, successor: User, readable: set[int]) -> str:
    if mention.comment.author_id == successor.pk:
        return _("%(name)s has written the comment.") % {"name": successor.name}
    if mention.comment_id not in readable:
        return _("%(name)s does not see it.") % {"name": successor.name}
    return ""


def hand_named(handing: HandOver, works: Sequence[Work], actor: User) -> None:
    """The successor is named in the person's place, and told; who was named in it already stays so once."""
    now = clock.now()
    rows = Mention.objects.waiting_for(handing.person).select_for_update(of=("self",))
    open_ones = things(rows.select_related("comment__item"), works)
    Mention.objects.bulk_create(
        (Mention(comment=mention.comment, person=handing.successor) for mention in open_ones), ignore_conflicts=True
    )
    Mention.objects.filter(pk__in=[mention.pk for mention in open_ones]).update(answered_at=now)
    for mention in open_ones:
        tell_named(mention.comment, [handing.successor])


def find_followed(person: User, successor: User) -> list[Work]:
    rows = Follow.objects.visible_to(person).select_related("item").order_by("pk")
    seen = set(Item.objects.visible_to(successor).filter(follows__person=person).values_list("pk", flat=True))
    unseen = _("%(name)s does not see it.") % {"name": successor.name}
    return [Work(row.pk, str(row.item), row.get_absolute_url(), "" if row.item_id in seen else unseen) for row in rows]


def hand_followed(handing: HandOver, works: Sequence[Work], actor: User) -> None:
    ended = things(Follow.objects.filter(person=handing.person_id).select_for_update(of=("self",)), works)
    begun = [Follow(item_id=follow.item_id, person=handing.successor, since=clock.now()) for follow in ended]
    Follow.objects.bulk_create(begun, ignore_conflicts=True)
    Follow.objects.filter(pk__in=[follow.pk for follow in ended]).delete()


KINDS = (
    Kind("named", gettext_lazy("Comments that wait for an answer"), find_named, hand_named, 30),
    Kind("followed", gettext_lazy("Items that the person follows"), find_followed, hand_followed, 50),
)
