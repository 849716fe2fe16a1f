from datetime import time
from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from core import acts, decisions, navigation, panels, search, steps
from core.navigation import Entry
from core.reasons import offer as offer_reasons
from core.search import Hit, Place
from core.services.catalogs import Catalog
from enterprises.apps import reads_files
from notices import clocks

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from accounts.models import User
    from safety.models import HazardSource

ENTRIES = (
    Entry(45, _("Hazard sources"), "safety:source-list", reads_files, under="enterprises:enterprise-list"),
    Entry(47, _("Proposed shortfalls"), "safety:shortfall-list", reads_files, under="enterprises:enterprise-list"),
)
NIGHT = time(2, 40)


class SafetyConfig(AppConfig):
    name = "safety"
    verbose_name = _("Safety")
    default_auto_field = "django.db.models.BigAutoField"
    catalogs = (
        Catalog("ToxicGas", "gb18218_table3_beta_toxic.csv"),
        Catalog("HazardClass", "gb18218_table2_classes.csv"),
        Catalog("ThresholdSubstance", "gb18218_table1_thresholds.csv"),
        Catalog("KeyProcess", "key_hazardous_processes.csv"),
        Catalog("KeyChemical", "key_supervised_chemicals.csv"),
        Catalog("QualificationRule", "qualification_rules.csv"),
    )

    def ready(self) -> None:
        from core.services import runs  # noqa: PLC0415 - models are ready only here
        from maps.services import layers  # noqa: PLC0415 - models are ready only here
        from safety import clocks as our_clocks  # noqa: PLC0415 - models are ready only here
        from safety import figures  # noqa: PLC0415 - models are ready only here
        from safety import panels as ours  # noqa: PLC0415 - models are ready only here
        from safety.services import (  # noqa: PLC0415 - models are ready only here
            completeness,
            consequences,
            explaining,
            on_the_map,
            proposing,
            reasons,
        )
        from safety.workflow import SHORTFALLS  # noqa: PLC0415 - models are ready only here

        figures.register()
        layers.offer(on_the_map.LAYER)
        completeness.register()
        for source in (reasons.of_sources, reasons.of_guarantors, reasons.of_people, reasons.of_preparedness):
            offer_reasons("enterprises.enterprise", source)
        clocks.offer(*our_clocks.CLOCKS)
        navigation.offer(*ENTRIES)
        panels.has_page("safety.hazardsource")
        panels.has_page("safety.shortfall")
        panels.offer("safety.shortfall", *ours.OF_A_SHORTFALL)
        panels.offer("enterprises.enterprise", *ours.OF_AN_ENTERPRISE, ours.PLACES_TAB)
        panels.offer("safety.hazardsource", *ours.OF_A_SOURCE)
        consequences.register()
        decisions.offer("shortfalls", explaining.PROPOSED)
        steps.gather("safety.services")
        acts.offer("shortfall", _("Proposed shortfall of safety"), *SHORTFALLS.acts())
        runs.name_job(proposing.JOB, _("Check of safety"), due=NIGHT)
        search.offer(Place(45, _("Hazard sources"), self.find_sources, hit_of_sources))

    def find_sources(self, user: "User", words: str) -> "QuerySet[HazardSource]":
        from safety.models import HazardSource  # noqa: PLC0415 - models are ready only here

        rows = HazardSource.objects.visible_to(user).select_related("enterprise")
        return rows.containing(words)


def hit_of_sources(found: "HazardSource") -> Hit:
    return Hit(found.name, found.get_absolute_url(), found.enterprise.label)
