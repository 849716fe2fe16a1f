"""关停并转: the file of a closure, its instalments, and the steps that it goes."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.errors import DomainError
from core.requests import SignedInRequest
from core.views.editing import create, edit, place_of
from core.views.panels import file_page
from core.views.proving import proved
from enterprises.models import Enterprise
from plans.forms import ClosureForm, InstalmentForm, InstalmentScansForm, NewClosureForm
from plans.models import Closure, Instalment
from plans.panels.closures import ASKED
from plans.services import closing
from plans.views.acting import pressed, reasoned
from plans.workflow import CLOSURES, keeps_plans


@login_required
@require_safe
def closure_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    return file_page(request, _closure(request, pk), back=(_("Closures of enterprises"), "plans:closure-list"))


@login_required
@require_http_methods(["GET", "POST"])
def closure_create(request: SignedInRequest, pk: int) -> HttpResponse:
    enterprise = get_object_or_404(Enterprise.objects.visible_to(request.user), pk=pk)
    title = _("Closure of %(name)s") % {"name": enterprise.label}
    row, back = Closure(enterprise=enterprise), f"{enterprise.get_absolute_url()}?tab=closures"
    return create(request, row, NewClosureForm, title=title, back=back, write=closing.open_file)


@login_required
@require_http_methods(["GET", "POST"])
def closure_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    row = _closure(request, pk)
    title = _("Edit %(name)s") % {"name": row.name}
    return edit(request, row, ClosureForm, title=title, write=closing.change_file)


@login_required
@require_http_methods(["GET", "POST"])
def instalment_create(request: SignedInRequest, pk: int) -> HttpResponse:
    row = Instalment(closure=_closure(request, pk))
    title = _("Add an instalment: %(name)s") % {"name": row.closure.name}
    return create(request, row, InstalmentForm, title=title, back=place_of(row), write=closing.add_instalment)


@login_required
@require_http_methods(["GET", "POST"])
def instalment_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    rows = Instalment.objects.visible_to(request.user).select_related("closure__enterprise")
    row = get_object_or_404(rows, pk=pk)
    title = _("Instalment of %(day)s: %(name)s") % {"day": row.due_on, "name": row.closure.name}
    return edit(request, row, InstalmentForm, title=title, write=closing.change_instalment)


@login_required
@require_http_methods(["GET", "POST"])
def instalment_scans(request: SignedInRequest, pk: int) -> HttpResponse:
    """The receipt is added; what hangs at the payment stays."""
    if not keeps_plans(request.user):
        raise PermissionDenied
    rows = Instalment.objects.visible_to(request.user).select_related("closure__enterprise")
    row, sent = get_object_or_404(rows, pk=pk), request.method == "POST"
    data, files = (request.POST, request.FILES) if sent else (None, None)
    form = InstalmentScansForm(data, files, instalment=row, user=request.user)
    if sent and form.is_valid():
        try:
            closing.add_scans(row, form.all_files(), actor=request.user)
        except DomainError as refusal:
            form.add_error("scans", str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect(place_of(row))
    title = _("Scans of %(name)s") % {"name": f"{row.closure.name} {row.due_on}"}
    context = {"form": form, "title": title, "back": place_of(row)}
    return render(request, "enterprises/scans.html", context, status=422 if form.errors else 200)


def _decides(request: SignedInRequest, pk: int, code: str) -> bool:
    return code in CLOSURES.steps and CLOSURES.steps[code].approves


@login_required
@proved(when=_decides)
@require_http_methods(["GET", "POST"])
def closure_act(request: SignedInRequest, pk: int, code: str) -> HttpResponse:
    """A step that needs nothing but a press."""
    return pressed(request, CLOSURES, _closure(request, pk), code)


@login_required
@proved(when=_decides)
@require_http_methods(["GET", "POST"])
def closure_reason(request: SignedInRequest, pk: int, code: str) -> HttpResponse:
    """A step that needs a reason: sent back, cancelled."""
    return reasoned(request, CLOSURES, _closure(request, pk), code, dict(ASKED))


def _closure(request: SignedInRequest, pk: int) -> Closure:
    rows = Closure.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("enterprise", "checked_by", "finished_by"), pk=pk)
