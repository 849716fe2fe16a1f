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

FILED = (Reach.COUNTY, Reach.PARK, Reach.OWN)


def reads_files(user: "User") -> bool:
    return user.reach in FILED


ENTRIES = (
    Entry(40, _("Enterprises"), "enterprises:enterprise-list", reads_files),
    Entry(50, _("Projects"), "enterprises:project-list", reads_files),
)


class EnterprisesConfig(AppConfig):
    name = "enterprises"
    verbose_name = _("Enterprises")
    default_auto_field = "django.db.models.BigAutoField"
    catalogs = (Catalog("PermitKind", "permit_kinds.csv"),)

    def ready(self) -> None:
        from enterprises import figures  # noqa: PLC0415 - models are ready only here
        from enterprises import panels as ours  # noqa: PLC0415 - models are ready only here

        figures.register()
        navigation.offer(*ENTRIES)
        navigation.restrict(reads_files, "enterprises:enterprise-export")
        for file in ("enterprises.enterprise", "enterprises.project"):
            panels.has_page(file)
        panels.offer("parks.park", *ours.IN_THE_PARK)
        panels.offer("enterprises.enterprise", *ours.OF_AN_ENTERPRISE)
        panels.offer("enterprises.project", *ours.OF_A_PROJECT)
        search.offer(Place(30, _("Enterprises"), self.find_enterprises))
        search.offer(Place(40, _("Projects"), self.find_projects))

    def find_enterprises(self, user: "User", words: str) -> Iterator[Hit]:
        from enterprises.models import Enterprise  # noqa: PLC0415 - models are ready only here

        for found in Enterprise.objects.visible_to(user).containing(words)[:MOST_HITS]:
            yield Hit(found.name, reverse("enterprises:enterprise-detail", args=[found.pk]), found.credit_code)

    def find_projects(self, user: "User", words: str) -> Iterator[Hit]:
        from enterprises.models import Project  # noqa: PLC0415 - models are ready only here

        rows = Project.objects.visible_to(user).select_related("enterprise")
        for found in rows.containing(words)[:MOST_HITS]:
            yield Hit(found.name, reverse("enterprises:project-detail", args=[found.pk]), found.enterprise.label)
