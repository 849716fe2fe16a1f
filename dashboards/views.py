"""看板: the same board of the county, a park, a department, an enterprise; counties side by side."""

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.models import Organization
from accounts.states import Reach
from core import figures
from core.figures import Asked
from core.requests import SignedInRequest
from dashboards.forms import ASSIGNED, LEADS, AsOfForm, DepartmentForm, Tab
from dashboards.services import boards
from dashboards.services.boards import Board
from enterprises.models import Enterprise
from meetings.services import baselines, looking
from meetings.services.baselines import Baseline
from parks.models import Park
from rectification.services import desk

CITY = ("ledger.open", "ledger.overdue", "ledger.major_open", "ledger.new", "ledger.closed", "ledger.done_rate",
        "ledger.on_time_rate", "ledger.overdue_rate")  # fmt: skip


def _board(request: SignedInRequest, title: str, *, with_units: bool = True, **part: object) -> HttpResponse:
    form = AsOfForm(request.GET)
    asked = form.asked(request.user).of(**part)
    board = boards.board(title, asked, since=_since(request, asked), with_units=with_units, on_wall=_on_wall(request))
    return _shown(request, form, board)


def _on_wall(request: SignedInRequest) -> bool:
    return request.GET.get("wall") == "1"


def _since(request: SignedInRequest, asked: Asked) -> Baseline | None:
    """Since when somebody has not looked; a wall looks for nobody, and a past day has no reader."""
    if asked.as_of is not None or _on_wall(request):
        return None
    return baselines.of_visit(looking.look(request.user), asked)


def _shown(request: SignedInRequest, form: AsOfForm, board: Board, switch: Sequence[Tab] = ()) -> HttpResponse:
    asked, wall = board.asked, _on_wall(request)
    if wall:
        request.session.hang_on_the_wall(request.path)
    context = {
        "board": board,
        "form": form,
        "month": asked.month,
        "past": asked.as_of,
        "switch": switch,
    }
    page = "dashboards/wall.html" if wall else "dashboards/board.html"
    return render(request, page, context, status=200 if form.is_valid() else 422)


@login_required
@require_safe
def county(request: SignedInRequest) -> HttpResponse:
    """The county head's first screen."""
    if request.user.reach != Reach.COUNTY:
        raise Http404
    if request.user.organization.county is None:
        return redirect("dashboards:city")
    return _board(request, request.user.organization.county.name)


@login_required
@require_safe
def park(request: SignedInRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Park.objects.visible_to(request.user), pk=pk)
    if request.user.reach not in (Reach.COUNTY, Reach.PARK):
        raise Http404
    return _board(request, found.name, park=found.pk)


@login_required
@require_safe
def department(request: SignedInRequest, pk: int) -> HttpResponse:
    """What a unit answers for or, asked for that, what it has assigned."""
    units = Organization.objects.visible_to(request.user)
    found = get_object_or_404(units if request.user.reach == Reach.COUNTY else units.none(), pk=pk)
    form = DepartmentForm(request.GET)
    asked = form.asked(request.user)
    title = f"{found.name} · {form.said}" if form.relation == ASSIGNED else found.name
    asked = asked.of(**{form.relation: found.pk})
    with_units = form.relation == ASSIGNED
    board = boards.board(title, asked, since=_since(request, asked), with_units=with_units, on_wall=_on_wall(request))
    return _shown(request, form, board, form.tabs if desk.has_assigned(found, asked.person) else ())


@login_required
@require_safe
def enterprise(request: SignedInRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Enterprise.objects.visible_to(request.user), pk=pk)
    if request.user.reach == Reach.PUBLIC:
        raise Http404
    return _board(request, found.name, with_units=False, enterprise=found.pk)


@login_required
@require_safe
def mine(request: SignedInRequest) -> HttpResponse:
    """The board of the own unit, park or enterprise; of the office, what it has assigned: it leads next to nothing."""
    if request.user.assigns:
        board = reverse("dashboards:department", args=[request.user.organization_id])
        return redirect(f"{board}?items={ASSIGNED if request.user.is_coordinator else LEADS}")
    model: Any = Park if request.user.reach == Reach.PARK else Enterprise
    own = {"committee": request.user.organization} if model is Park else {"organization": request.user.organization}
    found = model.objects.visible_to(request.user).filter(**own).order_by("pk").first()
    if found is None or request.user.reach not in (Reach.PARK, Reach.OWN):
        raise Http404
    return redirect("dashboards:park" if model is Park else "dashboards:enterprise", pk=found.pk)


@login_required
@require_safe
def city(request: SignedInRequest) -> HttpResponse:
    """Several counties side by side, for a body above them; one for whoever sees one."""
    if request.user.reach != Reach.COUNTY:
        raise Http404
    form = AsOfForm(request.GET)
    asked = form.asked(request.user)
    context = {
        "lines": boards.side_by_side(asked, CITY),
        "heads": [figures.named(code) for code in CITY],
        "title": _("Counties side by side"),
        "form": form,
        "past": asked.as_of,
    }
    return render(request, "dashboards/city.html", context, status=200 if form.is_valid() else 422)
