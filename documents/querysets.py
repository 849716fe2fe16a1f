from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q

from core.fields import ReadRows, scoped
from documents import kinds

if TYPE_CHECKING:
    from accounts.models import User
    from documents.models import IssuedDocument


class IssuedDocumentQuerySet(ReadRows["IssuedDocument"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """The papers of the rows that a person may know of: whoever sees a letter sees what it says."""
        if isinstance(user, AnonymousUser):
            return self.none()
        return self.filter(reduce(or_, (_seen(kind, user) for kind in kinds.registered()), Q(pk__in=[])))


def _seen(kind: kinds.DocumentKind, user: "User") -> Q:
    rows = scoped(kind.of).visible_to(user).whole()
    own = (
        Q(Exists(rows.filter(**{kinds.LINK: OuterRef("pk")}))) if kind.has_own_rows else Q(about__in=rows.values("pk"))
    )
    return Q(kind=kind.code) & own
