"""基础设施: the facilities of a park, each with its milestones and its progress."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core import clock
from core.forms import RefusedAt
from core.requests import SignedInRequest
from core.views.editing import create, edit, place_of
from core.views.listing import Found, Lot
from parks.forms.asked import as_of
from parks.forms.infrastructure import InfrastructureForm, NewInfrastructureForm
from parks.forms.progress import ProgressForm
from parks.models import Infrastructure, Park
from parks.panels.infrastructure import drawn
from parks.querysets import InfrastructureQuerySet
from parks.services import progress
from parks.services.standing import Stood


def stood(request: SignedInRequest, found: Found, page: Lot) -> list[object]:
    """The facilities of a page of the list, as of the day that its link asks for."""
    day = as_of(request.GET)
    return [Stood(facility, day) for facility in page.object_list]


@login_required
@require_safe
def infrastructure_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """A facility: planned and real milestones, and how far it was on each day on which somebody said so."""
    facility = get_object_or_404(_seen(request).as_of(clock.today()), pk=pk)
    rows = facility.progress_rows.select_related("recorded_by").prefetch_related("photos")
    today = clock.today()
    context = {
        "facility": facility,
        "back": place_of(facility),
        "milestones": [(name, each, each.delay(today)) for name, each in facility.milestones],
        "line": drawn([Stood(facility, today)], today),
        "rows": rows,
        "keeps": request.user.keeps_files,
    }
    return render(request, "parks/infrastructure.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def infrastructure_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    facility = _facility(request, pk)
    return edit(request, facility, InfrastructureForm, title=_("Edit %(name)s") % {"name": facility.name})


@login_required
@require_http_methods(["GET", "POST"])
def infrastructure_create(request: SignedInRequest, pk: int) -> HttpResponse:
    park = get_object_or_404(Park.objects.visible_to(request.user), pk=pk)
    facility = Infrastructure(park=park)
    title = _("Add infrastructure of %(name)s") % {"name": park.label}
    return create(request, facility, NewInfrastructureForm, title=title, back=place_of(facility), write=progress.found)


@login_required
@require_http_methods(["GET", "POST"])
def infrastructure_progress(request: SignedInRequest, pk: int) -> HttpResponse:
    """From the phone: percent, status, a few words, photos."""
    facility = _facility(request, pk)
    if not request.user.keeps_files:
        raise PermissionDenied
    form = ProgressForm(request.POST or None, request.FILES or None, facility=facility, user=request.user)
    if request.method == "POST" and form.is_valid():
        with RefusedAt(form):
            progress.note(facility.pk, form.seen(), actor=request.user)
            messages.success(request, _("Saved."))
            return redirect(facility)
    title = _("Progress of %(name)s") % {"name": facility.name}
    context = {"form": form, "title": title, "back": facility.get_absolute_url()}
    return render(request, "parks/with_files.html", context, status=422 if form.errors else 200)


def _facility(request: SignedInRequest, pk: int) -> Infrastructure:
    return get_object_or_404(_seen(request), pk=pk)


def _seen(request: SignedInRequest) -> InfrastructureQuerySet:
    return Infrastructure.objects.visible_to(request.user).select_related("park", "kind")
