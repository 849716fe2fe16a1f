from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from core import navigation, panels
from core.navigation import Entry


class MapsConfig(AppConfig):
    name = "maps"
    verbose_name = _("Map")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from core.querysets import attachments_belong_to  # noqa: PLC0415 - models are ready only here
        from maps import panels as ours  # noqa: PLC0415 - models are ready only here
        from maps.querysets import files_seen_by  # noqa: PLC0415 - models are ready only here
        from maps.services import layers  # noqa: PLC0415 - models are ready only here

        attachments_belong_to(files_seen_by)
        navigation.offer(Entry(31, _("Map"), "maps:map", ours.sees_the_map, word=navigation.FILES))
        panels.offer("parks.park", *ours.OF_A_PARK)
        panels.offer("enterprises.enterprise", *ours.OF_AN_ENTERPRISE)
        for layer in ours.LAYERS:
            layers.offer(layer)
