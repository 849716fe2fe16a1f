"""安全风险评级: the rounds in the file of a park."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core import clock
from core.requests import SignedInRequest
from core.views.editing import create, edit, place_of
from parks.forms.risk import RiskAssessmentForm
from parks.models import Park, RiskAssessment
from parks.services import risk


@login_required
@require_http_methods(["GET", "POST"])
def risk_create(request: SignedInRequest, pk: int) -> HttpResponse:
    park = get_object_or_404(Park.objects.visible_to(request.user), pk=pk)
    row = RiskAssessment(park=park, year=clock.today().year)
    title = _("Add a risk assessment of %(name)s") % {"name": park.label}
    return create(request, row, RiskAssessmentForm, title=title, back=place_of(row), write=risk.record)


@login_required
@require_http_methods(["GET", "POST"])
def risk_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(RiskAssessment.objects.visible_to(request.user).select_related("park"), pk=pk)
    title = _("Edit %(name)s") % {"name": row}
    return edit(request, row, RiskAssessmentForm, title=title, write=risk.correct)
