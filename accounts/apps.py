from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from core import navigation
from core.navigation import Entry

ENTRIES = (
    Entry(80, _("Accounts"), "accounts:user-list", lambda user: user.is_administrator),
    Entry(81, _("Units"), "accounts:organization-list", lambda user: user.is_administrator),
)


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("Accounts")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        navigation.offer(*ENTRIES)
