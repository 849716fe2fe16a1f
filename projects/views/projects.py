"""建设项目: the files of the construction projects and their approvals."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.requests import SignedInRequest
from core.views.editing import create, edit
from core.views.panels import file_page
from enterprises.models import Enterprise, PermitKind
from projects.forms import ApprovalForm, ProjectForm, RecordForm, SpellCorrectionForm, SpellForm
from projects.models import Project, ProjectApproval, ProjectRecord, ProjectStateSpell
from projects.rules.approvals import ORDER
from projects.services import approvals, states


@login_required
@require_safe
def project_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    rows = Project.objects.visible_to(request.user).select_related("enterprise__park")
    project = get_object_or_404(rows.prefetch_related("approvals"), pk=pk)
    on_file = {approval.kind_id for approval in project.approvals.all()}
    missing = len(set(ORDER) - on_file)
    return file_page(request, project, back=(_("Projects"), "projects:project-list"), missing=missing)


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
        return edit(request, approval, ApprovalForm, title=kind.name, write=approvals.correct)
    new, back = ProjectApproval(project=project, kind=kind), project.get_absolute_url()
    return create(request, new, ApprovalForm, title=kind.name, back=back, write=approvals.put_on_file)


@login_required
@require_http_methods(["GET", "POST"])
def spell_create(request: SignedInRequest, pk: int) -> HttpResponse:
    """The project has entered a state."""
    project = get_object_or_404(Project.objects.visible_to(request.user), pk=pk)
    new, back = ProjectStateSpell(project=project), project.get_absolute_url()
    return create(request, new, SpellForm, title=_("New state of construction"), back=back, write=states.enter)


@login_required
@require_http_methods(["GET", "POST"])
def spell_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Correct its day, or strike out what was recorded in error."""
    spell = get_object_or_404(ProjectStateSpell.objects.visible_to(request.user).select_related("project"), pk=pk)
    return edit(request, spell, SpellCorrectionForm, title=_("Edit %(name)s") % {"name": spell})


@login_required
@require_http_methods(["GET", "POST"])
def record_create(request: SignedInRequest, pk: int) -> HttpResponse:
    project = get_object_or_404(Project.objects.visible_to(request.user), pk=pk)
    new, back = ProjectRecord(project=project), project.get_absolute_url()
    return create(request, new, RecordForm, title=_("New record"), back=back)


@login_required
@require_http_methods(["GET", "POST"])
def record_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    record = get_object_or_404(ProjectRecord.objects.visible_to(request.user).select_related("project"), pk=pk)
    return edit(request, record, RecordForm, title=_("Edit %(name)s") % {"name": record})
