from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from core.services.catalogs import Catalog


class EnterprisesConfig(AppConfig):
    name = "enterprises"
    verbose_name = _("Enterprises")
    default_auto_field = "django.db.models.BigAutoField"
    catalogs = (Catalog("PermitKind", "permit_kinds.csv"),)
