from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from core import acts, gauges, navigation
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


class IntakeConfig(AppConfig):
    name = "intake"
    verbose_name = _("Import a list")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from intake.services.withdrawing import taken_back  # noqa: PLC0415 - models are ready only here
        from rectification.services import taken_back as told  # noqa: PLC0415 - models are ready only here

        may_import = Entry(60, _("Import a list"), "intake:import-list", lambda user: user.imports_lists, at_hand=True)
        navigation.offer(may_import)
        gauges.offer(Gauge("imports_running", "Lists that are being imported now", self.running_imports))
        told.offer(taken_back)
        acts.offer("list", _("List of problems"), *ON_LISTS)

    def running_imports(self) -> dict[tuple[str, ...], float]:
        """How many lists are being imported."""
        from intake.models import ImportBatch  # noqa: PLC0415 - models are ready only here

        return {(): ImportBatch.objects.filter(stage=ImportBatch.Stage.RUNNING).count()}
