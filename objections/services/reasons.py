"""What an enterprise objects to in its file, as part of what is wrong with it."""

from collections.abc import Iterator

from django.db.models import Model
from django.utils.translation import ngettext

from accounts.models import User
from core import clock
from core.reasons import Reason
from objections.models import Objection


def of_objections(enterprise: Model, reader: User) -> Iterator[Reason]:
    """Objections that wait for an answer; grave where one is overdue."""
    rows = Objection.objects.visible_to(reader).open().filter(enterprise=enterprise.pk)
    days = list(rows.values_list("due", flat=True))
    if days:
        said = ngettext("%(n)s datum objected to", "%(n)s data objected to", len(days))
        yield Reason(said % {"n": len(days)}, "?tab=objections", is_grave=min(days) < clock.today())
