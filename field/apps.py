from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from core import acts, navigation, panels
from core.navigation import Entry

if TYPE_CHECKING:
    from accounts.models import User


def records_findings(user: "User") -> bool:
    return user.records_findings


class FieldConfig(AppConfig):
    name = "field"
    verbose_name = _("Field capture")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from field.panels import OFFERED  # noqa: PLC0415 - models are ready only here

        acts.offer("field", _("Field capture"), ("pack", _("Data for work without a connection handed out")))
        for file, parts in OFFERED.items():
            panels.offer(file, *parts)
        navigation.offer(
            Entry(22, _("Field capture"), "field:capture", records_findings, under="rectification:item-list")
        )
        navigation.restrict(records_findings, "field:pack", "field:photo-send", "field:finding-send")
        navigation.restrict(records_findings, "field:answers-send", "field:signature-send")
        navigation.stand_in("rectification:item-register", "field:capture")
