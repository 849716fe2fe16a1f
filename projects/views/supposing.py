"""推演: an official or the enterprise moves the days of a project in a copy and sees what would be unlawful."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.errors import DomainError
from core.requests import SignedInRequest
from projects.forms import SupposeForm
from projects.models import Project
from projects.rules.facts import Facts
from projects.services import supposing


@login_required
@require_http_methods(["GET", "POST"])
def project_suppose(request: SignedInRequest, pk: int) -> HttpResponse:
    """The form of the days with the verdict; whoever keeps the file may take the days over."""
    project = get_object_or_404(Project.objects.visible_to(request.user).select_related("enterprise"), pk=pk)
    if request.method == "POST" and not request.user.keeps_files:
        raise PermissionDenied
    facts = supposing.facts_on_file(project)
    form = SupposeForm(request.POST or request.GET or None, facts=facts)
    if request.method == "POST" and form.is_valid() and _taken_over(request, project, form):
        return redirect(project)
    return _shown(request, project, form, facts)


def _shown(request: SignedInRequest, project: Project, form: SupposeForm, facts: Facts) -> HttpResponse:
    """The form with the verdict, where its days are days."""
    is_copy = form.is_bound and form.is_valid()
    verdict = supposing.verdict(facts, form.supposed()) if is_copy or not form.is_bound else None
    context = {"project": project, "form": form, "is_copy": is_copy, "verdict": verdict}
    return render(request, "projects/suppose.html", context, status=422 if form.errors else 200)


def _taken_over(request: SignedInRequest, project: Project, form: SupposeForm) -> bool:
    """Write the days into the file, or say in the form why not."""
    try:
        supposing.take_over(project, form.supposed(), actor=request.user)
    except DomainError as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, _("The days are on file now."))
    return True
