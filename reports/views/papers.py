"""月报: the list of the editions, a report as it will be printed, two months side by side."""

from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.errors import DomainError, StaleError
from core.forms import SeenForm, refuse
from core.requests import SignedInRequest
from core.services.acting import refuse_others, take
from core.views.proving import proved
from documents.pages import shown
from documents.services.files import Leaving, rendered
from documents.states import FileKind
from documents.views.papers import left_as_file
from reports.forms import ActForm, BuildForm, CircularForm, CorrectionForm, RemarksForm
from reports.models import Circular, MonthlyReport
from reports.querysets import is_official
from reports.services import building, circulars, comparing, deciding, files
from reports.services.writing import document_of
from reports.workflow import CIRCULARS, REPORTS, later_edition

PEOPLE = ("reviewed_by__organization", "approved_by", "document__issued_by__organization")
FORMS: dict[str, type[Form]] = {"remarks": RemarksForm, "correct": CorrectionForm}


@login_required
@require_POST
def report_build(request: SignedInRequest) -> HttpResponse:
    form = BuildForm(request.POST, user=request.user)
    if form.is_valid():
        try:
            report = building.build_for(request.user, form.cleaned_data["month"], form.cleaned_data["park"])
        except DomainError as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The report is built."))
            return redirect(report)
    for name, faults in form.errors.items():
        messages.error(request, f"{form.fields[name].label}: {' '.join(map(str, faults))}")
    return redirect("reports:report-list")


def _report(request: SignedInRequest, pk: int) -> MonthlyReport:
    rows = MonthlyReport.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("park", "county", *PEOPLE), pk=pk)


@login_required
@require_safe
def report_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    return _page(request, _report(request, pk))


def _said(report: MonthlyReport) -> dict[str, object]:
    """What people have written in a report, in its version."""
    return {"version": report.version, "problems": report.problems, "next_steps": report.next_steps}


def _page(request: SignedInRequest, report: MonthlyReport, failed: Form | None = None, act: str = "") -> HttpResponse:
    document = document_of(report)
    given = _said(report)
    context = {
        "report": report,
        **shown(document),
        "faults": deciding.what_does_not_agree(report),
        "unwritten": deciding.unwritten(report) if report.is_draft else (),
        "steps": REPORTS.offered(report, request.user),
        "buttons": REPORTS.buttons(report, request.user),
        "later": later_edition(report),
        "others": comparing.others(report, request.user),
        "kinds": FileKind,
        "shows_sent": report.is_issued and is_official(request.user),
        "failed": failed,
        "remarks_form": failed if act == "remarks" else RemarksForm(initial=given),
        "correction_form": failed if act == "correct" else CorrectionForm(initial=given),
    }
    return render(request, "reports/report_detail.html", context, status=422 if failed else 200)


@login_required
@proved(when=lambda request, pk, act: REPORTS.steps[act].approves)
@require_POST
def report_act(request: SignedInRequest, pk: int, act: str) -> HttpResponse:
    report = _report(request, pk)
    refuse_others(REPORTS.steps[act], report, request.user)
    form = FORMS.get(act, ActForm)(request.POST, initial=_said(report))
    if form.is_valid():
        try:
            done = take(REPORTS, report.pk, act, actor=request.user, **form.cleaned_data)
        except DomainError as refusal:
            _refuse(form, report, refusal)
        else:
            messages.success(request, str(REPORTS.steps[act].done))
            return redirect(done)
    return _page(request, report, form, act)


def _refuse(form: Form, report: MonthlyReport, refusal: DomainError) -> None:
    """Say why not; what was typed on an older version is meant for the present one once it has been looked at."""
    if refusal.status == StaleError.status and isinstance(form, SeenForm):
        form.meet(report, refusal)
    else:
        refuse(form, refusal)


@login_required
@require_safe
def report_beside(request: SignedInRequest, pk: int, other: int) -> HttpResponse:
    """Two months, figure by figure."""
    report, beside = _report(request, pk), _report(request, other)
    lines = comparing.lines(report, beside)
    return render(request, "reports/report_beside.html", {"report": report, "beside": beside, "lines": lines})


@login_required
@require_POST
def circular_draft(request: SignedInRequest) -> HttpResponse:
    form = CircularForm(request.POST)
    if form.is_valid():
        try:
            return redirect(circulars.draft(request.user, **form.cleaned_data))
        except DomainError as refusal:
            messages.error(request, str(refusal))
    for name, faults in form.errors.items():
        messages.error(request, f"{form.fields[name].label}: {' '.join(map(str, faults))}")
    return redirect("reports:circular-list")


def _circular(request: SignedInRequest, pk: int) -> Circular:
    rows = Circular.objects.visible_to(request.user).select_related("drafted_by__organization", "document")
    return get_object_or_404(rows, pk=pk)


@login_required
@require_safe
def circular_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    circular = _circular(request, pk)
    document = circulars.document_of(circular)
    context = {
        "circular": circular,
        **shown(document),
        "buttons": CIRCULARS.buttons(circular, request.user),
    }
    return render(request, "reports/circular_detail.html", context)


@login_required
@proved(when=lambda request, pk, act: CIRCULARS.steps[act].approves)
@require_POST
def circular_act(request: SignedInRequest, pk: int, act: str) -> HttpResponse:
    """Approve or issue the version that was seen."""
    circular, form = _circular(request, pk), ActForm(request.POST)
    if form.is_valid():
        try:
            take(CIRCULARS, circular.pk, act, actor=request.user, **form.cleaned_data)
        except DomainError as refusal:
            messages.error(request, str(refusal))
    return redirect(circular)


def _circular_leaving(request: SignedInRequest, pk: int) -> Leaving:
    document = circulars.document_of(_circular(request, pk))
    return Leaving(document.title, partial(rendered, document))


circular_file = left_as_file(_circular_leaving)
report_file = left_as_file(lambda request, pk: files.leaving(_report(request, pk)))
