"""一园一档: the files of the parks."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.querysets import manager_of
from core.requests import SignedInRequest
from core.services.changes import changes_of
from core.views.editing import create, edit
from core.views.listing import page_of
from core.views.privacy import personal_data
from parks.forms import InfrastructureForm, NewParkForm, ParkForm
from parks.models import Infrastructure, Park
from parks.services.founding import found

TABS = ("overview", "infrastructure", "enterprises", "changes")


@login_required
@require_safe
@personal_data
def park_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """Head with signs; then the part of the file that is asked for."""
    parks = Park.objects.visible_to(request.user).select_related("county", "committee", "linked_leader")
    park = get_object_or_404(parks, pk=pk)
    facilities = park.infrastructure.select_related("kind")
    enterprises = manager_of(Park, "enterprises").visible_to(request.user).filter(park=park)
    tab = request.GET.get("tab") if request.GET.get("tab") in TABS else "overview"
    context = {
        "park": park,
        "facilities": facilities,
        "late": sum(facility.is_late for facility in facilities),
        "page": page_of(request, enterprises) if tab == "enterprises" else None,
        "tab": tab,
        "tabs": _tabs(park, len(facilities), enterprises.count()),
        "changes": list(changes_of(park)) if tab == "changes" else [],
        "may_edit": request.user.keeps_files,
    }
    return render(request, "parks/park_detail.html", context)


def _tabs(park: Park, facilities: int, enterprises: int) -> list[dict[str, object]]:
    here = park.get_absolute_url()
    return [
        {"name": "overview", "label": _("Overview"), "url": here, "count": None},
        {
            "name": "problems",
            "label": _("Problems"),
            "url": f"{reverse('rectification:item-list')}?park={park.pk}",
            "count": None,
        },
        {
            "name": "infrastructure",
            "label": _("Infrastructure"),
            "url": f"{here}?tab=infrastructure",
            "count": facilities,
        },
        {"name": "enterprises", "label": _("Enterprises"), "url": f"{here}?tab=enterprises", "count": enterprises},
        {"name": "changes", "label": _("Changes"), "url": f"{here}?tab=changes", "count": None},
    ]


@login_required
@require_http_methods(["GET", "POST"])
def park_create(request: SignedInRequest) -> HttpResponse:
    back = reverse("parks:park-list")
    return create(request, Park(), NewParkForm, title=_("New park"), back=back, write=found)


@login_required
@require_http_methods(["GET", "POST"])
@personal_data
def park_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    park = get_object_or_404(Park.objects.visible_to(request.user), pk=pk)
    return edit(request, park, ParkForm, title=_("Edit %(name)s") % {"name": park.name})


@login_required
@require_http_methods(["GET", "POST"])
def infrastructure_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    facility = get_object_or_404(Infrastructure.objects.visible_to(request.user).select_related("park"), pk=pk)
    return edit(request, facility, InfrastructureForm, title=_("Edit %(name)s") % {"name": facility.name})


@login_required
@require_http_methods(["GET", "POST"])
def infrastructure_create(request: SignedInRequest, pk: int) -> HttpResponse:
    park = get_object_or_404(Park.objects.visible_to(request.user), pk=pk)
    facility = Infrastructure(park=park)
    title = _("Add infrastructure of %(name)s") % {"name": park.label}
    return create(request, facility, InfrastructureForm, title=title, back=park.get_absolute_url())
