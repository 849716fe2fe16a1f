from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from core import acts, gauges, outbox
from core.gauges import Gauge
from core.outbox import WAITING, Way

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from notices.models import Delivery


class NoticesConfig(AppConfig):
    name = "notices"
    verbose_name = _("Notices")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from notices import kinds  # noqa: PLC0415 - models are ready only here

        kinds.offer((kinds.OPERATIONS,))
        acts.offer("notices", _("Notices"), ("choose", _("Own notices chosen")))
        outbox.offer(Way("mail", _("E-mail messages"), self.messages))
        age = "Age of the oldest e-mail that waits; 0: none"
        gauges.offer(Gauge("oldest_undelivered_notice_seconds", age, self.oldest))

    def messages(self) -> "QuerySet[Delivery]":
        """The log of the digests and urgent messages."""
        from notices.models import Delivery  # noqa: PLC0415 - models are ready only here

        return Delivery.objects.select_related("recipient").order_by("-pk")

    def oldest(self) -> Mapping[tuple[str, ...], float]:
        """Seconds since the oldest e-mail that waits was made."""
        from core.services.watching import age  # noqa: PLC0415 - models are ready only here

        waiting = self.messages().filter(state__in=WAITING).order_by("created_at")
        return {(): age(waiting.values_list("created_at", flat=True).first())}
