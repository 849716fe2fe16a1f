"""一企一策: a plan, its measures, its experts, and the steps that it goes."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.errors import DomainError
from core.requests import SignedInRequest
from core.rules.bounds import whole
from core.services.acting import refuse_others, take
from core.views.editing import create, edit, place_of
from core.views.panels import file_page
from core.views.proving import proved
from documents.services.issuing import foreseen
from documents.views.checks import paper_check
from enterprises.models import Enterprise
from plans.forms import OpinionForm, PlanForm, PlanMeasureForm
from plans.models import EnterprisePlan, ExpertOpinion, PlanMeasure
from plans.panels.plans import ASKED
from plans.services import writing
from plans.services.plan_documents import PLAN
from plans.views.acting import pressed, reasoned
from plans.workflow import PLANS


@login_required
@require_safe
def plan_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    return file_page(request, _plan(request, pk), back=(_("One enterprise, one plan"), "plans:plan-list"))


@login_required
@require_http_methods(["GET", "POST"])
def plan_create(request: SignedInRequest, pk: int) -> HttpResponse:
    enterprise = get_object_or_404(Enterprise.objects.visible_to(request.user), pk=pk)
    title = _("New plan of %(name)s") % {"name": enterprise.label}
    back = f"{enterprise.get_absolute_url()}?tab=plans"
    return create(request, EnterprisePlan(enterprise=enterprise), PlanForm, title=title, back=back, write=writing.draft)


@login_required
@require_http_methods(["GET", "POST"])
def plan_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    plan = _plan(request, pk)
    return edit(request, plan, PlanForm, title=_("Edit %(name)s") % {"name": plan.name}, write=writing.change_plan)


@login_required
@require_http_methods(["GET", "POST"])
def plan_measure_create(request: SignedInRequest, pk: int) -> HttpResponse:
    plan = _plan(request, pk)
    row = PlanMeasure(plan=plan, organization=plan.enterprise.organization)
    title = _("Add a measure: %(name)s") % {"name": plan.name}
    return create(request, row, PlanMeasureForm, title=title, back=place_of(row), write=writing.add_measure)


@login_required
@require_http_methods(["GET", "POST"])
def plan_measure_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(PlanMeasure.objects.visible_to(request.user).select_related("plan"), pk=pk)
    title = _("Edit %(name)s") % {"name": row}
    return edit(request, row, PlanMeasureForm, title=title, write=writing.change_measure)


@login_required
@require_http_methods(["GET", "POST"])
def opinion_create(request: SignedInRequest, pk: int) -> HttpResponse:
    row = ExpertOpinion(plan=_plan(request, pk))
    title = _("Opinion of an expert: %(name)s") % {"name": row.plan.name}
    return create(request, row, OpinionForm, title=title, back=place_of(row), write=writing.add_opinion)


@login_required
@require_http_methods(["GET", "POST"])
def opinion_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(ExpertOpinion.objects.visible_to(request.user).select_related("plan"), pk=pk)
    title = _("Opinion of %(name)s") % {"name": row.expert}
    return edit(request, row, OpinionForm, title=title, write=writing.change_opinion)


def _decides(request: SignedInRequest, pk: int, code: str) -> bool:
    return code in PLANS.steps and PLANS.steps[code].approves


@login_required
@proved(when=_decides)
@require_http_methods(["GET", "POST"])
def plan_act(request: SignedInRequest, pk: int, code: str) -> HttpResponse:
    """A step that needs nothing but a press."""
    return pressed(request, PLANS, _plan(request, pk), code)


@login_required
@proved()
@require_http_methods(["GET", "HEAD", "POST"])
def plan_approve(request: SignedInRequest, pk: int) -> HttpResponse:
    """The paper as it will be printed, then the approval that issues it."""
    plan, refusal = _plan(request, pk), ""
    refuse_others(PLANS.steps["approve"], plan, request.user)
    if request.method == "POST":
        seen, version = request.POST.get("seen", ""), whole(request.POST.get("version", ""))
        try:
            take(PLANS, plan.pk, "approve", actor=request.user, version=version, seen=seen)
        except DomainError as refused:
            refusal = str(refused)
        else:
            messages.success(request, str(PLANS.steps["approve"].done))
            return redirect(plan)
    if not PLANS.allows("approve", plan, request.user):
        messages.error(request, refusal or str(PLANS.steps["approve"].refused))
        return redirect(plan)
    return _checked(request, plan, refusal)


def _checked(request: SignedInRequest, plan: EnterprisePlan, refusal: str) -> HttpResponse:
    try:
        paper = foreseen(PLAN, plan, actor=request.user)
    except DomainError as refused:
        messages.error(request, str(refused))
        return redirect(plan)
    return paper_check(
        request,
        paper,
        status=422 if refusal else 200,
        title=_("Approve the plan: %(name)s") % {"name": plan.name},
        name=plan.name,
        back=plan.get_absolute_url(),
        action=request.path,
        label=_("Approve the plan"),
        hidden=[("seen", paper.sha256), ("version", plan.version)],
        points=[(_("Measures"), plan.measures.count()), (_("Expert review"), plan.opinions.count())],
        refusal=refusal,
    )


@login_required
@require_http_methods(["GET", "POST"])
def plan_reason(request: SignedInRequest, pk: int, code: str) -> HttpResponse:
    """A step that needs a reason: sent back, withdrawn, a new edition."""
    return reasoned(request, PLANS, _plan(request, pk), code, dict(ASKED))


def _plan(request: SignedInRequest, pk: int) -> EnterprisePlan:
    rows = EnterprisePlan.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("enterprise__organization", "author", "approved_by"), pk=pk)
