"""一园一档: the files of the parks."""

from django.contrib.auth.decorators import login_required
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core import clock
from core.requests import SignedInRequest
from core.views.editing import create, edit
from core.views.panels import file_page
from core.views.privacy import personal_data
from parks.forms.parks import NewParkForm, ParkForm
from parks.models import Infrastructure, Park
from parks.services.founding import found


@login_required
@require_safe
@personal_data
def park_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    facilities = Prefetch("infrastructure", Infrastructure.objects.as_of(clock.today()).select_related("kind"))
    parks = Park.objects.visible_to(request.user).select_related("county", "committee", "linked_leader")
    park = get_object_or_404(parks.with_troubles(clock.today()).prefetch_related(facilities), pk=pk)
    return file_page(request, park, back=(_("Parks"), "parks:park-list"))


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
