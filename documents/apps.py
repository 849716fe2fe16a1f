from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from core import acts, navigation


class DocumentsConfig(AppConfig):
    name = "documents"
    verbose_name = _("Documents")
    default_auto_field = "django.db.models.BigAutoField"
    invariants = ("documents.services.invariants.CHECKS",)

    def ready(self) -> None:
        navigation.offer_to_all(_("Check a paper"), "documents:paper-verify")
        acts.offer("dossier", _("File as one"), ("ask", _("File asked for as one, with its attachments or without")))
