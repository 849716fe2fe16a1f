"""合法性证明清单: the sheet as a page, its issue as a paper, and the check of one that somebody shows."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.errors import DomainError
from core.requests import SignedInRequest
from core.views.proving import proved
from documents.models import IssuedDocument
from documents.services.issuing import foreseen, issue_about
from documents.views.checks import paper_check
from projects.models import Project
from projects.services.proof_documents import PROOF
from projects.services.proof_sheet import points_of, sheet_of


@login_required
@require_safe
def project_proof(request: SignedInRequest, pk: int) -> HttpResponse:
    """What exists, what lacks and what is forbidden until then."""
    project = _project(request, pk)
    return render(request, "projects/proof.html", {"project": project, "sheet": sheet_of(project, request.user)})


@login_required
@proved()
@require_http_methods(["GET", "HEAD", "POST"])
def project_proof_issue(request: SignedInRequest, pk: int) -> HttpResponse:
    """The paper as it will be printed, then its issue; whoever's body may issues it."""
    project, refusal = _project(request, pk), ""
    if request.method == "POST":
        try:
            paper = issue_about(PROOF, project, actor=request.user, seen=request.POST.get("seen", ""))
        except DomainError as refused:
            refusal = str(refused)
        else:
            return redirect("documents:document-detail", paper.pk)
    try:
        return _checked(request, project, foreseen(PROOF, project, actor=request.user), refusal)
    except DomainError as refused:
        messages.error(request, str(refused))
        return redirect("projects:project-proof", pk)


def _checked(request: SignedInRequest, project: Project, paper: IssuedDocument, refusal: str) -> HttpResponse:
    return paper_check(
        request,
        paper,
        status=422 if refusal else 200,
        title=_("Issue the legality proof sheet: %(name)s") % {"name": project.name},
        name=project.name,
        back=reverse("projects:project-proof", args=[project.pk]),
        action=request.path,
        label=_("Issue as a paper"),
        hidden=[("seen", paper.sha256)],
        points=points_of(sheet_of(project, request.user)),
        refusal=refusal,
    )


def _project(request: SignedInRequest, pk: int) -> Project:
    return get_object_or_404(Project.objects.visible_to(request.user).select_related("enterprise"), pk=pk)
