from datetime import date
from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q

from core.fields import ReadRows
from core.querysets import manager_of
from objections.states import ObjectionState

if TYPE_CHECKING:
    from accounts.models import User
    from objections.models import Objection, ObjectionEvent


class ObjectionQuerySet(ReadRows["Objection"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Whoever sees the file of the enterprise sees what it objects to."""
        return self.filter(enterprise__in=manager_of(self.model, "enterprise").visible_to(user))

    def open(self) -> Self:
        """Those that wait for an answer."""
        return self.filter(state=ObjectionState.OPEN)

    def late(self, today: date) -> Self:
        """Open ones whose answer was due before today."""
        return self.open().filter(due__lt=today)

    def containing(self, words: str) -> Self:
        """Rows in whose thing, or enterprise's name, each of the words stands."""
        found = self
        for word in words.split():
            found = found.filter(Q(subject_name__contains=word) | Q(enterprise__name__contains=word))
        return found


class ObjectionEventQuerySet(ReadRows["ObjectionEvent"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        return self.filter(objection__in=manager_of(self.model, "objection").visible_to(user))


def proofs_seen_by(user: "User") -> Q:
    """Attachments that came with an objection that the user may see."""
    rows = apps.get_model("objections", "Objection")._default_manager
    return Q(Exists(rows.visible_to(user).whole().filter(files=OuterRef("pk"))))
