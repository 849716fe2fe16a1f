"""档案完整度: what of safety is asked of the file of an enterprise."""

from collections.abc import Callable
from typing import TypeVar

from django.db.models import Count, Exists, Model, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core import clock, completeness
from core.completeness import Datum, Group
from enterprises.services.completeness import KIND
from enterprises.states import OperatingState
from safety.models import Drill, EmergencyPlan, HazardSource, HeldChemical, KeyPerson, OperatedProcess, StatusAssessment
from safety.states import Duty, PlanKind, Post, SourceState

AT_WORK = (OperatingState.OPERATING, OperatingState.TRIAL)
Row = TypeVar("Row", bound=Model)
Asks = Callable[[], Q]


def _mine(rows: QuerySet[Row]) -> Q:
    """Whether there is such a row of the enterprise."""
    return Q(Exists(rows.filter(enterprise=OuterRef("pk"))))


def at_work() -> Q:
    return Q(state__in=AT_WORK)


def has_sources() -> Q:
    return Q(has_major_hazard_source=True)


def _unguarded() -> QuerySet[HazardSource]:
    """Major hazard sources of which not every duty has somebody."""
    running = Count("guarantors", filter=Q(guarantors__ended_on=None))
    return HazardSource.objects.major().annotate(duties=running).filter(duties__lt=len(Duty))


def _plan(kind: PlanKind, **more: object) -> Asks:
    return lambda: _mine(EmergencyPlan.objects.filter(kind=kind, replaced_on=None, **more))


def _tab(name: str) -> Callable[[Model], str]:
    return lambda file: f"{reverse('enterprises:enterprise-detail', args=[file.pk])}?tab={name}"


def _add(name: str) -> Callable[[Model], str]:
    return lambda file: reverse(f"safety:enterprise-{name}-add", args=[file.pk])


def _post(post: Post) -> Datum:
    known = lambda: _mine(KeyPerson.objects.in_post(clock.today()).filter(post=post))  # noqa: E731 - asked each time
    return Datum(f"post-{post.value.lower()}", post.label, known, _add("person"), at_work)


SOURCES = (
    Datum(
        "process",
        _("Key hazardous processes"),
        lambda: _mine(OperatedProcess.objects.running()),
        _add("process"),
        lambda: Q(has_key_process=True),
    ),
    Datum(
        "chemical",
        _("At most held of each key supervised chemical"),
        lambda: ~_mine(HeldChemical.objects.running().filter(amount=None)),
        _tab("key-safety"),
        lambda: Q(has_key_chemical=True),
    ),
    Datum(
        "assessed",
        _("Every hazard source assessed"),
        lambda: ~_mine(HazardSource.objects.exclude(state=SourceState.REMOVED).filter(current=None)),
        _tab("hazard-sources"),
        at_work,
    ),
    Datum(
        "filed",
        _("Every major hazard source filed"),
        lambda: ~_mine(HazardSource.objects.unfiled()),
        _tab("hazard-sources"),
        has_sources,
    ),
    Datum(
        "guarantors",
        _("Three guarantors of every major hazard source"),
        lambda: ~_mine(_unguarded()),
        _tab("hazard-sources"),
        has_sources,
    ),
)
PEOPLE = (
    _post(Post.PRINCIPAL),
    _post(Post.SAFETY_STAFF),
    Datum(
        "educated",
        _("Education of every key person"),
        lambda: ~_mine(KeyPerson.objects.in_post(clock.today()).filter(education="")),
        _tab("key-people"),
        at_work,
    ),
)
PREPARED = (
    Datum("plan-safety", _("Emergency plan for accidents"), _plan(PlanKind.SAFETY), _add("plan"), at_work),
    Datum(
        "plan-filed",
        _("Emergency plan for accidents filed"),
        _plan(PlanKind.SAFETY, filed_on__isnull=False),
        _tab("preparedness"),
        at_work,
    ),
    Datum("plan-environment", _("Environmental emergency plan"), _plan(PlanKind.ENVIRONMENT), _add("plan"), at_work),
    Datum("drill", _("Drills"), lambda: _mine(Drill.objects.all()), _add("drill"), at_work),
    Datum(
        "status",
        _("Safety status assessment with its conclusion"),
        lambda: _mine(StatusAssessment.objects.exclude(conclusion="")),
        _add("assessment"),
        lambda: Q(state=OperatingState.OPERATING),
    ),
    Datum(
        "external-distance",
        _("External safety distance by a report"),
        lambda: (
            _mine(StatusAssessment.objects.with_distance())
            | _mine(HazardSource.objects.exclude(external_distance=None))
        ),
        _tab("preparedness"),
        has_sources,
    ),
)


def _group(name: str, label: Promise, order: int, data: tuple[Datum, ...]) -> Group:
    return Group(f"safety-{name}", label, order, data)


def register() -> None:
    """Called once by the app's config."""
    completeness.offer(
        KIND,
        _group("sources", _("Hazard sources, key processes and chemicals"), 60, SOURCES),
        _group("people", _("Key people"), 70, PEOPLE),
        _group("prepared", _("Plans and drills"), 80, PREPARED),
    )
