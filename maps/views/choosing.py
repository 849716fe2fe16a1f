"""选点: the plan of a park within the form of something else, on which a point is chosen."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.requests import SignedInRequest
from maps.querysets import OFFICIAL
from maps.services import choosing
from maps.views.showing import REMEMBERED
from parks.models import Park


@login_required
@require_safe
def spot_choose(request: SignedInRequest) -> HttpResponse:
    """The plan of the park that the form names, else of the one that was looked at last."""
    query = request.GET
    park = choosing.park_at_hand(
        request.user,
        park=query.get("of_park") or query.get("park", ""),
        enterprise="" if "of_park" in query else query.get("enterprise", ""),
        remembered=request.session.get(REMEMBERED),
    )
    plan, pins = choosing.pins_of(park, request.user) if park else (None, [])
    context = {
        "park": park,
        "parks": Park.objects.visible_to(request.user).exclude(map_plans=None).distinct(),
        "plan": plan,
        "pins": pins,
        "sees_drawing": request.user.reach in OFFICIAL,
    }
    return render(request, "maps/_choose.html", context)
