"""重大危险源: the page of a source, its form, and the calculation."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from core.forms import RefusedAt
from core.requests import SignedInRequest
from core.views.editing import create, edit
from core.views.panels import file_page
from core.views.privacy import personal_data
from enterprises.models import Enterprise
from safety.forms import AssessmentForm, HazardSourceForm
from safety.models import HazardSource
from safety.services import assessing, keeping


@login_required
@require_safe
@personal_data
def source_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    source = get_object_or_404(HazardSource.objects.visible_to(request.user).with_assessment(), pk=pk)
    return file_page(request, source, back=(_("Hazard sources"), "safety:source-list"))


@login_required
@require_http_methods(["GET", "POST"])
def source_create(request: SignedInRequest, pk: int) -> HttpResponse:
    enterprise = get_object_or_404(Enterprise.objects.visible_to(request.user), pk=pk)
    title = _("Add a hazard source of %(name)s") % {"name": enterprise.label}
    back = f"{enterprise.get_absolute_url()}?tab=hazard-sources"
    source = HazardSource(enterprise=enterprise)
    return create(request, source, HazardSourceForm, title=title, back=back, write=keeping.add)


@login_required
@require_http_methods(["GET", "POST"])
def source_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    source = get_object_or_404(HazardSource.objects.visible_to(request.user), pk=pk)
    title = _("Edit %(name)s") % {"name": source.name}
    return edit(request, source, HazardSourceForm, title=title, write=keeping.change)


@login_required
@require_http_methods(["GET", "POST"])
def source_assess(request: SignedInRequest, pk: int) -> HttpResponse:
    """The calculation: shown anew while somebody types or asks for it, kept as an assessment when it is sent."""
    source = get_object_or_404(HazardSource.objects.visible_to(request.user).with_assessment(), pk=pk)
    if not request.user.keeps_files:
        raise PermissionDenied
    form = AssessmentForm(request.POST or None, source=source)
    is_valid, is_asked = form.is_valid(), request.POST.get("act") == "reckon"
    if is_valid and not is_asked and _is_kept(form, source, request.user):
        messages.success(request, _("Saved."))
        return redirect(source)
    shown = {"form": form, "source": source, "reckoning": form.reckoning(), "left_out": form.left_out}
    template = "safety/_reckoning.html" if request.htmx and is_asked else "safety/assess.html"
    return render(request, template, shown, status=422 if form.errors and not is_asked else 200)


def _is_kept(form: AssessmentForm, source: HazardSource, actor: User) -> bool:
    """Keep what the form says; whether that was taken, else the form says why not."""
    with RefusedAt(form):
        assessing.assess(source, actor=actor, version=form.cleaned_data["version"], given=form.given())
        return True
    return False
