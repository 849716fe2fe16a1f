from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from core import acts, gauges, navigation, outbox
from core.gauges import Gauge
from core.navigation import Entry
from core.outbox import WAITING, Way

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from accounts.models import User
    from notices.models import Delivery


ACTS = (
    ("choose", _("Own notices chosen")),
    ("feed-make", _("Calendar feed made")),
    ("feed-revoke", _("Calendar feed revoked")),
)


def has_rows(user: "User") -> bool:
    """Whether there are rows of business for this person, whose last days a calendar could show."""
    return not user.is_administrator


CALENDAR = Entry(
    15, _("Calendar of last days"), "notices:calendar", has_rows, at_hand=True, under="notices:notice-list"
)


class NoticesConfig(AppConfig):
    name = "notices"
    verbose_name = _("Notices")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from core.services import runs  # noqa: PLC0415 - models are ready only here
        from notices import kinds  # noqa: PLC0415 - models are ready only here
        from notices.services import clock_checks, clock_notices  # noqa: PLC0415 - models are ready only here

        kinds.offer((kinds.OPERATIONS, kinds.CLOCKS))
        clock_checks.register()
        runs.name_job(clock_notices.JOB, _("Permits and other clocks"), due=clock_notices.BEGINS)
        acts.offer("notices", _("Notices"), *ACTS)
        navigation.offer(CALENDAR)
        navigation.restrict(has_rows, "notices:calendar-export")
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
