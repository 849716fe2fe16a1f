"""一企一档: the files of the enterprises."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.forms import RefusedAt
from core.requests import SignedInRequest
from core.views.editing import create, edit
from core.views.panels import file_page
from core.views.privacy import personal_data
from enterprises.forms import EnterpriseForm, NewEnterpriseForm, OperatingStateForm
from enterprises.models import Enterprise
from enterprises.services import operating
from enterprises.services.founding import found


@login_required
@require_safe
@personal_data
def enterprise_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    rows = Enterprise.objects.visible_to(request.user).with_first_expiry()
    enterprise = get_object_or_404(rows.select_related("park", "linked_leader", "linked_organization"), pk=pk)
    return file_page(request, enterprise, back=(_("Enterprises"), "enterprises:enterprise-list"))


@login_required
@require_http_methods(["GET", "POST"])
def enterprise_create(request: SignedInRequest) -> HttpResponse:
    back, title = reverse("enterprises:enterprise-list"), _("New enterprise")
    return create(request, Enterprise(), NewEnterpriseForm, title=title, back=back, write=found)


@login_required
@require_http_methods(["GET", "POST"])
@personal_data
def enterprise_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    enterprise = get_object_or_404(Enterprise.objects.visible_to(request.user), pk=pk)
    return edit(request, enterprise, EnterpriseForm, title=_("Edit %(name)s") % {"name": enterprise.name})


@login_required
@require_http_methods(["GET", "POST"])
def enterprise_state(request: SignedInRequest, pk: int) -> HttpResponse:
    """经营状态变更: in production, stopped, closed …; from which day on, why, by which document."""
    enterprise = get_object_or_404(Enterprise.objects.visible_to(request.user), pk=pk)
    if not request.user.keeps_files:
        raise PermissionDenied
    form = OperatingStateForm(request.POST or None, enterprise=enterprise)
    back = f"{enterprise.get_absolute_url()}?tab=operating"
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        version = given.pop("version")
        with RefusedAt(form):
            operating.enter(enterprise, operating.StateGiven(**given), actor=request.user, version=version)
            messages.success(request, _("Saved."))
            return redirect(back)
    title = _("Operating state of %(name)s") % {"name": enterprise.label}
    context = {"form": form, "title": title, "back": back}
    return render(request, "core/edit.html", context, status=422 if form.errors else 200)
