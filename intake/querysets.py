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
        """Lists brought in by the own unit, for those who import lists."""
        if isinstance(user, AnonymousUser) or not user.imports_lists:
            return self.none()
        return self.filter(organization=user.organization_id)

    def waiting_for_a_worker(self, now: datetime) -> Self:
        """Started, and nobody is at it: not taken yet, or whoever took it has let the lease run out."""
        unclaimed = Q(claimed_until=None) | Q(claimed_until__lt=now)
        return self.filter(unclaimed, stage="RUNNING").order_by("pk")
