"""The figures of the hazard sources: as they stand on file today."""

from collections.abc import Mapping
from urllib.parse import urlencode

from django.db.models import F, Model, Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.states import Reach
from core import clock, figures
from core.figures import Asked, Figure
from safety.models import HazardSource
from safety.states import HazardLevel

BODY = "hazard_sources"
UNIT = _("sources")
LINKS: Mapping[str, dict[str, str]] = {
    **{f"hazard_sources.level_{level.value}": {"level": str(level.value)} for level in HazardLevel},
    "hazard_sources.all": {"level": "major"},
    "hazard_sources.filing_late": {"due": "filing_late"},
    "hazard_sources.assessment_late": {"due": "assessment_late"},
}


class HazardSources:
    """The body: hazard sources on file, narrowed to a park."""

    name: str | Promise = _("Files of the hazard sources")
    several: frozenset[str] = frozenset()

    def open_to(self, user: User) -> bool:
        return user.reach in (Reach.COUNTY, Reach.PARK)

    def rows(self, asked: Asked) -> QuerySet[Model]:
        rows = HazardSource.objects.all()
        rows = rows.visible_to(asked.user) if asked.user else rows.filter(enterprise__county=asked.county)
        parks = asked.keys("park")
        return rows.filter(enterprise__park__in=parks) if parks else rows

    def link(self, code: str, asked: Asked) -> str:
        query = {**LINKS[code], **{name: value for name, value in asked.part.items() if name == "park"}}
        return f"{reverse('safety:source-list')}?{urlencode(query)}"

    def keyed(self, rows: QuerySet[Model], dimension: str) -> QuerySet[Model]:
        return rows.annotate(key=F(f"enterprise__{dimension}"))

    def narrowed(self, dimension: str, key: object) -> dict[str, str]:
        return {dimension: str(key)}


def _major(**more: object) -> Q:
    return Q(pk__in=HazardSource.objects.major().filter(**more).values("pk"))


def _of_level(level: HazardLevel) -> Figure:
    return Figure(
        f"hazard_sources.level_{level.value}",
        level.label,
        _("Major hazard sources of this level by their latest assessment, removed ones left out (GB 18218-2018)."),
        UNIT,
        BODY,
        lambda asked: _major(current__level=level.value),
    )


FIGURES = (
    Figure(
        "hazard_sources.all",
        _("Major hazard sources"),
        _("Hazard sources that have a level by their latest assessment, removed ones left out (GB 18218-2018)."),
        UNIT,
        BODY,
        lambda asked: _major(),
    ),
    *(_of_level(level) for level in HazardLevel),
    Figure(
        "hazard_sources.filing_late",
        _("Filing overdue"),
        _("Major hazard sources that were not filed in time after their latest assessment."),
        UNIT,
        BODY,
        lambda asked: Q(pk__in=HazardSource.objects.filing_late(clock.today()).values("pk")),
    ),
    Figure(
        "hazard_sources.assessment_late",
        _("Assessment overdue"),
        _("Hazard sources on file whose latest assessment is too old."),
        UNIT,
        BODY,
        lambda asked: Q(pk__in=HazardSource.objects.assessment_late(clock.today()).values("pk")),
    ),
)


def register() -> None:
    """Put them into the registry; called once by the app's config."""
    figures.offer(BODY, HazardSources(), FIGURES)
