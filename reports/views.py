"""月报: the list of the editions, a report as it will be printed, two months side by side."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from core.errors import DomainError
from core.forms import SeenForm
from core.requests import SignedInRequest
from core.views.proving import proved
from documents.pages import shown
from reports.forms import ActForm, BuildForm, CircularForm, CorrectionForm, RemarksForm
from reports.models import Circular, MonthlyReport
from reports.services import building, circulars, comparing, deciding, files
from reports.services.deciding import StaleReportError
from reports.services.writing import document_of
from reports.states import FileKind

TYPES = {
    FileKind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileKind.PDF: "application/pdf",
    FileKind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
PEOPLE = ("reviewed_by__organization", "approved_by", "issued_by__organization")
CIRCULAR_ACTS: dict[str, Callable[..., Circular]] = {"approve": circulars.approve, "issue": circulars.issue}
FORMS: dict[str, type[Form]] = {"remarks": RemarksForm, "correct": CorrectionForm}
ACTS: dict[str, tuple[Callable[..., MonthlyReport], object]] = {
    "remarks": (deciding.write_remarks, gettext_lazy("The remarks are saved.")),
    "review": (deciding.review, gettext_lazy("Reviewed; a leader is to approve it.")),
    "approve": (deciding.approve, gettext_lazy("Approved; it can be issued.")),
    "issue": (deciding.issue, gettext_lazy("Issued; nothing of it changes any more.")),
    "correct": (deciding.correct, gettext_lazy("A further edition has been made; the old one stays.")),
}


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
        "steps": deciding.steps_of(report, request.user),
        "later": deciding.later_edition(report),
        "others": comparing.others(report, request.user),
        "kinds": FileKind,
        "failed": failed,
        "remarks_form": failed if act == "remarks" else RemarksForm(initial=given),
        "correction_form": failed if act == "correct" else CorrectionForm(initial=given),
    }
    return render(request, "reports/report_detail.html", context, status=422 if failed else 200)


def has_effect(request: SignedInRequest, pk: int, act: str) -> bool:
    """Whether a report or circular leaves the house by this act, or is cleared for it."""
    return act in ("approve", "issue")


@login_required
@proved(when=has_effect)
@require_POST
def report_act(request: SignedInRequest, pk: int, act: str) -> HttpResponse:
    report = _report(request, pk)
    form = FORMS.get(act, ActForm)(request.POST, initial=_said(report))
    if form.is_valid():
        run, told = ACTS[act]
        try:
            done = run(report.pk, actor=request.user, **form.cleaned_data)
        except DomainError as refusal:
            _refuse(form, report, refusal)
        else:
            messages.success(request, str(told))
            return redirect(done)
    return _page(request, report, form, act)


def _refuse(form: Form, report: MonthlyReport, refusal: DomainError) -> None:
    """Say why not; what was typed on an older version is meant for the present one once it has been looked at."""
    if refusal.status == StaleReportError.status and isinstance(form, SeenForm):
        form.meet(report, refusal)
    else:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))


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
    rows = Circular.objects.visible_to(request.user).select_related("drafted_by__organization")
    return get_object_or_404(rows, pk=pk)


@login_required
@require_safe
def circular_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    circular = _circular(request, pk)
    document = circulars.document_of(circular)
    context = {
        "circular": circular,
        **shown(document),
        "may_approve": circulars.may_approve(circular, request.user),
        "may_issue": circulars.may_issue(circular, request.user),
    }
    return render(request, "reports/circular_detail.html", context)


@login_required
@proved(when=has_effect)
@require_POST
def circular_act(request: SignedInRequest, pk: int, act: str) -> HttpResponse:
    """Approve or issue the version that was seen."""
    circular, form = _circular(request, pk), ActForm(request.POST)
    if form.is_valid():
        try:
            CIRCULAR_ACTS[act](circular.pk, actor=request.user, **form.cleaned_data)
        except DomainError as refusal:
            messages.error(request, str(refusal))
    return redirect(circular)


@login_required
@require_safe
def circular_file(request: SignedInRequest, pk: int, kind: FileKind) -> HttpResponse:
    circular = _circular(request, pk)
    document = circulars.document_of(circular)
    answer = HttpResponse(files.document_file(document, kind), content_type=TYPES[kind])
    answer.headers["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=f"{document.title}.{kind}"
    )
    return answer


@login_required
@require_safe
def report_file(request: SignedInRequest, pk: int, kind: FileKind) -> HttpResponse:
    report = _report(request, pk)
    answer = HttpResponse(files.content_of(report, kind), content_type=TYPES[kind])
    answer.headers["Content-Disposition"] = files.disposition(report, kind)
    return answer
