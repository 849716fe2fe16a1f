from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.states import Reach
from core import navigation, panels, search
from core.navigation import Entry
from core.reasons import offer as offer_reasons
from core.search import Hit, Place
from core.services.catalogs import Catalog
from documents import dossier_kinds
from documents.dossier_kinds import DossierKind
from notices import clocks

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from accounts.models import User
    from enterprises.models import Enterprise

FILED = (Reach.COUNTY, Reach.PARK, Reach.OWN)


def reads_files(user: "User") -> bool:
    return user.reach in FILED


ENTRIES = (
    Entry(40, _("Enterprises"), "enterprises:enterprise-list", reads_files, word=navigation.FILES),
    Entry(45, _("Permits"), "enterprises:permit-list", reads_files, under="enterprises:enterprise-list"),
)


class EnterprisesConfig(AppConfig):
    name = "enterprises"
    verbose_name = _("Enterprises")
    default_auto_field = "django.db.models.BigAutoField"
    catalogs = (Catalog("PermitKind", "permit_kinds.csv"),)

    def ready(self) -> None:
        from accounts.services import handing_over  # noqa: PLC0415 - models are ready only here
        from accounts.services.handed_leaders import of_files  # noqa: PLC0415 - models are ready only here
        from core.querysets import attachments_belong_to  # noqa: PLC0415 - models are ready only here
        from enterprises import clocks as our_clocks  # noqa: PLC0415 - models are ready only here
        from enterprises import figures  # noqa: PLC0415 - models are ready only here
        from enterprises.models import Enterprise  # noqa: PLC0415 - models are ready only here
        from enterprises.panels import files, permits  # noqa: PLC0415 - models are ready only here
        from enterprises.querysets import scans_seen_by  # noqa: PLC0415 - models are ready only here
        from enterprises.services import (  # noqa: PLC0415 - models are ready only here
            completeness,
            on_the_map,
            operating,
            reasons,
        )
        from maps.services import layers  # noqa: PLC0415 - models are ready only here

        handing_over.offer(
            of_files("linked-enterprises", _("Enterprises to which the person is linked"), Enterprise, order=21)
        )
        figures.register()
        layers.offer(on_the_map.LAYER)
        completeness.register()
        offer_reasons("enterprises.enterprise", reasons.of_permits)
        offer_reasons("enterprises.enterprise", reasons.of_file)
        operating.register()
        navigation.offer(*ENTRIES)
        attachments_belong_to(scans_seen_by)
        panels.has_page("enterprises.enterprise", groups=files.GROUPS)
        dossier_kinds.offer(
            DossierKind(
                "enterprises.enterprise",
                _("Enterprise file"),
                "enterprises:enterprise-dossier",
                frozenset({"projects.project"}),
            )
        )
        panels.has_page("enterprises.permit")
        panels.offer("enterprises.permit", *permits.PARTS)
        panels.offer("parks.park", *files.IN_THE_PARK)
        panels.offer("enterprises.enterprise", *files.OF_AN_ENTERPRISE)
        clocks.offer(*our_clocks.CLOCKS)
        search.offer(
            Place(
                30,
                _("Enterprises"),
                self.find_enterprises,
                hit_of_enterprises,
                "enterprises:enterprise-list",
                "enterprises",
            )
        )

    def find_enterprises(self, user: "User", words: str) -> "QuerySet[Enterprise]":
        from enterprises.models import Enterprise  # noqa: PLC0415 - models are ready only here

        return Enterprise.objects.visible_to(user).containing(words)


def hit_of_enterprises(found: "Enterprise") -> Hit:
    return Hit(found.name, reverse("enterprises:enterprise-detail", args=[found.pk]), found.credit_code)
