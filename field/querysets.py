from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser

from core.fields import ReadRows
from core.querysets import manager_of

if TYPE_CHECKING:
    from accounts.models import User
    from field.models import FieldKey, FieldReceipt


class FieldKeyQuerySet(ReadRows["FieldKey"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Nobody reads one: it is handed to its own person's device alone (`field.services.packing`)."""
        return self.none()


class FieldReceiptQuerySet(ReadRows["FieldReceipt"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Those of the items that the person may know of."""
        return self.filter(item__in=manager_of(self.model, "item").visible_to(user))
