from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.states import Reach
from core import acts, navigation, panels, search
from core.navigation import Entry
from core.panels import Panel
from core.search import Hit, Place
from core.services.catalogs import Catalog
from documents import dossier_kinds
from documents.dossier_kinds import DossierKind
from notices import clocks

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from accounts.models import User
    from parks.models import Park

ENTRIES = (
    Entry(
        30,
        _("Parks"),
        "parks:park-list",
        lambda user: user.reach not in (Reach.NOTHING, Reach.OWN),
        word=navigation.FILES,
    ),
)


class ParksConfig(AppConfig):
    name = "parks"
    verbose_name = _("Parks")
    default_auto_field = "django.db.models.BigAutoField"
    catalogs = (
        Catalog("InfrastructureKind", "infrastructure_kinds.csv"),
        Catalog("VetoItem", "veto_items.csv"),
        Catalog("GradeEffect", "grade_effects.csv"),
    )

    def ready(self) -> None:
        from accounts.services import handing_over  # noqa: PLC0415 - models are ready only here
        from accounts.services.handed_leaders import of_files  # noqa: PLC0415 - models are ready only here
        from core.querysets import attachments_belong_to  # noqa: PLC0415 - models are ready only here
        from parks import clocks as our_clocks  # noqa: PLC0415 - models are ready only here
        from parks import figures  # noqa: PLC0415 - models are ready only here
        from parks.models import Park  # noqa: PLC0415 - models are ready only here
        from parks.panels import GROUPS, PARTS  # noqa: PLC0415 - models are ready only here
        from parks.querysets import files_seen_by  # noqa: PLC0415 - models are ready only here
        from parks.services import completeness  # noqa: PLC0415 - models are ready only here

        handing_over.offer(of_files("linked-parks", _("Parks to which the person is linked"), Park, order=20))
        figures.register()
        completeness.register()
        attachments_belong_to(files_seen_by)
        acts.offer(
            "quota",
            _("Pollutant quota"),
            ("post", _("Posted to a quota account")),
            ("overdraw", _("Posted to a quota account, overdraft signed")),
            ("reverse", _("Posting of a quota account reversed")),
        )
        navigation.offer(*ENTRIES)
        navigation.restrict(lambda user: user.reach != Reach.NOTHING, "parks:park-list", "parks:infrastructure-list")
        panels.has_page("parks.park", groups=GROUPS)
        dossier_kinds.offer(DossierKind("parks.park", _("Park file"), "parks:park-dossier"))
        panels.has_page("parks.capacityassessment", Panel)
        clocks.offer(*our_clocks.CLOCKS)
        panels.offer("parks.park", *PARTS)
        search.offer(Place(20, _("Parks"), self.find_parks, hit_of_parks, "parks:park-list", "parks"))

    def find_parks(self, user: "User", words: str) -> "QuerySet[Park]":
        from parks.models import Park  # noqa: PLC0415 - models are ready only here

        return Park.objects.visible_to(user).containing(words)


def hit_of_parks(found: "Park") -> Hit:
    return Hit(found.name, reverse("parks:park-detail", args=[found.pk]), found.code)
