"""The pages of a unit, a supervisor and an instrument, the overview above the units, and what the balance means."""

from collections.abc import Mapping

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from capability.apps import keeps_capability
from capability.models import Equipment, Supervisor, Team
from capability.panels import drawn, terms_of_the_formula
from capability.services.balancing import balance_of
from core import clock, figures
from core.figures import Asked, Moment
from core.requests import SignedInRequest
from core.views.listing import Found
from core.views.panels import file_page
from core.views.privacy import personal_data

SUMMED = ("supervisors.in_post", "supervisors.qualified", "supervisors.share", "teams.without_people")


def overview(request: SignedInRequest, found: Found, shown: Mapping[str, object]) -> dict[str, object]:
    """Under the units: all that the person sees together, by month, and the balance of the coming months."""
    if found.errors:
        return {}
    asked_day = found.asked.form.cleaned_data.get("on") if found.asked else None
    asked = Asked.by(request.user, as_of=Moment.end_of(asked_day) if asked_day else None)
    return {
        "now": figures.read(SUMMED, asked),
        "day": asked_day or clock.today(),
        "drawn": drawn(Supervisor.objects.visible_to(request.user), {}),
        "balance": balance_of(request.user, None) if request.user.oversees_units else None,
    }


@login_required
@require_safe
@personal_data
def team_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    rows = Team.objects.visible_to(request.user).counted(clock.today()).select_related("organization")
    team = get_object_or_404(rows, pk=pk)
    return file_page(request, team, back=(_("Capability"), "capability:team-list"))


@login_required
@require_safe
@personal_data
def person_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    rows = Supervisor.objects.visible_to(request.user).select_related("organization", "account")
    person = get_object_or_404(rows, pk=pk)
    return file_page(request, person, back=(_("Supervisors"), "capability:supervisor-list"))


@login_required
@require_safe
def equipment_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    thing = get_object_or_404(Equipment.objects.visible_to(request.user).select_related("organization"), pk=pk)
    return file_page(request, thing, back=(_("Supervision equipment"), "capability:equipment-list"))


@login_required
@require_safe
def formula(request: SignedInRequest) -> HttpResponse:
    """How the capability balance is drawn up, with the numbers in force."""
    if not keeps_capability(request.user):
        raise Http404
    return render(request, "capability/formula.html", terms_of_the_formula())
