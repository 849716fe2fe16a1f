"""一张图: the map of a park with the list of the same things beside it."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core import clock
from core.requests import SignedInRequest
from core.rules.bounds import whole
from core.views.whole import WholeRequest
from maps.forms import MapFilterForm
from maps.querysets import OFFICIAL, ON_THE_MAP
from maps.services import placing, showing
from maps.services.showing import Shown
from maps.states import Light
from parks.models import Park

REMEMBERED = "map_park"


@login_required
@require_safe
def the_map(request: SignedInRequest) -> HttpResponse:
    """The map of the park that was looked at last, else of the first."""
    parks = list(Park.objects.visible_to(request.user))
    if not parks:
        return render(request, "maps/no_park.html")
    last = request.session.get(REMEMBERED)
    park = next((park for park in parks if park.pk == last), parks[0])
    query = request.GET.urlencode()
    return redirect(reverse("maps:park-map", args=[park.pk]) + (f"?{query}" if query else ""))


@login_required
@require_safe
def park_map(request: SignedInRequest, pk: int) -> HttpResponse:
    park = get_object_or_404(Park.objects.visible_to(request.user), pk=pk)
    if request.user.reach not in ON_THE_MAP:
        raise Http404
    user, chosen = request.user, whole(request.GET.get("plan", ""))
    plan = showing.plan_of(park, user, chosen=chosen, day=clock.today())
    every = showing.shown(park, plan, user)
    form = _filter(request, every)
    context = {
        "park": park,
        "parks": Park.objects.visible_to(user),
        "plan": plan,
        "plans": park.map_plans.visible_to(user).newest_first(),
        "sees_drawing": user.reach in OFFICIAL,
        "shown": showing.narrowed(every, *_chosen(form)),
        "form": form,
        "keeps": placing.keeps_the_map(park, user),
        "at": request.GET.get("at", ""),
    }
    if isinstance(request, WholeRequest):
        request.add(_("Map"), "maps/_list.html", context)
        return HttpResponse()
    _remember(request, park)
    return render(request, "maps/map.html", context)


def _remember(request: SignedInRequest, park: Park) -> None:
    if request.session.get(REMEMBERED) != park.pk:
        request.session[REMEMBERED] = park.pk


def _filter(request: SignedInRequest, every: Shown) -> MapFilterForm:
    known = [(layer.name, layer.label) for layer, _pins in every.groups]
    lights = [(light.style, f"{light.sign} {light.label}") for light in sorted(Light, reverse=True)]
    return MapFilterForm(request.GET, layers=known, lights=lights)


def _chosen(form: MapFilterForm) -> tuple[list[str], list[str]]:
    """Layers and lights that the link names; what it names wrongly narrows nothing."""
    form.is_valid()
    return form.cleaned_data.get("layer") or [], form.cleaned_data.get("light") or []
