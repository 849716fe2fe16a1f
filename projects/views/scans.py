"""扫描件: the page on which scans are added to an approval or a record."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.errors import DomainError
from core.requests import SignedInRequest
from projects.forms import PaperScansForm
from projects.models import ProjectApproval, ProjectRecord
from projects.services.scans import add_scans


@login_required
@require_http_methods(["GET", "POST"])
def approval_scans(request: SignedInRequest, pk: int) -> HttpResponse:
    return _scans(request, get_object_or_404(ProjectApproval.objects.visible_to(request.user), pk=pk))


@login_required
@require_http_methods(["GET", "POST"])
def record_scans(request: SignedInRequest, pk: int) -> HttpResponse:
    return _scans(request, get_object_or_404(ProjectRecord.objects.visible_to(request.user), pk=pk))


def _scans(request: SignedInRequest, paper: ProjectApproval | ProjectRecord) -> HttpResponse:
    """Scans are added; what hangs at the paper stays."""
    if not request.user.keeps_files:
        raise PermissionDenied
    sent, project = request.method == "POST", paper.project
    data, files = (request.POST, request.FILES) if sent else (None, None)
    form = PaperScansForm(data, files, paper=paper, user=request.user)
    if sent and form.is_valid():
        try:
            add_scans(paper, form.all_files(), actor=request.user)
        except DomainError as refusal:
            form.add_error("scans", str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect(project)
    title = _("Scans of %(name)s") % {"name": paper}
    context = {"form": form, "title": title, "back": project.get_absolute_url()}
    return render(request, "enterprises/scans.html", context, status=422 if form.errors else 200)
