from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.states import Reach
from core import navigation, panels, search
from core.navigation import Entry
from core.search import MOST_HITS, Hit, Place
from core.services.catalogs import Catalog

if TYPE_CHECKING:
    from accounts.models import User

ENTRIES = (Entry(30, _("Parks"), "parks:park-list", lambda user: user.reach not in (Reach.NOTHING, Reach.OWN)),)


class ParksConfig(AppConfig):
    name = "parks"
    verbose_name = _("Parks")
    default_auto_field = "django.db.models.BigAutoField"
    catalogs = (Catalog("InfrastructureKind", "infrastructure_kinds.csv"),)

    def ready(self) -> None:
        from parks import figures  # noqa: PLC0415 - models are ready only here
        from parks.panels import PARTS  # noqa: PLC0415 - models are ready only here

        figures.register()
        navigation.offer(*ENTRIES)
        navigation.restrict(lambda user: user.reach != Reach.NOTHING, "parks:park-list")
        panels.has_page("parks.park")
        panels.offer("parks.park", *PARTS)
        search.offer(Place(20, _("Parks"), self.find_parks))

    def find_parks(self, user: "User", words: str) -> Iterator[Hit]:
        from parks.models import Park  # noqa: PLC0415 - models are ready only here

        for park in Park.objects.visible_to(user).containing(words)[:MOST_HITS]:
            yield Hit(park.name, reverse("parks:park-detail", args=[park.pk]), park.code)
