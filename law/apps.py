from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from accounts.states import Reach
from core import acts, navigation, steps
from core.navigation import Entry
from core.services.catalogs import Catalog

if TYPE_CHECKING:
    from accounts.models import User


def reads_law(user: "User") -> bool:
    """Whoever works on problems, in office, park or enterprise."""
    return user.reach in (Reach.COUNTY, Reach.PARK, Reach.OWN)


def keeps_county(user: "User") -> bool:
    """Whoever works for the whole county."""
    return bool(user.reach == Reach.COUNTY)


AMENDED = (
    ("draw-up", _("Change of the law drawn up")),
    ("add-row", _("Row added to a change of the law")),
    ("new-row", _("Row of the law entered")),
    ("end-row", _("Row of the law ended")),
)
"""What is told of a change of the catalogue beside its steps: how it came about, and each row that it changed."""


class LawConfig(AppConfig):
    name = "law"
    verbose_name = _("Law in force")
    default_auto_field = "django.db.models.BigAutoField"
    catalogs = (
        Catalog("Instrument", "legal_instruments.csv"),
        Catalog("Basis", "legal_bases.csv"),
        Catalog("Criterion", "major_accident_hazard_criteria.csv"),
    )

    def ready(self) -> None:
        from documents.services import issuing  # noqa: PLC0415 - models are ready only here
        from law import figures  # noqa: PLC0415 - models are ready only here
        from law.services import defects  # noqa: PLC0415 - models are ready only here
        from law.workflow import AMENDMENTS  # noqa: PLC0415 - models are ready only here

        figures.register()
        steps.gather("law.services")
        acts.offer("amendment", _("Change of the catalogue of the law"), *AMENDED, *AMENDMENTS.acts())
        acts.offer("law", _("Law in force"), ("review", _("Legal review of a basis noted")))
        navigation.offer(Entry(70, _("Law clock"), "law:clock", reads_law, word=navigation.FILES))
        navigation.offer(Entry(72, _("Maintenance of the law"), "law:amendment-list", keeps_county, under="law:clock"))
        navigation.offer(Entry(74, _("Defective papers"), "law:defect-list", keeps_county, under="law:clock"))
        navigation.restrict(keeps_county, "law:book-download")
        issuing.afterwards(defects.look_at)
        acts.offer("defect", _("Defective paper"), ("judge", _("Verdict of the legal reviewer noted")))
        navigation.restrict(reads_law, "law:instrument-list", "law:basis-list", "law:criterion-list")
