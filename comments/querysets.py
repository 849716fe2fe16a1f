from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef

from comments.states import READ_BY
from core.fields import ReadRows
from core.querysets import manager_of
from rectification.models import Item

if TYPE_CHECKING:
    from accounts.models import User
    from comments.models import Comment, Follow, Mention


class CommentQuerySet(ReadRows["Comment"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """At items that the person may know of, as far as they are for this role: never internal ones for a plant."""
        if isinstance(user, AnonymousUser):
            return self.none()
        audiences = [audience for audience, roles in READ_BY.items() if user.role in roles]
        if not audiences:
            return self.none()
        return self.filter(item__in=Item.objects.visible_to(user), audience__in=audiences)

    def standing(self) -> Self:
        """Not withdrawn."""
        return self.filter(withdrawn_at=None)

    def containing(self, words: str) -> Self:
        """Comments in whose text each of the words stands; what is withdrawn is found by none of its words."""
        found = self.standing()
        for word in words.split():
            found = found.filter(text__contains=word)
        return found

    def for_page(self, reader: "User") -> Self:
        """The newest first, with who is mentioned, and whether that is this reader and still waits."""
        mentions = manager_of(self.model, "mentions")
        waits = mentions.filter(comment=OuterRef("pk"), person=reader.pk, answered_at=None)
        return self.annotate(waits=Exists(waits)).prefetch_related("mentions__person").order_by("-at", "-pk")


class MentionQuerySet(ReadRows["Mention"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Who is mentioned in a comment is read by whoever reads the comment."""
        if isinstance(user, AnonymousUser):
            return self.none()
        return self.filter(comment__in=manager_of(self.model, "comment").visible_to(user))

    def waiting_for(self, user: "User") -> Self:
        """The person's own that are neither seen nor answered; nothing of a comment that was withdrawn."""
        return self.visible_to(user).filter(person=user.pk, answered_at=None, comment__withdrawn_at=None)


class FollowQuerySet(ReadRows["Follow"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """The own ones at items that the person may still know of: what somebody follows is nobody else's business."""
        if isinstance(user, AnonymousUser):
            return self.none()
        return self.filter(person=user.pk, item__in=Item.objects.visible_to(user))
