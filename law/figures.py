"""The figures of papers that cite what had ended (rules R11, 6)."""

from urllib.parse import urlencode

from django.db.models import F, Model, Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.states import Reach
from core import figures
from core.figures import Asked, Figure
from law.models import DefectivePaper
from law.querysets import WAITING

BODY = "defects"
UNIT = _("papers")
LINKS: dict[str, dict[str, str]] = {"defects.all": {}, "defects.waiting": {"waiting": "true"}}


class Defects:
    """The body: papers that were listed because they cite what had ended by their day, once for each instrument."""

    name: str | Promise = _("Defective papers")
    several: frozenset[str] = frozenset()

    def open_to(self, user: User) -> bool:
        return user.reach == Reach.COUNTY

    def rows(self, asked: Asked) -> QuerySet[Model]:
        rows = DefectivePaper.objects.all()
        return rows.visible_to(asked.user) if asked.user else rows.filter(paper__county=asked.county)

    def link(self, code: str, asked: Asked) -> str:
        return f"{reverse('law:defect-list')}?{urlencode(LINKS[code])}"

    def keyed(self, rows: QuerySet[Model], dimension: str) -> QuerySet[Model]:
        return rows.annotate(key=F(dimension))

    def narrowed(self, dimension: str, key: object) -> dict[str, str]:
        return {dimension: str(key)}


FIGURES = (
    Figure(
        "defects.all",
        _("Defective papers"),
        _("Issued papers that cite what had ended by their day, voided ones included; one for each instrument."),
        UNIT,
        BODY,
        lambda asked: Q(),
    ),
    Figure(
        "defects.waiting",
        _("Defective papers without a verdict"),
        _("Those that hold and of which the legal reviewer has said nothing yet."),
        UNIT,
        BODY,
        lambda asked: WAITING,
    ),
)


def register() -> None:
    """Put them into the registry; called once by the app's config."""
    figures.offer(BODY, Defects(), FIGURES)
