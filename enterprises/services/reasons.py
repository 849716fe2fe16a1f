"""What is wrong with an enterprise, of what this app keeps of it: permits that have run out or do soon."""

from collections.abc import Iterator

from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from core import clock, completeness
from core.completeness import Tally
from core.reasons import Reason
from core.rules import expiry
from enterprises.models import Permit

MOST_NAMED = 3


def of_permits(enterprise: Model, reader: User) -> Iterator[Reason]:
    """Permits that have expired, by name, and how many soon will."""
    today, tab = clock.today(), "?tab=permits"
    rows = Permit.objects.visible_to(reader).running().filter(enterprise=enterprise.pk).exclude(valid_until=None)
    dated = [
        (permit, (permit.valid_until - today).days) for permit in rows.select_related("kind") if permit.valid_until
    ]
    expired = [permit.kind.name for permit, days in dated if days < 0]
    soon = sum(expiry.is_soon(days) for _permit, days in dated)
    if expired:
        yield Reason(_("Expired: %(names)s") % {"names": "、".join(expired[:MOST_NAMED])}, tab)
    if soon:
        said = ngettext("%(n)s permit expires soon", "%(n)s permits expire soon", soon)
        yield Reason(said % {"n": soon}, tab, is_grave=False)


def of_file(enterprise: Model, reader: User) -> Iterator[Reason]:
    """What nobody knows of it."""
    found: list[Tally] = completeness.tallies(enterprise)
    if missing := sum(len(tally.missing) for tally in found):
        asked = sum(tally.asked for tally in found)
        said = _("%(n)s of %(asked)s data of the file are missing") % {"n": missing, "asked": asked}
        yield Reason(said, "?tab=completeness", is_grave=False)
