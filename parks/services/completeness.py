"""档案完整度: which data are asked of the file of a park."""

from collections.abc import Callable

from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core import completeness
from core.completeness import Datum, Group, columns
from parks.models import CapacityAssessment, Infrastructure, Park, ParkPaper, QuotaAccount, RiskAssessment, UpgradePlan
from parks.states import ParkGrade

KIND = "parks.park"
IDENTITY = ("short_name", "industries", "linked_leader", "contact_name", "contact_phone")
PLACE = ("area_hectares", "boundary")
RECOGNITION = ("recognition_document", "recognized_on", "recognition_valid_until", "plan_approved_on")
RISK = ("risk_grade", "risk_score", "risk_assessed_on")
CAPACITY = ("capacity_assessed_on",)
EXCLUDED = frozenset(["id", "code", "name", "county", "committee", "updated_at", "version"])
"""What every file has."""


def edited(park: Model) -> str:
    return reverse("parks:park-edit", args=[park.pk])


def keeper(park: Model) -> str | Promise:
    assert isinstance(park, Park)
    return park.committee.label


def _tab(name: str) -> Callable[[Model], str]:
    return lambda park: f"{reverse('parks:park-detail', args=[park.pk])}?tab={name}"


def _has(rows: Callable[[], QuerySet]) -> Callable[[], Q]:
    return lambda: Q(Exists(rows().filter(park=OuterRef("pk"))))


def above_d() -> Q:
    return ~Q(risk_grade__in=("", ParkGrade.D))


ROWS = (
    Datum("risk", _("A risk assessment"), _has(lambda: RiskAssessment.objects.all()), _tab("risk")),
    Datum("upgrade", _("An upgrade plan"), _has(lambda: UpgradePlan.objects.all()), _tab("recognition"), above_d),
    Datum("capacity", _("A capacity assessment"), _has(lambda: CapacityAssessment.objects.all()), _tab("capacity")),
    Datum("papers", _("Plans and land papers"), _has(lambda: ParkPaper.objects.all()), _tab("recognition")),
    Datum("infrastructure", _("Infrastructure"), _has(lambda: Infrastructure.objects.all()), _tab("infrastructure")),
    Datum("quota", _("Quota accounts"), _has(lambda: QuotaAccount.objects.all()), _tab("quota")),
)
GROUPS = (
    Group("identity", _("Identity"), 10, columns(Park, edited, IDENTITY)),
    Group("place", _("Place"), 20, columns(Park, edited, PLACE)),
    Group("recognition", _("Recognition"), 30, columns(Park, edited, RECOGNITION)),
    Group("risk", _("Safety risk"), 40, columns(Park, _tab("risk"), RISK)),
    Group("capacity", _("Carrying capacity"), 50, columns(Park, edited, CAPACITY)),
    Group("rows", _("What stands in the file"), 60, ROWS),
)


def register() -> None:
    """Called once by the app's config."""
    completeness.kept_by(KIND, keeper)
    completeness.offer(KIND, *GROUPS)
