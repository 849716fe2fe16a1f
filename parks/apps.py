from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from core.services.catalogs import Catalog


class ParksConfig(AppConfig):
    name = "parks"
    verbose_name = _("Parks")
    default_auto_field = "django.db.models.BigAutoField"
    catalogs = (Catalog("InfrastructureKind", "infrastructure_kinds.csv"),)
