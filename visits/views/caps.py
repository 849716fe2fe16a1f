"""年度频次上限: a leader enters the cap that the own body has published, and changes it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.forms import RefusedAt
from core.requests import SignedInRequest
from core.services import editing
from core.views.editing import edit
from visits.forms import CapEditForm, CapForm
from visits.models import Cap
from visits.workflow import leads


@login_required
@require_http_methods(["GET", "POST"])
def cap_create(request: SignedInRequest) -> HttpResponse:
    if not leads(request.user):
        raise PermissionDenied
    form = CapForm(request.POST or None, body=request.user.organization)
    if request.method == "POST" and form.is_valid():
        with RefusedAt(form):
            editing.add(form.instance, actor=request.user, names=list(form.fields))
            messages.success(request, _("Saved."))
            return redirect("visits:cap-list")
    title, back = _("Enter a cap"), reverse("visits:cap-list")
    context = {"form": form, "title": title, "act": title, "back": back}
    return render(request, "core/edit.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def cap_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    cap = get_object_or_404(Cap.objects.visible_to(request.user).select_related("body"), pk=pk)
    if not (leads(request.user) and cap.body_id == request.user.organization_id):
        raise PermissionDenied
    return edit(request, cap, CapEditForm, title=_("Change the cap: %(name)s") % {"name": cap})
