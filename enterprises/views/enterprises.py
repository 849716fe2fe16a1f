"""一企一档: the files of the enterprises and their permits."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.requests import SignedInRequest
from core.services.changes import changes_of
from core.views.editing import create, edit
from core.views.privacy import personal_data
from enterprises.forms import EnterpriseForm, NewEnterpriseForm, PermitForm
from enterprises.models import Enterprise, Permit
from enterprises.services.founding import found

TABS = ("overview", "permits", "projects", "changes")


@login_required
@require_safe
@personal_data
def enterprise_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """Head with signs, what expires first; then the part of the file that is asked for."""
    rows = Enterprise.objects.visible_to(request.user).with_first_expiry()
    enterprise = get_object_or_404(rows.select_related("park", "linked_leader", "linked_organization"), pk=pk)
    tab = request.GET.get("tab") if request.GET.get("tab") in TABS else "overview"
    context = {
        "enterprise": enterprise,
        "permits": enterprise.permits.select_related("kind") if tab == "permits" else [],
        "projects": enterprise.projects.all() if tab == "projects" else [],
        "changes": list(changes_of(enterprise)) if tab == "changes" else [],
        "tab": tab,
        "tabs": _tabs(enterprise),
        "may_edit": request.user.keeps_files,
    }
    return render(request, "enterprises/enterprise_detail.html", context)


def _tabs(enterprise: Enterprise) -> list[dict[str, object]]:
    here = enterprise.get_absolute_url()
    ledger = f"{reverse('rectification:item-list')}?enterprise={enterprise.pk}"
    permits, projects = enterprise.permits.count(), enterprise.projects.count()
    return [
        {"name": "overview", "label": _("Overview"), "url": here, "count": None},
        {"name": "problems", "label": _("Problems"), "url": ledger, "count": None},
        {"name": "permits", "label": _("Permits"), "url": f"{here}?tab=permits", "count": permits},
        {"name": "projects", "label": _("Projects"), "url": f"{here}?tab=projects", "count": projects},
        {"name": "changes", "label": _("Changes"), "url": f"{here}?tab=changes", "count": None},
    ]


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
