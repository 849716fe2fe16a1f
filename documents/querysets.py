from datetime import datetime
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q

from core.fields import ReadRows, scoped
from documents import kinds

if TYPE_CHECKING:
    from accounts.models import User
    from documents.models import Dossier, IssuedDocument


class IssuedDocumentQuerySet(ReadRows["IssuedDocument"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """The papers of the rows that a person may know of: whoever sees a letter sees what it says."""
        if isinstance(user, AnonymousUser):
            return self.none()
        return self.filter(reduce(or_, (_seen(kind, user) for kind in kinds.registered()), Q(pk__in=[])))


class DossierQuerySet(ReadRows["Dossier"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Whoever asked for it, in the unit and role in which it was asked for: it holds what was read in these."""
        if isinstance(user, AnonymousUser):
            return self.none()
        return self.filter(asked_by=user.pk, organization=user.organization_id, role=user.role)

    def running(self) -> Self:
        return self.filter(stage="RUNNING")

    def waiting_for_a_worker(self, now: datetime) -> Self:
        """Asked for, and nobody is at it: not taken yet, or whoever took it has let the lease run out."""
        return self.running().filter(Q(claimed_until=None) | Q(claimed_until__lt=now)).order_by("pk")

    def outlived(self, now: datetime) -> Self:
        """Ready, and kept for as long as was promised."""
        return self.filter(stage="DONE", expires_at__lte=now).order_by("pk")


def _seen(kind: kinds.DocumentKind, user: "User") -> Q:
    if not kind.seen_by(user):
        return Q(pk__in=[])
    rows = scoped(kind.of).visible_to(user).whole()
    own = (
        Q(Exists(rows.filter(**{kinds.LINK: OuterRef("pk")}))) if kind.has_own_rows else Q(about__in=rows.values("pk"))
    )
    return Q(kind=kind.code) & own
