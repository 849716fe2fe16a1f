"""标注: things are put on a plan one after the other, by a tap or by typed numbers."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.errors import DomainError
from core.forms import RefusedAt
from core.requests import SignedInRequest
from maps.forms import PlacementForm
from maps.models import Placement, Plan
from maps.models.placements import thing_named
from maps.services import placing, showing

TAKE_OFF = "take-off"


@login_required
@require_http_methods(["GET", "POST"])
def plan_placing(request: SignedInRequest, pk: int) -> HttpResponse:
    """The plan with the list of its things; the one that the link names gets its place here, or loses it."""
    plan = get_object_or_404(Plan.objects.visible_to(request.user).select_related("park", "picture"), pk=pk)
    if not request.user.keeps_files:
        raise PermissionDenied
    row = _row(request, plan)
    if row is None:
        return _page(request, plan)
    form = PlacementForm(request.POST or None, instance=row, user=request.user)
    if request.method == "POST" and _is_done(request, form, row):
        return redirect(_next(plan, row, request))
    return _page(request, plan, row, form)


def _page(
    request: SignedInRequest, plan: Plan, row: Placement | None = None, form: PlacementForm | None = None
) -> HttpResponse:
    every = showing.shown(plan.park, plan, request.user)
    key = f"{row.table}:{row.thing}" if row else ""
    named = next((pin for pin in every.pins if pin.key == key), None)
    context = {"plan": plan, "park": plan.park, "shown": every, "form": form, "row": row, "named": named}
    return render(request, "maps/placing.html", context, status=422 if form and form.errors else 200)


def _row(request: SignedInRequest, plan: Plan) -> Placement | None:
    said = request.GET.get("thing", "")
    if not said:
        return None
    named = thing_named(said)
    if named is None:
        raise Http404
    try:
        return placing.begun(plan, *named, actor=request.user)
    except DomainError as refusal:
        raise Http404 from refusal


def _is_done(request: SignedInRequest, form: PlacementForm, row: Placement) -> bool:
    """Whether the thing was placed, moved or taken off; else the form says why not."""
    with RefusedAt(form):
        if request.POST.get("act") == TAKE_OFF and row.pk:
            placing.take_off(row, actor=request.user, version=form.fields["version"].clean(form["version"].data))
            messages.success(request, _("Taken off the plan."))
            return True
        if not form.is_valid():
            return False
        given = form.cleaned_data
        placing.put(row, given["x"], given["y"], actor=request.user, version=given["version"])
        messages.success(request, _("Saved."))
        return True
    return False


def _next(plan: Plan, row: Placement, request: SignedInRequest) -> str:
    """The next thing of the same layer that has no place yet, else the plan itself."""
    missing = showing.shown(plan.park, plan, request.user).missing
    following = next((pin.key for pin in missing if pin.layer.table == row.table and pin.mark.pk != row.thing), "")
    here = reverse("maps:plan-placing", args=[plan.pk])
    return f"{here}?thing={following}" if following else here
