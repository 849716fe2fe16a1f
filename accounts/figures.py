"""消息成效: what people have been told, and what has become of it; per person and day."""

from datetime import date, timedelta
from urllib.parse import urlencode

from django.db.models import F, Model, Q, QuerySet
from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core import clock, figures
from core.figures import Asked, Figure, Rate
from core.states import DeliveryState
from notices.models import Notice

BODY = "notices"
UNIT = _("notices")


class Notices:
    """The body: the notices of those whom a person watches over, of a month, a person, a day."""

    name: str | Promise = _("Notices")
    several: frozenset[str] = frozenset()

    def open_to(self, user: User) -> bool:
        return True

    def rows(self, asked: Asked) -> QuerySet[Model]:
        county = Q(organization__county=asked.county)
        people = User.objects.overseen_by(asked.user) if asked.user else User.objects.filter(county)
        rows = Notice.objects.filter(recipient__in=people)
        if asked.month is not None:
            rows = rows.filter(_within(asked.month.first, asked.month.last))
        if "day" in asked.part:
            day = date.fromisoformat(asked.part["day"])
            rows = rows.filter(_within(day, day))
        people_asked = asked.keys("person")
        return rows.filter(recipient__in=people_asked) if people_asked else rows

    def link(self, code: str, asked: Asked) -> str:
        return f"{reverse('accounts:notice-log')}?{urlencode({'figure': code, **asked.link()})}"

    def keyed(self, rows: QuerySet[Model], dimension: str) -> QuerySet[Model]:
        if dimension == "day":
            return rows.annotate(key=TruncDate("created_at", tzinfo=get_default_timezone()))
        return rows.annotate(key=F("recipient"))

    def narrowed(self, dimension: str, key: object) -> dict[str, str]:
        return {dimension: str(key)}


def _within(first: date, last: date) -> Q:
    return Q(created_at__gte=clock.start_of(first), created_at__lt=clock.start_of(last + timedelta(days=1)))


FIGURES = (
    Figure("notices.told", _("Told"), _("Notices in the application."), UNIT, BODY, lambda asked: Q()),
    Figure(
        "notices.mailed",
        _("Sent by e-mail"),
        _("Went along with a digest or an urgent message that the mail server has taken."),
        UNIT,
        BODY,
        lambda asked: Q(delivery__state=DeliveryState.SENT),
    ),
    Figure(
        "notices.urgent",
        _("Urgent ones"),
        _("Could not wait for the digest of the next morning."),
        UNIT,
        BODY,
        lambda asked: Q(is_urgent=True),
    ),
    Figure(
        "notices.opened",
        _("Opened"),
        _("Read by the recipient in the application."),
        UNIT,
        BODY,
        lambda asked: Q(read_at__isnull=False),
    ),
    Figure(
        "notices.acted_on",
        _("Acted on"),
        _("The recipient has taken a step on what it is about afterwards."),
        UNIT,
        BODY,
        lambda asked: Q(acted_at__isnull=False),
    ),
    Rate(
        "notices.opened_rate",
        _("Share opened"),
        _("Of all notices told, those opened."),
        "notices.opened",
        "notices.told",
    ),
    Rate(
        "notices.acted_on_rate",
        _("Share acted on"),
        _("Of all notices told, those acted on."),
        "notices.acted_on",
        "notices.told",
    ),
)


def register() -> None:
    """Put them into the registry; called once by the app's config."""
    figures.offer(BODY, Notices(), FIGURES)
