"""准入评审: the file of an application, the form by which one applies, and one page for each step."""

from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from admission.forms.filing import ApplyForm
from admission.forms.steps import FORMS, StepForm
from admission.models import Application
from admission.panels import BUTTONS
from admission.services import applying
from admission.services.papers import ADMISSION, ISSUED_BY
from admission.workflow import APPLICATIONS
from core.errors import DomainError, StaleError
from core.forms import RefusedAt, refuse
from core.requests import SignedInRequest
from core.services import idempotency
from core.services.acting import refuse_others, take
from core.views.panels import file_page
from core.views.proving import proved
from documents.models import IssuedDocument
from documents.services.issuing import rehearsed
from documents.views.checks import paper_check
from projects.models import Project

NOT_TYPED = {"csrfmiddlewaretoken", idempotency.FIELD, "seen"}


@login_required
@require_safe
def application_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    return file_page(
        request, _application(request, pk), back=(gettext_lazy("Admission reviews"), "admission:application-list")
    )


@login_required
@require_http_methods(["GET", "POST"])
def application_create(request: SignedInRequest, pk: int) -> HttpResponse:
    """Apply for the admission of a project."""
    project = get_object_or_404(Project.objects.visible_to(request.user).select_related("enterprise__park"), pk=pk)
    if not applying.may_apply(request.user):
        raise PermissionDenied
    form = ApplyForm(request.POST or None, instance=Application(project=project), user=request.user)
    if request.method == "POST" and form.is_valid():
        with RefusedAt(form):
            application = applying.apply(form.instance, form.amounts(), actor=request.user)
            messages.success(request, _("The application has been filed."))
            return redirect(application)
    context = {
        "form": form,
        "title": _("Apply for admission: %(name)s") % {"name": project.name},
        "act": _("Apply for admission"),
        "back": f"{project.get_absolute_url()}?tab=admission",
    }
    return render(request, "core/edit.html", context, status=422 if form.errors else 200)


def has_effect(request: SignedInRequest, pk: int, code: str) -> bool:
    """Whether the step decides for the park."""
    return code in APPLICATIONS.steps and APPLICATIONS.steps[code].approves


@login_required
@proved(when=has_effect)
@require_http_methods(["GET", "POST"])
def application_step(request: SignedInRequest, pk: int, code: str) -> HttpResponse:
    """One page for every step: the table says who may, the form what is asked."""
    application = _application(request, pk)
    _refuse_stranger(request, application, code)
    if request.method == "GET" and not APPLICATIONS.allows(code, application, request.user):
        return redirect(application)
    form = FORMS[code](request.POST or None, request.FILES or None, application=application, user=request.user)
    if request.method == "POST" and form.is_valid():
        answered = _answered(request, application, code, form)
        if answered is not None:
            return answered
    context = {"form": form, "application": application, "title": BUTTONS[code], "back": application.get_absolute_url()}
    return render(request, "admission/step.html", context, status=422 if form.errors else 200)


def _refuse_stranger(request: SignedInRequest, application: Application, code: str) -> None:
    """Raises Http404 for what is no step, NotYoursError for whom it is not."""
    if code not in FORMS:
        raise Http404
    refuse_others(APPLICATIONS.steps[code], application, request.user)


def _answered(request: SignedInRequest, application: Application, name: str, form: StepForm) -> HttpResponse | None:
    """Take the step, or first show the paper that it would issue; None where it is refused, which the form says."""
    version, given = form.cleaned_data["version"], form.given()
    given.pop("version", None)
    take_it = partial(take, APPLICATIONS, application.pk, name, actor=request.user, version=version, **given)
    try:
        if name in ISSUED_BY and "seen" not in request.POST:
            return _checked(request, application, name, rehearsed(take_it, ADMISSION, about=application.pk))
        take_it()
    except DomainError as refusal:
        refuse(form, refusal)
        if isinstance(refusal, StaleError):
            form.meet(refusal.facts["version"])
        return None
    messages.success(request, str(APPLICATIONS.steps[name].done))
    return redirect(application)


def _checked(request: SignedInRequest, application: Application, name: str, paper: IssuedDocument) -> HttpResponse:
    """The decision as it will be printed; what was typed is sent along."""
    typed = [(key, value) for key in request.POST if key not in NOT_TYPED for value in request.POST.getlist(key)]
    return paper_check(
        request,
        paper,
        title=f"{BUTTONS[name]}: {application.project.name}",
        name=application.name,
        back=request.path,
        action=request.path,
        label=_("Issue as a paper"),
        hidden=[*typed, ("seen", paper.sha256)],
        points=[(_("Park"), application.park.label)],
    )


def _application(request: SignedInRequest, pk: int) -> Application:
    rows = Application.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("project__enterprise", "park", "applied_by__organization"), pk=pk)
