from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from core.services.catalogs import Catalog


class RectificationConfig(AppConfig):
    name = "rectification"
    verbose_name = _("Rectification")
    default_auto_field = "django.db.models.BigAutoField"
    catalogs = (Catalog("SignOffStep", "sign_off_steps.csv"),)

    def ready(self) -> None:
        from core.querysets import attachments_belong_to  # noqa: PLC0415 - models are ready only here
        from rectification.querysets import files_seen_by  # noqa: PLC0415 - models are ready only here
        from rectification.services import reminder_checks  # noqa: PLC0415 - models are ready only here

        attachments_belong_to(files_seen_by)
        reminder_checks.register()
