from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from core.fields import ReadRows
from core.querysets import OnTheWay

if TYPE_CHECKING:
    from accounts.models import User
    from notices.models import CalendarFeed, Delivery, Notice


class NoticeQuerySet(ReadRows["Notice"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        return self.none() if isinstance(user, AnonymousUser) else self.filter(recipient=user.pk)

    def unread(self) -> Self:
        return self.filter(read_at=None)

    def containing(self, words: str) -> Self:
        """Notices in whose title or text each of the words stands."""
        found = self
        for word in words.split():
            found = found.filter(Q(title__contains=word) | Q(text__contains=word))
        return found


class CalendarFeedQuerySet(ReadRows["CalendarFeed"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """The own ones; nobody sees that another person has any."""
        return self.none() if isinstance(user, AnonymousUser) else self.filter(person=user.pk)


class DeliveryQuerySet(OnTheWay["Delivery"]):
    def waiting(self, now: datetime) -> Self:
        """The same, but for what is put off until after the quiet hours."""
        return super().waiting(now).filter(Q(not_before=None) | Q(not_before__lte=now))

    def digests(self) -> Self:
        return self.filter(ordinal=0)

    def urgent(self) -> Self:
        return self.filter(ordinal__gt=0)
