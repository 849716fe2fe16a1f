"""一企一张: all visits of the year at one plant on one sheet; what a person does at a single line."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from accounts.states import Reach
from annualplans.forms import OF_LINES, LineForm
from annualplans.models import Line, UnplacedVisit
from annualplans.panels import LineRow, columns_of, rows_of
from annualplans.services import lines
from annualplans.views.plans import plan_of
from annualplans.workflow import LINES, prepares
from core.errors import DomainError
from core.forms import RefusedAt
from core.listing import Column, Table
from core.requests import SignedInRequest
from core.rules.bounds import whole
from core.services.acting import refuse_others
from core.views.checking import check_step

MISSING = (
    Column("body", gettext_lazy("Inspecting body"), "body.label", style="problem"),
    Column("purpose", gettext_lazy("Purpose"), "get_purpose_display"),
    Column("number", gettext_lazy("Visits without a month"), "number", "number", labelled=True),
    Column("why", gettext_lazy("Why there is no month"), "get_why_display", labelled=True),
)


@login_required
@require_safe
def line_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """A line stands on the sheet of its plant: all visits of the year there, whoever pays them.

    The plant itself reads it once the plan is in force.
    """
    user = request.user
    rows = Line.objects.visible_to(user).select_related("plan", "enterprise__park")
    line = get_object_or_404(rows, pk=pk)
    plan, enterprise = line.plan, line.enterprise
    found = rows_of(plan, enterprise, user)
    missing = UnplacedVisit.objects.visible_to(user).filter(plan=plan, enterprise=enterprise).select_related("body")
    is_official = user.reach != Reach.OWN
    context = {
        "plan": plan,
        "enterprise": enterprise,
        "table": Table(str(plan), columns_of(plan, user), found),
        "missing": Table(_("Visits without a month"), MISSING, list(missing)),
        "days": sum(row.line.days for row in found),
        "visits": len(found),
        "together": _dates(found),
        "is_official": is_official,
        "back": plan.get_absolute_url() if is_official else enterprise.get_absolute_url(),
    }
    return render(request, "annualplans/sheet.html", context)


def _dates(found: list[LineRow]) -> int:
    """How often somebody comes, those who go together counted once."""
    alone = sum(row.line.is_alone for row in found)
    return alone + len({row.line.month for row in found if not row.line.is_alone})


@login_required
@require_http_methods(["GET", "POST"])
def line_create(request: SignedInRequest, pk: int) -> HttpResponse:
    """Enter a visit: ordered by a superior, or beside what the settings ask."""
    plan = plan_of(request, pk)
    if not prepares(request.user):
        raise PermissionDenied
    if not plan.is_open:
        return redirect(plan)
    form = LineForm(request.POST or None, plan=plan, user=request.user)
    if request.method == "POST" and form.is_valid():
        with RefusedAt(form):
            made = lines.add(plan, form.given(), actor=request.user)
            messages.success(request, _("Entered, and fixed there."))
            return redirect(made)
    context = {"form": form, "title": _("Enter a planned visit"), "act": _("Enter"), "back": plan.get_absolute_url()}
    return render(request, "core/edit.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def line_act(request: SignedInRequest, pk: int, act: str) -> HttpResponse:
    """One page for every step of a line."""
    rows = Line.objects.visible_to(request.user).select_related("plan", "enterprise", "body")
    line, step = get_object_or_404(rows, pk=pk), LINES.steps[act]
    refuse_others(step, line, request.user)
    if act not in OF_LINES:
        return _pressed(request, line, act)
    if request.method == "GET" and not LINES.allows(act, line, request.user):
        return redirect(line)
    form = OF_LINES[act](request.POST or None, thing=line)
    if request.method == "POST" and form.is_valid():
        with RefusedAt(form):
            lines.act(line, act, actor=request.user, **form.cleaned_data)
            messages.success(request, str(step.done))
            return redirect(line.plan if act == "remove" else line)
    context = {"form": form, "title": f"{step.label}：{line}", "act": step.label, "back": line.get_absolute_url()}
    return render(request, "core/edit.html", context, status=422 if form.errors else 200)


def _pressed(request: SignedInRequest, line: Line, act: str) -> HttpResponse:
    step = LINES.steps[act]
    if request.method != "POST":
        return check_step(request, LINES, line, act, str(line)) if step.means else redirect(line)
    try:
        lines.act(line, act, actor=request.user, version=whole(request.POST.get("version", "")))
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, str(step.done))
    return redirect(line)
