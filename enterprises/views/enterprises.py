"""一企一档: the files of the enterprises and their permits."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.requests import SignedInRequest
from core.views.editing import create, edit
from core.views.panels import file_page
from core.views.privacy import personal_data
from enterprises.forms import EnterpriseForm, NewEnterpriseForm, PermitForm
from enterprises.models import Enterprise, Permit
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
def permit_create(request: SignedInRequest, pk: int) -> HttpResponse:
    enterprise = get_object_or_404(Enterprise.objects.visible_to(request.user), pk=pk)
    title = _("Add a permit of %(name)s") % {"name": enterprise.label}
    back = f"{enterprise.get_absolute_url()}?tab=permits"
    return create(request, Permit(enterprise=enterprise), PermitForm, title=title, back=back)


@login_required
@require_http_methods(["GET", "POST"])
def permit_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    permits = Permit.objects.visible_to(request.user).select_related("enterprise", "kind")
    permit = get_object_or_404(permits, pk=pk)
    return edit(request, permit, PermitForm, title=_("Edit %(name)s") % {"name": permit})
