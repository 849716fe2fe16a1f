"""What of enterprises stands on the map of their park."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from enterprises.models import Enterprise
from maps.services.layers import Layer, Mark
from parks.models import Park


def marks(park: Park, user: User) -> Iterator[Mark]:
    """The enterprises of a park that a person may know of."""
    for row in Enterprise.objects.visible_to(user).filter(park=park):
        kind = f"{row.get_kind_display()} · {row.get_state_display()}"
        yield Mark(row.pk, row.label, row.get_absolute_url(), said=kind, enterprise=row.pk)


LAYER = Layer(10, "enterprises.enterprise", _("Enterprises"), "■", marks, of_an_enterprise=True, is_lit=True)
