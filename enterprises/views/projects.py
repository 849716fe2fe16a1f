"""建设项目: the files of the construction projects and their approvals."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.requests import SignedInRequest
from core.services.changes import changes_of
from core.views.editing import create, edit
from enterprises.forms import ApprovalForm, ProjectForm
from enterprises.models import Enterprise, PermitKind, Project, ProjectApproval
from enterprises.rules.approvals import ORDER

TABS = ("overview", "changes")


@login_required
@require_safe
def project_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """The approvals in their legal order; what is not on file is said to be not on file, no more."""
    project = get_object_or_404(Project.objects.visible_to(request.user).select_related("enterprise__park"), pk=pk)
    approvals = {approval.kind_id: approval for approval in project.approvals.all()}
    kinds = PermitKind.objects.in_bulk(ORDER)
    tab = request.GET.get("tab") if request.GET.get("tab") in TABS else "overview"
    context = {
        "project": project,
        "steps": [{"kind": kinds[code], "approval": approvals.get(code)} for code in ORDER if code in kinds],
        "missing": sum(code not in approvals for code in ORDER),
        "changes": list(changes_of(project)) if tab == "changes" else [],
        "tab": tab,
        "tabs": _tabs(project),
        "may_edit": request.user.keeps_files,
    }
    return render(request, "enterprises/project_detail.html", context)


def _tabs(project: Project) -> list[dict[str, object]]:
    here, ledger = project.get_absolute_url(), f"{reverse('rectification:item-list')}?project={project.pk}"
    return [
        {"name": "overview", "label": _("Overview"), "url": here, "count": None},
        {"name": "problems", "label": _("Problems"), "url": ledger, "count": None},
        {"name": "changes", "label": _("Changes"), "url": f"{here}?tab=changes", "count": None},
    ]


@login_required
@require_http_methods(["GET", "POST"])
def project_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    project = get_object_or_404(Project.objects.visible_to(request.user), pk=pk)
    return edit(request, project, ProjectForm, title=_("Edit %(name)s") % {"name": project.name})


@login_required
@require_http_methods(["GET", "POST"])
def project_create(request: SignedInRequest, pk: int) -> HttpResponse:
    enterprise = get_object_or_404(Enterprise.objects.visible_to(request.user), pk=pk)
    title = _("New project of %(name)s") % {"name": enterprise.label}
    back = f"{enterprise.get_absolute_url()}?tab=projects"
    return create(request, Project(enterprise=enterprise), ProjectForm, title=title, back=back)


@login_required
@require_http_methods(["GET", "POST"])
def project_approval(request: SignedInRequest, pk: int, code: str) -> HttpResponse:
    """Put an approval on file, or correct it."""
    project = get_object_or_404(Project.objects.visible_to(request.user), pk=pk)
    kind = get_object_or_404(PermitKind.objects.filter(pk__in=ORDER), pk=code)
    approval = project.approvals.select_related("kind", "project").filter(kind=kind).first()
    if approval is not None:
        return edit(request, approval, ApprovalForm, title=kind.name)
    back = project.get_absolute_url()
    return create(request, ProjectApproval(project=project, kind=kind), ApprovalForm, title=kind.name, back=back)
