"""一企一档、项目: the files of the enterprises and their construction projects."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.errors import DomainError
from core.views.editing import create, edit
from enterprises.filters import EnterpriseFilter, ProjectFilter
from enterprises.forms import EnterpriseForm, NewEnterpriseForm, PermitForm, ProjectForm
from enterprises.models import Enterprise, Permit, PermitKind, Project
from enterprises.rules.approvals import ORDER
from enterprises.services.founding import found
from enterprises.states import EnterpriseKind, OperatingState
from parks.models import Park

PAGE_SIZE = 30


def page_of(request: HttpRequest, rows: Any) -> Any:
    words = request.GET.get("q", "").replace("\x00", "").strip()
    return Paginator(rows.containing(words) if words else rows, PAGE_SIZE).get_page(request.GET.get("page"))


@login_required
@require_safe
def enterprise_list(request: HttpRequest) -> HttpResponse:
    rows = Enterprise.objects.visible_to(request.user).select_related("park")
    context = {
        "page": page_of(request, EnterpriseFilter(request.GET, queryset=rows).qs),
        "kinds": EnterpriseKind.choices,
        "states": OperatingState.choices,
        "parks": Park.objects.visible_to(request.user),
        "may_edit": request.user.keeps_files,
    }
    return render(request, "enterprises/enterprise_list.html", context)


@login_required
@require_safe
def enterprise_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Expiring things first; then the file, the permits, the projects."""
    rows = Enterprise.objects.visible_to(request.user)
    enterprise = get_object_or_404(rows.select_related("park", "linked_leader", "linked_organization"), pk=pk)
    context = {
        "enterprise": enterprise,
        "permits": enterprise.permits.select_related("kind"),
        "projects": enterprise.projects.all(),
        "may_edit": request.user.keeps_files,
    }
    return render(request, "enterprises/enterprise_detail.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def enterprise_create(request: HttpRequest) -> HttpResponse:
    form = NewEnterpriseForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            enterprise = found(form.instance, actor=request.user)
        except DomainError as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("enterprises:enterprise-detail", enterprise.pk)
    context = {"form": form, "title": _("New enterprise"), "back": reverse("enterprises:enterprise-list")}
    return render(request, "core/edit.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def enterprise_edit(request: HttpRequest, pk: int) -> HttpResponse:
    enterprise = get_object_or_404(Enterprise.objects.visible_to(request.user), pk=pk)
    back = reverse("enterprises:enterprise-detail", args=[pk])
    return edit(request, enterprise, EnterpriseForm, back=back, title=_("Edit %(name)s") % {"name": enterprise.name})


@login_required
@require_http_methods(["GET", "POST"])
def permit_create(request: HttpRequest, pk: int) -> HttpResponse:
    enterprise = get_object_or_404(Enterprise.objects.visible_to(request.user), pk=pk)
    back = reverse("enterprises:enterprise-detail", args=[pk])
    return create(request, Permit(enterprise=enterprise), PermitForm, back=back, title=_("Add a permit"))


@login_required
@require_http_methods(["GET", "POST"])
def permit_edit(request: HttpRequest, pk: int) -> HttpResponse:
    permit = get_object_or_404(Permit.objects.visible_to(request.user), pk=pk)
    back = reverse("enterprises:enterprise-detail", args=[permit.enterprise_id])
    return edit(request, permit, PermitForm, back=back, title=_("Edit %(name)s") % {"name": permit})


@login_required
@require_safe
def project_list(request: HttpRequest) -> HttpResponse:
    rows = Project.objects.visible_to(request.user).select_related("enterprise__park")
    context = {"page": page_of(request, ProjectFilter(request.GET, queryset=rows).qs), "states": OperatingState.choices}
    return render(request, "enterprises/project_list.html", context)


@login_required
@require_safe
def project_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The approvals in their legal order; what is not on file is said to be not on file, no more."""
    project = get_object_or_404(Project.objects.visible_to(request.user).select_related("enterprise__park"), pk=pk)
    approvals = {approval.kind_id: approval for approval in project.approvals.all()}
    kinds = PermitKind.objects.in_bulk(ORDER)
    steps = [{"kind": kinds[code], "approval": approvals.get(code)} for code in ORDER if code in kinds]
    context = {"project": project, "steps": steps, "may_edit": request.user.keeps_files}
    return render(request, "enterprises/project_detail.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def project_edit(request: HttpRequest, pk: int) -> HttpResponse:
    project = get_object_or_404(Project.objects.visible_to(request.user), pk=pk)
    back = reverse("enterprises:project-detail", args=[pk])
    return edit(request, project, ProjectForm, back=back, title=_("Edit %(name)s") % {"name": project.name})


@login_required
@require_http_methods(["GET", "POST"])
def project_create(request: HttpRequest, pk: int) -> HttpResponse:
    enterprise = get_object_or_404(Enterprise.objects.visible_to(request.user), pk=pk)
    back = reverse("enterprises:enterprise-detail", args=[pk])
    return create(request, Project(enterprise=enterprise), ProjectForm, back=back, title=_("New project"))
