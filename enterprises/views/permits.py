"""许可证照: the page of a permit, its renewal, its state, its scans."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.errors import DomainError
from core.forms import RefusedAt
from core.requests import SignedInRequest
from core.views.editing import create, edit
from core.views.panels import file_page
from enterprises.forms import PermitForm, PermitStateForm, RenewalForm, ScansForm
from enterprises.models import Enterprise, Permit
from enterprises.services import permits as service


def _permit(request: SignedInRequest, pk: int) -> Permit:
    rows = Permit.objects.visible_to(request.user).select_related("enterprise", "kind", "follows", "renewal")
    return get_object_or_404(rows, pk=pk)


@login_required
@require_safe
def permit_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    return file_page(request, _permit(request, pk), back=(_("Permits"), "enterprises:permit-list"))


@login_required
@require_http_methods(["GET", "POST"])
def permit_create(request: SignedInRequest, pk: int) -> HttpResponse:
    enterprise = get_object_or_404(Enterprise.objects.visible_to(request.user), pk=pk)
    title = _("Add a permit of %(name)s") % {"name": enterprise.label}
    back = f"{enterprise.get_absolute_url()}?tab=permits"
    return create(request, Permit(enterprise=enterprise), PermitForm, title=title, back=back)


@login_required
@require_http_methods(["GET", "POST"])
def permit_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    permit = _permit(request, pk)
    return edit(request, permit, PermitForm, title=_("Edit %(name)s") % {"name": permit})


@login_required
@require_http_methods(["GET", "POST"])
def permit_renew(request: SignedInRequest, pk: int) -> HttpResponse:
    """续办: what was issued in its place."""
    permit = _permit(request, pk)
    title, back = _("Renewal of %(name)s") % {"name": permit}, permit.get_absolute_url()
    renewal = service.renewal_of(permit)
    return create(request, renewal, RenewalForm, title=title, back=back, write=service.renew)


@login_required
@require_http_methods(["GET", "POST"])
def permit_state(request: SignedInRequest, pk: int) -> HttpResponse:
    """Suspended, restored, revoked or cancelled: from which day on, and why."""
    permit = _permit(request, pk)
    _keepers_only(request)
    form = PermitStateForm(request.POST or None, permit=permit)
    if request.method == "POST" and form.is_valid():
        with RefusedAt(form):
            service.change_state(permit, actor=request.user, **form.cleaned_data)
            return _saved(request, permit)
    return _shown(request, "core/edit.html", permit, form, title=_("State of %(name)s") % {"name": permit})


@login_required
@require_http_methods(["GET", "POST"])
def permit_scans(request: SignedInRequest, pk: int) -> HttpResponse:
    """Scans are added; what hangs at the permit stays."""
    permit = _permit(request, pk)
    _keepers_only(request)
    sent = request.method == "POST"
    data, files = (request.POST, request.FILES) if sent else (None, None)
    form = ScansForm(data, files, permit=permit, user=request.user)
    if sent and form.is_valid():
        try:
            service.add_scans(permit, form.all_files(), actor=request.user)
        except DomainError as refusal:
            form.add_error("scans", str(refusal))
        else:
            return _saved(request, permit)
    return _shown(request, "enterprises/scans.html", permit, form, title=_("Scans of %(name)s") % {"name": permit})


def _keepers_only(request: SignedInRequest) -> None:
    if not request.user.keeps_files:
        raise PermissionDenied


def _saved(request: SignedInRequest, permit: Permit) -> HttpResponse:
    messages.success(request, _("Saved."))
    return redirect(permit)


def _shown(request: SignedInRequest, template: str, permit: Permit, form: Form, *, title: str) -> HttpResponse:
    context = {"form": form, "title": title, "back": permit.get_absolute_url()}
    return render(request, template, context, status=422 if form.errors else 200)
