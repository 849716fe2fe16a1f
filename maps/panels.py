"""The way to the map from the pages of a park and of an enterprise, and what the park itself puts on it."""

from collections.abc import Iterator

from django.db.models import Model
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.panels import Deed, Tab
from maps.models import Place
from maps.querysets import ON_THE_MAP
from maps.services.layers import Layer, Mark
from maps.states import Light
from parks.models import Infrastructure, Park


def sees_the_map(user: User) -> bool:
    return user.reach in ON_THE_MAP


def facilities(park: Park, user: User) -> Iterator[Mark]:
    """The facilities of a park; what should be in use and is not is late."""
    for row in Infrastructure.objects.visible_to(user).filter(park=park).select_related("kind"):
        yield Mark(
            row.pk,
            row.name,
            row.get_absolute_url(),
            said=f"{row.kind.name} · {row.get_status_display()}",
            light=Light.LATE if row.is_late else Light.NONE,
            why=_("The plan is overrun.") if row.is_late else "",
        )


def places(park: Park, user: User) -> Iterator[Mark]:
    """The places that are named on a plan; whoever keeps the map opens one to name it anew."""
    for row in Place.objects.visible_to(user).filter(park=park):
        yield Mark(
            row.pk, row.name, reverse("maps:place-edit", args=[row.pk]) if user.keeps_files else "", said=row.note
        )


def on_the_map(enterprise: Model) -> str:
    """The map of the park in which an enterprise lies, with it in the middle."""
    park = getattr(enterprise, "park_id", None)
    where = reverse("maps:park-map", args=[park]) if park else reverse("maps:map")
    return f"{where}?at={enterprise._meta.label_lower}:{enterprise.pk}"


LAYERS = (
    Layer(30, "parks.infrastructure", _("Infrastructure"), "◆", facilities),
    Layer(40, "maps.place", _("Places"), "●", places),
)
OF_A_PARK = (Tab(12, "map", _("Map"), url=lambda park: reverse("maps:park-map", args=[park.pk]), seen_by=sees_the_map),)
OF_AN_ENTERPRISE = (
    Deed(
        60,
        _("On the map"),
        on_the_map,
        sees_the_map,
    ),
)
