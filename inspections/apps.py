from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from core import acts
from core.services.catalogs import Catalog


class InspectionsConfig(AppConfig):
    name = "inspections"
    verbose_name = _("Inspections")
    default_auto_field = "django.db.models.BigAutoField"
    catalogs = (Catalog("ProblemCategory", "problem_categories.csv"),)
    invariants = ("inspections.services.invariants.CHECKS",)

    def ready(self) -> None:
        from core.querysets import attachments_belong_to  # noqa: PLC0415 - models are ready only here
        from inspections.querysets import photos_seen_by  # noqa: PLC0415 - models are ready only here
        from inspections.services import citing  # noqa: PLC0415 - models are ready only here
        from law.services import resting  # noqa: PLC0415 - models are ready only here

        attachments_belong_to(photos_seen_by)
        resting.offer(resting.Resting(_("Findings"), citing.findings_on))
        acts.offer("finding", _("Finding"), ("record", _("Finding recorded")))
