"""包保责任人: who answers for a hazard source, and the checks made."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.requests import SignedInRequest
from core.views.editing import create, edit
from core.views.privacy import personal_data
from safety.forms import GuarantorCheckForm, GuarantorForm, NewGuarantorForm
from safety.models import Guarantor, GuarantorCheck, HazardSource
from safety.services import guarding


@login_required
@require_http_methods(["GET", "POST"])
@personal_data
def guarantor_add(request: SignedInRequest, pk: int) -> HttpResponse:
    source = get_object_or_404(HazardSource.objects.visible_to(request.user), pk=pk)
    title = _("Name a guarantor of %(name)s") % {"name": source.name}
    back = f"{source.get_absolute_url()}?tab=guarantors"
    return create(request, Guarantor(source=source), NewGuarantorForm, title=title, back=back, write=guarding.add)


@login_required
@require_http_methods(["GET", "POST"])
@personal_data
def guarantor_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    rows = Guarantor.objects.visible_to(request.user).select_related("source", "person")
    guarantor = get_object_or_404(rows, pk=pk)
    title = _("Edit %(name)s") % {"name": guarantor}
    return edit(request, guarantor, GuarantorForm, title=title, write=guarding.change)


@login_required
@require_http_methods(["GET", "POST"])
@personal_data
def guarantor_check(request: SignedInRequest, pk: int) -> HttpResponse:
    """Record that a guarantor has checked his source."""
    rows = Guarantor.objects.visible_to(request.user).running().select_related("source", "person")
    guarantor = get_object_or_404(rows, pk=pk)
    title = _("Record a check: %(name)s") % {"name": guarantor}
    back = f"{guarantor.source.get_absolute_url()}?tab=guarantors"
    check = GuarantorCheck(guarantor=guarantor)
    return create(request, check, GuarantorCheckForm, title=title, back=back, write=guarding.record_check)
