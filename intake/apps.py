from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from core import acts, gauges, navigation, panels
from core.gauges import Gauge
from core.navigation import Entry

ON_LISTS = (
    ("bring", _("List brought")),
    ("sheet", _("Sheet of a list chosen")),
    ("columns", _("Columns of a list decided on")),
    ("start", _("Import of a list started")),
    ("cancel", _("Import of a list cancelled")),
    ("again", _("Import of a list started once more")),
    ("take", _("List imported")),
    ("undo", _("Import of a list taken back")),
    ("send-back", _("List filled in to be sent back")),
)
LAW = "law:amendment-list"
"""The list of the changes of the law, in whose head a workbook begins."""


class IntakeConfig(AppConfig):
    name = "intake"
    verbose_name = _("Import a list")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from intake.services.withdrawing import taken_back  # noqa: PLC0415 - models are ready only here
        from rectification.services import taken_back as told  # noqa: PLC0415 - models are ready only here

        may_import = Entry(60, _("Import a list"), "intake:import-list", lambda user: user.imports_lists, at_hand=True)
        may_bring = Entry(
            61, _("Import files"), "intake:register-list", lambda user: user.keeps_files and not user.imports_lists
        )
        from_book = Entry(73, _("Law from a workbook"), "intake:law-book", lambda user: user.keeps_law, under=LAW)
        may_correct = Entry(
            62, _("Paste corrections"), "intake:paste", lambda user: user.assigns, under="rectification:item-list"
        )
        navigation.offer(may_import, may_bring, from_book, may_correct)
        # Also who brings them by another word of the bar has the page.
        navigation.restrict(lambda user: user.keeps_files, "intake:register-list")
        gauges.offer(Gauge("imports_running", "Lists that are being imported now", self.running_imports))
        told.offer(taken_back)
        acts.offer("list", _("List of problems"), *ON_LISTS)
        self.offer_registers()

        from intake.panels import FROM_LISTS  # noqa: PLC0415 - models are ready only here

        for file in (
            "parks.park",
            "enterprises.enterprise",
            "projects.project",
            "safety.hazardsource",
            "capability.supervisor",
        ):
            panels.offer(file, FROM_LISTS)

    def offer_registers(self) -> None:
        """The kinds of lists of files that come in: on the page, in the command, in the tests."""
        from intake.imports.registers import (  # noqa: PLC0415 - models are ready only here
            enterprises,
            hazard_sources,
            hazard_substances,
            infrastructure,
            key_people,
            kinds,
            parks,
            permits,
            projects,
            supervisors,
        )

        kinds.offer(enterprises.ENTERPRISES, hazard_sources.HAZARD_SOURCES, key_people.KEY_PEOPLE, permits.PERMITS)
        kinds.offer(hazard_substances.HAZARD_SUBSTANCES)
        kinds.offer(projects.PROJECTS, infrastructure.INFRASTRUCTURE, parks.PARKS, supervisors.SUPERVISORS)

    def running_imports(self) -> dict[tuple[str, ...], float]:
        """How many lists are being imported."""
        from intake.models import ImportBatch  # noqa: PLC0415 - models are ready only here

        return {(): ImportBatch.objects.filter(stage=ImportBatch.Stage.RUNNING).count()}
