"""The open items of a park's enterprises as the map shows them: how many, and the light of the worst."""

from collections.abc import Iterator

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext_lazy

from accounts.models import User
from core import clock
from maps.services.layers import Deed, Layer, Lit, Mark
from maps.states import Light
from parks.models import Park
from rectification.models import Item
from rectification.querysets import due_soon_on, overdue_on


def lights(park: Park, user: User) -> dict[int, Lit]:
    """By enterprise, of the open items that a person may know of."""
    today = clock.today()
    rows = Item.objects.visible_to(user).open().filter(park=park).exclude(enterprise=None).order_by()
    counted = rows.values("enterprise").annotate(
        number=Count("pk"), late=Count("pk", filter=overdue_on(today)), soon=Count("pk", filter=due_soon_on(today))
    )
    return {row["enterprise"]: _lit(**row) for row in counted}


def _lit(enterprise: int, number: int, late: int, soon: int) -> Lit:
    light = Light.LATE if late else Light.SOON if soon else Light.ON_TIME
    return Lit(number, light, f"{reverse('rectification:item-list')}?enterprise={enterprise}&open=true")


def marks(park: Park, user: User) -> Iterator[Mark]:
    """The open items whose spot was pointed at when they were logged."""
    rows = Item.objects.visible_to(user).open().filter(park=park).exclude(finding__spot=None)
    for item in rows.select_related("finding__spot", "enterprise"):
        yield Mark(
            item.pk,
            f"{item.number} {item.title}",
            item.get_absolute_url(),
            said=item.place_label,
            light=_light_of(item),
            at=item.finding.spot.at,
        )


def _light_of(item: Item) -> Light:
    return Light.LATE if item.overdue else Light.SOON if item.is_due_soon else Light.ON_TIME


def register_at(key: str) -> str:
    """Where a problem is logged at a thing."""
    return f"{reverse('rectification:item-register')}?pin={key}"


DEED = Deed(gettext_lazy("＋Log a problem"), register_at, lambda user: user.records_findings)
LAYER = Layer(
    50, "rectification.item", gettext_lazy("Spots of open items"), "✚", marks, of_an_enterprise=True, is_placed=False
)
