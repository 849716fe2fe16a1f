"""The tree of the units, kept by the system administrator."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.forms.units import UnitForm
from accounts.models import Organization
from accounts.services import changes, organizations
from accounts.services.organizations import NotOfUnitsError, save_unit
from accounts.views.administration import administrators_only, show_form
from core.errors import DomainError
from core.forms import refuse
from core.requests import SignedInRequest
from core.views.proving import proved


@administrators_only
@proved()
@require_http_methods(["GET", "POST"])
def organization_edit(request: SignedInRequest, pk: int | None = None) -> HttpResponse:
    """Add a unit, or change one."""
    if not request.user.keeps_accounts:
        raise Http404
    unit = get_object_or_404(Organization.objects.visible_to(request.user), pk=pk) if pk else None
    title = unit.name if unit else _("New unit")
    form = UnitForm(request.POST or None, instance=unit)
    if request.method == "POST" and form.is_valid() and _is_saved(request, form, pk):
        return redirect("accounts:organization-list")
    return show_form(request, form, title=title, back=reverse("accounts:organization-list"))


def _is_saved(request: SignedInRequest, form: UnitForm, pk: int | None) -> bool:
    """Save what was put in and say so; a refusal goes back into the form."""
    unit = Organization.objects.get(pk=pk) if pk else None
    try:
        save_unit(unit, actor=request.user, **form.cleaned_data)
    except DomainError as refusal:
        refuse(form, refusal)
        return False
    waits = unit is not None and changes.open_change(unit) is not None
    messages.success(request, changes.WAITS if waits else _("Saved."))
    return True


ACTS = {"confirm-change": organizations.confirm_change, "decline-change": organizations.decline_change}


@administrators_only
@proved()
@require_POST
def organization_act(request: SignedInRequest, pk: int, act: str) -> HttpResponse:
    """Agree or not to another place of a unit; the service says whose act it is."""
    unit = get_object_or_404(Organization.objects.visible_to(request.user), pk=pk)
    try:
        with transaction.atomic():
            organizations.refuse_unseen(unit, request.POST.get("seen", ""))
            ACTS[act](unit, actor=request.user)
    except NotOfUnitsError as not_mine:
        raise Http404 from not_mine
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Saved."))
    return redirect("accounts:organization-list")
