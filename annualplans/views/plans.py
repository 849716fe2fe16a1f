"""年度计划: prepared, shown on one page with the load of each body, proposed, approved by another person."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Sum
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from accounts.states import Reach
from annualplans.forms import OF_PLANS, PlanForm, ShareForm
from annualplans.listings import MONTH_NAMES, Mark, PlantRow, plants_of
from annualplans.models import Line, Share, UnplacedVisit, YearPlan
from annualplans.services import arranging, drafting
from annualplans.states import MONTHS, PlanState
from annualplans.workflow import PLANS, prepares
from core.errors import DomainError
from core.forms import RefusedAt
from core.listing import Column, Table, facts_of
from core.requests import SignedInRequest
from core.rules.bounds import whole
from core.services.acting import refuse_others, take
from core.views.checking import check_step
from core.views.editing import edit
from core.views.listing import Found, Lot, show
from core.views.proving import proved
from enterprises.models import Enterprise

FACTS = (
    Column("reason", gettext_lazy("Reason of the change"), "reason", "prose", empty="/"),
    Column("drafted", pgettext_lazy("yearly plan", "Prepared by"), "drafted_by.full_label", path="drafted_by"),
    Column("reckoned", gettext_lazy("Last reckoned"), "reckoned_at", "moment", empty="—"),
    Column(
        "proposed", pgettext_lazy("yearly plan", "Proposed by"), "proposed_by.full_label", path="proposed_by", empty="—"
    ),
    Column(
        "decided", pgettext_lazy("yearly plan", "Decided by"), "decided_by.full_label", path="decided_by", empty="—"
    ),
    Column("decided_at", pgettext_lazy("yearly plan", "Decided"), "decided_at", "moment", empty="—"),
    Column("opinion", gettext_lazy("Opinion on the plan"), "opinion", "prose", empty="—"),
)
TALLIES = (
    Column("body", gettext_lazy("Inspecting body"), "body", style="problem"),
    Column("planned", gettext_lazy("Planned visits"), "planned", "number", labelled=True),
    Column("due", gettext_lazy("Of months that are over"), "due", "number", labelled=True),
    Column("done", pgettext_lazy("yearly plan", "Visited"), "done", "number", labelled=True),
    Column("late", pgettext_lazy("yearly plan", "Not visited in its month"), "late", "number", labelled=True),
)


@dataclass(frozen=True)
class Load:
    """Planned days of a month against the inspection days that there are."""

    days: int
    limit: int

    @property
    def is_over(self) -> bool:
        return self.days > self.limit


@dataclass(frozen=True)
class ShareRow:
    """What a body does in a plan, and its load by month."""

    share: Share
    loads: Sequence[Load]
    may_edit: bool

    @property
    def cap(self) -> str:
        if self.share.cap is None:
            return _("no cap published")
        return _("%(cap)s (%(year)s)") % {"cap": self.share.cap, "year": self.share.cap_year}


def _load_column(month: int) -> Column:
    return Column(
        f"month-{month}", MONTH_NAMES[month - 1], lambda row: row.loads[month - 1], "annualplans/_load.html",
        labelled=True,
        style="plan-month",
    )  # fmt: skip


LOADS = (
    Column("body", gettext_lazy("Inspecting body"), "share.body.label", style="problem"),
    *(_load_column(month) for month in range(1, MONTHS + 1)),
)
ASKED = (
    Column("body", gettext_lazy("Inspecting body"), "share.body.label", "annualplans/_share.html", style="problem"),
    *(
        Column(name, label, f"share.{name}", "number", labelled=True)
        for name, label in (
            ("grade_a", gettext_lazy("Grade A")),
            ("grade_b", gettext_lazy("Grade B")),
            ("grade_c", gettext_lazy("Grade C")),
            ("grade_d", gettext_lazy("Grade D")),
            ("no_grade", gettext_lazy("Other plants")),
            ("rounds_high", gettext_lazy("Rounds, level 1 or 2")),
            ("rounds_low", gettext_lazy("Rounds, level 3 or 4")),
            ("visit_days", gettext_lazy("Days of a visit")),
            ("round_days", gettext_lazy("Days of a round")),
            ("teams", gettext_lazy("Teams")),
        )
    ),
    Column("cap", gettext_lazy("Yearly cap of visits"), "cap", labelled=True),
)


def plan_of(request: SignedInRequest, pk: int) -> YearPlan:
    rows = YearPlan.objects.visible_to(request.user).select_related(
        "county", "drafted_by__organization", "proposed_by__organization", "decided_by__organization"
    )
    return get_object_or_404(rows, pk=pk)


@login_required
@require_http_methods(["GET", "POST"])
def plan_create(request: SignedInRequest) -> HttpResponse:
    if not prepares(request.user):
        raise PermissionDenied
    form = PlanForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        with RefusedAt(form):
            made = drafting.draft(form.given(), actor=request.user)
            messages.success(request, _("Begun; set what each body does, then have it reckoned."))
            return redirect(made)
    title, back = _("Prepare a yearly plan"), reverse("annualplans:yearplan-list")
    context = {"form": form, "title": title, "act": title, "back": back}
    return render(request, "core/edit.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
def plan_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """The plan on one page: plants as rows, months as columns."""
    plan = plan_of(request, pk)

    def lines(request: SignedInRequest, found: Found, page: Lot) -> list[object]:
        return list(_rows(plan, list(page.object_list), request))

    return show(request, plants_of(plan, request.user), lines=lines, more=lambda *shown: _head(plan, request))


def _rows(plan: YearPlan, plants: Sequence[Enterprise], request: SignedInRequest) -> list[PlantRow]:
    """The plants of a page with their lines; of a plan in force with how each stands."""
    rows = Line.objects.visible_to(request.user).filter(plan=plan, enterprise__in=plants).select_related("body")
    if body := whole(request.GET.get("body", "")):
        rows = rows.filter(body=body)
    lines = list(rows.order_by("month", "body__protocol_order", "pk"))
    standings = arranging.standings_of(lines, request.user) if plan.state == PlanState.IN_FORCE else {}
    marks: dict[int, dict[int, list[Mark]]] = defaultdict(lambda: defaultdict(list))
    for line in lines:
        mark = Mark(line.body.label, line, standings.get(line.pk))
        marks[line.enterprise_id][line.month].append(mark)
    missing = UnplacedVisit.objects.visible_to(request.user).filter(plan=plan, enterprise__in=plants)
    numbers = dict(missing.order_by().values_list("enterprise").annotate(n=Sum("number")))
    return [PlantRow(plant, plan, marks[plant.pk], numbers.get(plant.pk, 0)) for plant in plants]


def _head(plan: YearPlan, request: SignedInRequest) -> dict[str, object]:
    """What stands above the grid: steps, course, and what of it is done by body."""
    user = request.user
    lines = Line.objects.visible_to(user).filter(plan=plan)
    is_official = user.reach == Reach.COUNTY
    steps = [step for step in PLANS.steps.values() if PLANS.allows(step.name, plan, user)]
    return {
        "plan": plan,
        "steps": [(step, "btn btn-primary" if step.name in ("reckon", "approve") else "btn") for step in steps],
        "may_add": plan.is_open and prepares(user),
        "may_change": plan.state == PlanState.IN_FORCE and prepares(user),
        "facts": facts_of(plan, FACTS),
        "tallies": Table(_("Planned and visited by body"), TALLIES, arranging.tallies_of(plan, lines)),
        "is_official": is_official,
        "missing": UnplacedVisit.objects.visible_to(user).filter(plan=plan).aggregate(n=Sum("number"))["n"] or 0,
        "asked": lines.exclude(asked_month=None).select_related("enterprise", "body") if is_official else (),
    }


@login_required
@require_safe
def plan_load(request: SignedInRequest, pk: int) -> HttpResponse:
    """The load of each body by month against its inspection days, and the settings by which the plan is reckoned."""
    plan = plan_of(request, pk)
    shares = Share.objects.visible_to(request.user).filter(plan=plan).select_related("body", "plan")
    days = Line.objects.visible_to(request.user).filter(plan=plan).order_by().values_list("body", "month")
    taken = {(body, month): number for body, month, number in days.annotate(n=Sum("days"))}
    may_edit = plan.is_open and prepares(request.user)
    rows = [_share_row(share, taken, may_edit=may_edit) for share in shares]
    context = {
        "plan": plan,
        "loads": Table(_("Planned days of inspection days"), LOADS, rows),
        "asked": Table(_("Visits a year of each body"), ASKED, rows),
    }
    return render(request, "annualplans/load.html", context)


def _share_row(share: Share, taken: dict[tuple[int, int], int], *, may_edit: bool) -> ShareRow:
    limits = share.capacity
    loads = [Load(taken.get((share.body_id, month), 0), limits.get(month, 0)) for month in range(1, MONTHS + 1)]
    return ShareRow(share, loads, may_edit)


@login_required
@require_http_methods(["GET", "POST"])
def share_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    share = get_object_or_404(Share.objects.visible_to(request.user).select_related("plan", "body"), pk=pk)
    if not prepares(request.user):
        raise PermissionDenied
    title = _("Visits a year: %(body)s") % {"body": share.body.label}
    return edit(request, share, ShareForm, title=title, write=drafting.change_share)


def has_effect(request: SignedInRequest, pk: int, act: str) -> bool:
    """Whether the step approves."""
    return PLANS.steps[act].approves


@login_required
@proved(when=has_effect)
@require_http_methods(["GET", "POST"])
def plan_act(request: SignedInRequest, pk: int, act: str) -> HttpResponse:
    plan, step = plan_of(request, pk), PLANS.steps[act]
    refuse_others(step, plan, request.user)
    if request.method == "GET" and not PLANS.allows(act, plan, request.user):
        return redirect(plan)
    if act not in OF_PLANS:
        return _pressed(request, plan, act)
    form = OF_PLANS[act](request.POST or None, thing=plan)
    if request.method == "POST" and form.is_valid():
        with RefusedAt(form):
            take(PLANS, plan.pk, act, actor=request.user, **form.cleaned_data)
            messages.success(request, str(step.done))
            return redirect(plan)
    context = {"form": form, "title": f"{step.label}：{plan}", "act": step.label, "back": plan.get_absolute_url()}
    context |= {"lead": "annualplans/_act_lead.html", **_head(plan, request)}
    return render(request, "core/edit.html", context, status=422 if form.errors else 200)


def _pressed(request: SignedInRequest, plan: YearPlan, act: str) -> HttpResponse:
    step = PLANS.steps[act]
    if request.method != "POST":
        return check_step(request, PLANS, plan, act, str(plan)) if step.means else redirect(plan)
    try:
        take(PLANS, plan.pk, act, actor=request.user, version=whole(request.POST.get("version", "")))
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, str(step.done))
    return redirect(plan)
