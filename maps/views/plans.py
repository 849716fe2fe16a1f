"""园区图: a new drawing or boundary, what is said of one, and the named places of a park."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core import clock
from core.forms import RefusedAt
from core.requests import SignedInRequest
from core.views.editing import create, edit
from maps.forms import BoundaryForm, DrawingForm, PlaceForm, PlanForm
from maps.models import Place, Plan
from maps.services import plans
from maps.states import PlanKind
from parks.models import Park


def _park(request: SignedInRequest, pk: int) -> Park:
    park = get_object_or_404(Park.objects.visible_to(request.user), pk=pk)
    if not request.user.keeps_files:
        raise PermissionDenied
    return park


@login_required
@require_http_methods(["GET", "POST"])
def drawing_create(request: SignedInRequest, pk: int) -> HttpResponse:
    row = Plan(park=_park(request, pk), drawn_on=clock.today(), kind=PlanKind.DRAWING)
    form = DrawingForm(request.POST or None, files=request.FILES or None, instance=row, user=request.user)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with RefusedAt(form):
            plans.file_drawing(
                form.instance,
                given["drawing"],
                actor=request.user,
                names=form.names(),
                takes_over=given["takes_over"],
            )
            messages.success(request, _("Saved. Set the scale, then put things on it."))
            return redirect("maps:plan-edit", form.instance.pk)
    title = _("Add a drawing of %(name)s") % {"name": row.park.label}
    return _shown(request, form, "maps/drawing.html", title, row.park)


@login_required
@require_http_methods(["GET", "POST"])
def boundary_create(request: SignedInRequest, pk: int) -> HttpResponse:
    row = Plan(park=_park(request, pk), drawn_on=clock.today(), kind=PlanKind.BOUNDARY)
    form = BoundaryForm(request.POST or None, instance=row, user=request.user)
    if request.method == "POST" and form.is_valid():
        geojson = form.cleaned_data["geojson"]
        with RefusedAt(form):
            saved = plans.file_boundary(form.instance, geojson, actor=request.user, names=form.names())
            messages.success(request, _("Saved."))
            return redirect(saved)
    title = _("Add the boundary of %(name)s") % {"name": row.park.label}
    return _shown(request, form, "core/edit.html", title, row.park)


@login_required
@require_http_methods(["GET", "POST"])
def plan_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """What is said of a plan, and the two points that give a drawing its scale."""
    plan = get_object_or_404(Plan.objects.visible_to(request.user).select_related("park", "picture"), pk=pk)
    title = _("Edit %(name)s") % {"name": plan}
    return edit(request, plan, PlanForm, title=title, template="maps/plan.html")


@login_required
@require_http_methods(["GET", "POST"])
def place_create(request: SignedInRequest, pk: int) -> HttpResponse:
    park = _park(request, pk)
    title = _("Name a place of %(name)s") % {"name": park.label}
    return create(request, Place(park=park), PlaceForm, title=title, back=_map_of(park))


@login_required
@require_http_methods(["GET", "POST"])
def place_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    place = get_object_or_404(Place.objects.visible_to(request.user).select_related("park"), pk=pk)
    return edit(request, place, PlaceForm, title=_("Edit %(name)s") % {"name": place})


def _map_of(park: Park) -> str:
    return reverse("maps:park-map", args=[park.pk])


def _shown(request: SignedInRequest, form: BaseForm, template: str, title: str, park: Park) -> HttpResponse:
    context = {"form": form, "title": title, "back": _map_of(park)}
    return render(request, template, context, status=422 if form.errors else 200)
