"""措施转台账: one measure or all of a plan, by one press; the measures of parks are written here too."""

from collections.abc import Callable, Sequence

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, resolve_url
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from core.errors import DomainError
from core.fields import scoped
from core.requests import SignedInRequest
from core.views.checking import Check, act_check
from core.views.editing import create, edit, place_of
from parks.models import CapacityAssessment, UpgradePlan
from plans.forms import FeedbackProblemForm, UpgradeMeasureForm
from plans.models import FeedbackProblem, UpgradeMeasure
from plans.services.placing import KINDS, Kind, MeasureRow, place_all, place_one, waiting
from rectification.services import measures


@login_required
@require_http_methods(["GET", "POST"])
def measure_place(request: SignedInRequest, kind: str, pk: int) -> HttpResponse:
    """One measure becomes an item of the ledger."""
    of = _kind(kind)
    row = get_object_or_404(scoped(of.rows).visible_to(request.user), pk=pk)
    plan = getattr(row, of.to_plan)
    if request.method == "GET":
        return _checked(request, of, plan, [each for each in waiting(of, plan) if each.pk == row.pk])
    return _placed(request, lambda: [place_one(of, row, actor=request.user)], _page(plan))


@login_required
@require_http_methods(["GET", "POST"])
def measures_place(request: SignedInRequest, kind: str, pk: int) -> HttpResponse:
    """All measures of a plan that are not on the ledger yet."""
    of = _kind(kind)
    plan = get_object_or_404(scoped(of.plans).visible_to(request.user), pk=pk)
    if request.method == "GET":
        return _checked(request, of, plan, waiting(of, plan))
    return _placed(request, lambda: place_all(of, plan, actor=request.user), _page(plan))


@login_required
@require_http_methods(["GET", "POST"])
def upgrade_measure_create(request: SignedInRequest, pk: int) -> HttpResponse:
    plan = get_object_or_404(UpgradePlan.objects.visible_to(request.user).select_related("park"), pk=pk)
    row = UpgradeMeasure(plan=plan, organization=plan.park.committee)
    title = _("Add a measure of the upgrade plan of %(park)s") % {"park": plan.park.label}
    return create(request, row, UpgradeMeasureForm, title=title, back=place_of(row))


@login_required
@require_http_methods(["GET", "POST"])
def upgrade_measure_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(UpgradeMeasure.objects.visible_to(request.user).select_related("plan__park"), pk=pk)
    return edit(request, row, UpgradeMeasureForm, title=_("Edit %(name)s") % {"name": row})


@login_required
@require_http_methods(["GET", "POST"])
def feedback_create(request: SignedInRequest, pk: int) -> HttpResponse:
    rows = CapacityAssessment.objects.visible_to(request.user).select_related("park")
    row = FeedbackProblem(assessment=get_object_or_404(rows, pk=pk))
    title = _("Add a problem fed back to %(park)s") % {"park": row.assessment.park.label}
    return create(request, row, FeedbackProblemForm, title=title, back=place_of(row))


@login_required
@require_http_methods(["GET", "POST"])
def feedback_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    rows = FeedbackProblem.objects.visible_to(request.user).select_related("assessment__park")
    row = get_object_or_404(rows, pk=pk)
    return edit(request, row, FeedbackProblemForm, title=_("Edit %(name)s") % {"name": row})


def _kind(code: str) -> Kind:
    if code not in KINDS:
        raise Http404
    return KINDS[code]


def _page(plan: models.Model) -> str:
    """The page that shows the measures of a plan."""
    return f"{resolve_url(getattr(plan, 'dossier', plan))}?tab=measures"


def _checked(request: SignedInRequest, of: Kind, plan: models.Model, rows: Sequence[MeasureRow]) -> HttpResponse:
    """Which measures become items, of which units and until when, before the press."""
    if not measures.places(request.user):
        raise PermissionDenied
    if not rows or not of.may(plan):
        return redirect(_page(plan))
    points = [(f"{n}. {row}", _said(of, row)) for n, row in enumerate(rows, 1)]
    means = _("Each becomes an item of the ledger, which is assigned and followed there and can only be voided.")
    return act_check(request, Check(_("Put on the ledger"), means, str(plan), _page(plan), points))


def _said(of: Kind, row: MeasureRow) -> str:
    """Who is to do it, and until when."""
    unit = of.given(row).lead_organization
    return " · ".join(filter(None, (unit.label if unit else "", date_format(row.deadline, "DATE_FORMAT"))))


def _placed(request: SignedInRequest, act: Callable[[], Sequence[object]], back: str) -> HttpResponse:
    try:
        number = len(act())
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        said = ngettext("%(n)s measure is on the ledger now.", "%(n)s measures are on the ledger now.", number)
        messages.success(request, said % {"n": number})
    return redirect(back)
