"""一园一档: the files of the parks."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core import clock
from core.views.editing import create, edit
from parks.filters import ParkFilter
from parks.forms import InfrastructureForm, ParkForm
from parks.models import Infrastructure, Park

PAGE_SIZE = 30


@login_required
@require_safe
def park_list(request: HttpRequest) -> HttpResponse:
    rows = ParkFilter(request.GET, queryset=Park.objects.visible_to(request.user).select_related("committee")).qs
    words = request.GET.get("q", "").strip()
    page = Paginator(rows.containing(words) if words else rows, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "parks/park_list.html", {"page": page, "words": words, "today": clock.today()})


@login_required
@require_safe
def park_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Head with signs, then the file: recognition, plan, grade, infrastructure."""
    parks = Park.objects.visible_to(request.user).select_related("county", "committee", "linked_leader")
    park = get_object_or_404(parks, pk=pk)
    context = {
        "park": park,
        "infrastructure": park.infrastructure.select_related("kind"),
        "today": clock.today(),
        "may_edit": request.user.keeps_files,
    }
    return render(request, "parks/park_detail.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def park_edit(request: HttpRequest, pk: int) -> HttpResponse:
    park = get_object_or_404(Park.objects.visible_to(request.user), pk=pk)
    back = reverse("parks:park-detail", args=[pk])
    return edit(request, park, ParkForm, back=back, title=_("Edit %(name)s") % {"name": park.name})


@login_required
@require_http_methods(["GET", "POST"])
def infrastructure_edit(request: HttpRequest, pk: int) -> HttpResponse:
    facility = get_object_or_404(Infrastructure.objects.visible_to(request.user), pk=pk)
    back = reverse("parks:park-detail", args=[facility.park_id])
    return edit(request, facility, InfrastructureForm, back=back, title=_("Edit %(name)s") % {"name": facility.name})


@login_required
@require_http_methods(["GET", "POST"])
def infrastructure_create(request: HttpRequest, pk: int) -> HttpResponse:
    park = get_object_or_404(Park.objects.visible_to(request.user), pk=pk)
    back = reverse("parks:park-detail", args=[pk])
    return create(request, Infrastructure(park=park), InfrastructureForm, back=back, title=_("Add infrastructure"))
