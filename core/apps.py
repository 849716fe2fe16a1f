from typing import Any

from django.apps import AppConfig
from django.core import checks
from django.utils.translation import gettext_lazy as _

from core import acts, navigation, outbox, search
from core.navigation import Entry
from core.outbox import Way
from core.search import Place


class CoreConfig(AppConfig):
    name = "core"
    default_auto_field = "django.db.models.BigAutoField"
    invariants = ("core.services.invariant_checks.CHECKS",)

    def ready(self) -> None:
        from core.checks import keys_fit  # noqa: PLC0415 - models are ready only here

        checks.register(keys_fit, checks.Tags.database)
        acts.offer("file", _("File"), ("add", _("Added to a file")), ("change", _("File changed")))
        navigation.offer(Entry(79, _("Operations"), "core:operations", lambda user: user.keeps_accounts))
        outbox.offer(Way("mail", _("E-mail messages"), self.digests))
        search.offer(Place(90, _("Pages"), navigation.find_pages))

    def digests(self) -> Any:
        """The log of the digests and urgent messages."""
        deliveries: Any = self.get_model("Delivery")
        return deliveries.objects.select_related("recipient").order_by("-pk")
