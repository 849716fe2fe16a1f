"""双随机: commit, draw, redraw; the page of a draw, its recomputation, its record as a file."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.errors import DomainError
from core.forms import RefusedAt
from core.requests import SignedInRequest, seen_version
from core.services.acting import refuse_others, take
from core.views.checking import check_step
from core.views.privacy import personal_data
from draws.forms import DrawForm, RedrawForm
from draws.models import Draw
from draws.services.drawing import commit, hand_out
from draws.views.showing import points_of, reckoned, shown
from draws.workflow import DRAWERS, DRAWS, REPLACED, draws_at_all, why_not


@login_required
@require_http_methods(["GET", "POST"])
def draw_create(request: SignedInRequest) -> HttpResponse:
    """Commit a draw; its page shows candidates and commitment before anything is drawn."""
    if not draws_at_all(request.user):
        raise PermissionDenied(str(DRAWERS))
    form = DrawForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        with RefusedAt(form):
            made = commit(form.given(), actor=request.user)
            messages.success(request, _("Committed; candidates and commitment are published on this page."))
            return redirect(made)
    title = _("Commit a draw")
    context = {"form": form, "title": title, "act": title, "back": reverse("draws:draw-list")}
    return render(request, "core/edit.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
@personal_data
def draw_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """The draw as it stands; asked to, it is reckoned again from its record."""
    draw = _draw(request, pk)
    is_asked = "recompute" in request.GET and draw.drawn_at is not None
    context = {
        "draw": draw,
        "may": DRAWS.offered(draw, request.user),
        "reckoned": reckoned(draw) if is_asked else None,
        **shown(draw, request.user),
    }
    return render(request, "draws/draw.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def draw_draw(request: SignedInRequest, pk: int) -> HttpResponse:
    """Draw, once; what it means is said before the press."""
    draw = _draw(request, pk)
    if request.method != "POST":
        return check_step(request, DRAWS, draw, "draw", draw.title, points_of(draw))
    refuse_others(DRAWS.steps["draw"], draw, request.user)
    try:
        take(DRAWS, pk, "draw", actor=request.user, version=seen_version(request))
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, str(DRAWS.steps["draw"].done))
    return redirect(draw)


@login_required
@require_http_methods(["GET", "POST"])
def draw_redraw(request: SignedInRequest, pk: int) -> HttpResponse:
    """Commit anew with a reason; the earlier one stays."""
    draw, step = _draw(request, pk), DRAWS.steps["redraw"]
    refuse_others(step, draw, request.user)
    if request.method != "POST" and not DRAWS.allows("redraw", draw, request.user):
        messages.error(request, why_not(draw, REPLACED))
        return redirect(draw)
    form = RedrawForm(request.POST or None, thing=draw)
    if request.method == "POST" and form.is_valid():
        with RefusedAt(form):
            made = take(DRAWS, pk, "redraw", actor=request.user, **form.cleaned_data)
            messages.success(request, str(step.done))
            return redirect(made)
    title = f"{step.label}：{draw.title}"
    context = {
        "form": form,
        "title": title,
        "act": step.label,
        "back": draw.get_absolute_url(),
        "lead": "draws/_redraw_lead.html",
        **shown(draw, request.user),
    }
    return render(request, "core/edit.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
@personal_data
def draw_record(request: SignedInRequest, pk: int) -> HttpResponse:
    """The record as a file, for `script/verify_draw`."""
    draw = _draw(request, pk)
    record = hand_out(draw, actor=request.user)
    answer = JsonResponse(record, json_dumps_params={"ensure_ascii": False, "indent": 1})
    answer["Content-Disposition"] = f'attachment; filename="draw-{draw.pk}.json"'
    return answer


def _draw(request: SignedInRequest, pk: int) -> Draw:
    rows = Draw.objects.visible_to(request.user).select_related(
        "organization", "park", "redraw_of", "redrawn_as", "committed_by__organization", "drawn_by__organization"
    )
    return get_object_or_404(rows, pk=pk)
