"""现场贴码: what a sticker at a gate or a hazard source opens for an official, and the sheet of a plant with all."""

from dataclasses import dataclass
from urllib.parse import urlencode

import segno
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core import clock
from core.requests import SignedInRequest
from enterprises.models import Enterprise
from safety.models import HazardSource
from safety.states import SourceState
from visits.models import Visit
from visits.states import AHEAD, BEGUN
from visits.workflow import registers_on


@dataclass(frozen=True)
class Sticker:
    """A place of a plant, with the picture that leads there."""

    name: str
    picture: str


@login_required
@require_safe
def enterprise_place(request: SignedInRequest, pk: int) -> HttpResponse:
    """The gate of a plant."""
    enterprise = get_object_or_404(Enterprise.objects.visible_to(request.user), pk=pk)
    return _place(request, enterprise, _("Gate"))


@login_required
@require_safe
def source_place(request: SignedInRequest, pk: int) -> HttpResponse:
    """A hazard source of a plant."""
    rows = HazardSource.objects.visible_to(request.user).select_related("enterprise")
    source = get_object_or_404(rows, pk=pk)
    return _place(request, source.enterprise, source.name, source)


def _place(
    request: SignedInRequest, enterprise: Enterprise, name: str, source: HazardSource | None = None
) -> HttpResponse:
    """Which plant and place it is, the visits of today, and the way to log a problem right here."""
    states = AHEAD | BEGUN
    rows = Visit.objects.visible_to(request.user).filter(enterprise=enterprise, planned_on=clock.today())
    visits = list(rows.filter(state__in=states).select_related("body", "enterprise"))
    own = next((visit for visit in visits if registers_on(visit, request.user)), None)
    here = urlencode({"enterprise": enterprise.pk, "place": name})
    form = reverse("visits:visit-register", args=[own.pk]) if own else reverse("rectification:item-register")
    context = {
        "enterprise": enterprise,
        "name": name,
        "source": source,
        "visits": visits,
        "own": own,
        "register": f"{form}?{here}" if request.user.records_findings else "",
    }
    return render(request, "visits/place.html", context)


@login_required
@require_safe
def enterprise_stickers(request: SignedInRequest, pk: int) -> HttpResponse:
    """The stickers of a plant on pages to be printed: its gate, and its hazard sources in use."""
    enterprise = get_object_or_404(Enterprise.objects.visible_to(request.user), pk=pk)
    sources = HazardSource.objects.visible_to(request.user).filter(enterprise=enterprise)
    sources = sources.exclude(state=SourceState.REMOVED).order_by("name", "pk")
    stickers = [_sticker(request, _("Gate"), "enterprise-place", enterprise.pk)]
    stickers += [_sticker(request, source.name, "source-place", source.pk) for source in sources]
    return render(request, "visits/stickers.html", {"enterprise": enterprise, "stickers": stickers})


def _sticker(request: SignedInRequest, name: str, door: str, key: int) -> Sticker:
    address = request.build_absolute_uri(reverse(f"visits:{door}", args=[key]))
    return Sticker(name, segno.make(address, error="q").svg_data_uri(scale=6, light="white", dark="black"))
