from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from core.fields import ReadRows

if TYPE_CHECKING:
    from accounts.models import User
    from intake.models import ImportBatch


class ImportBatchQuerySet(ReadRows["ImportBatch"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Lists brought in by the own unit: of problems for who imports lists, of files for who keeps files."""
        if isinstance(user, AnonymousUser) or not (user.imports_lists or user.keeps_files):
            return self.none()
        own = self.filter(organization=user.organization_id)
        return own if user.imports_lists else own.exclude(register="")

    def of_problems(self) -> Self:
        return self.filter(register="")

    def of_files(self) -> Self:
        return self.exclude(register="")

    def waiting_for_a_worker(self, now: datetime) -> Self:
        """Started, and nobody is at it: not taken yet, or whoever took it has let the lease run out."""
        unclaimed = Q(claimed_until=None) | Q(claimed_until__lt=now)
        return self.filter(unclaimed, stage="RUNNING").order_by("pk")
