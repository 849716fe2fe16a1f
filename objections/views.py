"""异议: the enterprise objects to a datum of its file and takes it back; whoever keeps the file answers."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.errors import DomainError, NotYoursError
from core.forms import RefusedAt, sent
from core.requests import SignedInRequest
from core.rules.bounds import whole
from core.services.acting import take
from core.views.checking import check_step
from core.views.panels import file_page
from core.views.privacy import personal_data
from enterprises.models import Enterprise
from objections.forms import ObjectForm, VerdictForm
from objections.models import Objection
from objections.services.deriving import leads, told
from objections.services.raising import may_object, object_to
from objections.services.subjects import Subject, all_subjects, find, row_of
from objections.states import VERDICTS, ObjectionState
from objections.workflow import OBJECTIONS, STEP_OF

MOST_ROWS = 100
ADD = "objections:enterprise-objection-add"


@login_required
@require_http_methods(["GET", "POST"])
@personal_data
def objection_create(request: SignedInRequest, pk: int) -> HttpResponse:
    """Object to a datum of a row that the link names; without one the rows of the file are there to be chosen."""
    enterprise = get_object_or_404(Enterprise.objects.visible_to(request.user), pk=pk)
    if not may_object(request.user, enterprise):
        raise PermissionDenied
    asked = sent(request.POST, "row") or sent(request.GET, "row")
    if not asked:
        return _choose(request, enterprise)
    found = find(asked, enterprise, request.user)
    if found is None:
        raise Http404
    return _object(request, enterprise, *found)


def _object(request: SignedInRequest, enterprise: Enterprise, subject: Subject, row: Model) -> HttpResponse:
    data = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    found = list(leads(subject, row, enterprise, request.user))
    asked = sent(request.GET, "field")
    form = ObjectForm(*data, row=row, user=request.user, asked=asked, leads=found)
    if request.method == "POST" and form.is_valid():
        with RefusedAt(form):
            objection = object_to(row, enterprise, form.given(), actor=request.user)
            messages.success(request, _("Your objection has been handed in; it has to be answered by its day."))
            return redirect(objection)
    title = _("Object: %(name)s") % {"name": f"{subject.label} {row}" if subject.path else enterprise.label}
    back = f"{enterprise.get_absolute_url()}?tab=objections"
    add = reverse(ADD, args=[enterprise.pk])
    return _form(request, form, title=title, back=back, leads=told(subject, row, found, asked), add=add)


@login_required
@require_safe
@personal_data
def objection_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    return file_page(request, _objection(request, pk), back=(_("Objections to data"), "objections:objection-list"))


@login_required
@require_http_methods(["GET", "POST"])
@personal_data
def objection_answer(request: SignedInRequest, pk: int) -> HttpResponse:
    """Accept, with the datum as it will stand on file, accept in part, or reject with reasons."""
    objection = _objection(request, pk)
    if not any(OBJECTIONS.allows(STEP_OF[each], objection, request.user) for each in VERDICTS):
        raise NotYoursError(str(OBJECTIONS.steps[STEP_OF[VERDICTS[0]]].refused))
    row = row_of(objection.subject, request.user)
    form = VerdictForm(request.POST or None, objection=objection, row=row, user=request.user)
    if request.method == "POST" and form.is_valid():
        step = STEP_OF[ObjectionState(form.cleaned_data["verdict"])]
        with RefusedAt(form):
            version = form.cleaned_data["version"]
            take(OBJECTIONS, pk, step, actor=request.user, version=version, **form.given())
            messages.success(request, str(OBJECTIONS.steps[step].done))
            return redirect(objection)
    title = _("Answer: %(name)s") % {"name": objection.name}
    context = {"form": form, "title": title, "back": objection.get_absolute_url(), "objection": objection, "row": row}
    return render(request, "objections/answer.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
@personal_data
def objection_withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    """What follows from it, then the press."""
    objection = _objection(request, pk)
    if request.method == "GET":
        return check_step(request, OBJECTIONS, objection, "withdraw", objection.name)
    seen = sent(request.POST, "version")
    try:
        take(OBJECTIONS, pk, "withdraw", actor=request.user, version=whole(seen))
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, str(OBJECTIONS.steps["withdraw"].done))
    return redirect(objection)


def _objection(request: SignedInRequest, pk: int) -> Objection:
    rows = Objection.objects.visible_to(request.user).select_related("enterprise__park", "raised_by__organization")
    return get_object_or_404(rows.select_related("answered_by__organization", "change"), pk=pk)


def _choose(request: SignedInRequest, enterprise: Enterprise) -> HttpResponse:
    """All rows of the file, or of the table that the link names, each with the form for it."""
    only = sent(request.GET, "of")
    chosen = [subject for subject in all_subjects().values() if only in ("", subject.kind)]
    lots = [
        (subject, [(row.pk, subject.named(row)) for row in subject.rows_of(enterprise, request.user)[:MOST_ROWS]])
        for subject in chosen
    ]
    context = {
        "enterprise": enterprise,
        "lots": [(subject, rows) for subject, rows in lots if rows],
        "back": f"{enterprise.get_absolute_url()}?tab=objections",
    }
    return render(request, "objections/choose.html", context)


def _form(request: SignedInRequest, form: Form, *, title: str, back: str, **shown: object) -> HttpResponse:
    context = {"form": form, "title": title, "back": back, **shown}
    return render(request, "objections/object.html", context, status=422 if form.errors else 200)
