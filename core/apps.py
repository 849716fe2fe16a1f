from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from core import navigation, search
from core.search import Place


class CoreConfig(AppConfig):
    name = "core"
    default_auto_field = "django.db.models.BigAutoField"
    invariants = ("core.services.invariant_checks.CHECKS",)

    def ready(self) -> None:
        search.offer(Place(90, _("Pages"), navigation.find_pages))
