"""The tree of the units, kept by the system administrator."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.forms.people import UnitForm
from accounts.models import Organization
from accounts.services.organizations import save_unit
from accounts.views.people import administrators_only
from core.errors import DomainError

PAGE_SIZE = 50


@administrators_only
@require_safe
def organization_list(request: HttpRequest) -> HttpResponse:
    words = request.GET.get("q", "").strip()
    rows = Organization.objects.visible_to(request.user).select_related("parent").order_by("path")
    page = Paginator(rows.containing(words) if words else rows, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "accounts/organization_list.html", {"page": page, "words": words})


@administrators_only
@require_http_methods(["GET", "POST"])
def organization_edit(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Add a unit, or change one."""
    unit = get_object_or_404(Organization.objects.visible_to(request.user), pk=pk) if pk else None
    form = UnitForm(request.POST or None, unit=unit)
    if request.method == "POST" and form.is_valid():
        try:
            save_unit(unit, actor=request.user, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("accounts:organization-list")
    title = unit.name if unit else _("New unit")
    context = {"form": form, "title": title, "back": reverse("accounts:organization-list")}
    return render(request, "core/edit.html", context, status=422 if form.errors else 200)
