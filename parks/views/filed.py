"""Entries with photos or documents: documents of the park, visits of its leader."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core import clock
from core.forms import RefusedAt
from core.requests import SignedInRequest
from core.views.editing import place_of
from core.views.privacy import personal_data
from parks.forms.entries import NewParkPaperForm, VisitForm
from parks.models import LeaderVisit, Park, ParkPaper
from parks.services import filing


@login_required
@require_http_methods(["GET", "POST"])
def paper_create(request: SignedInRequest, pk: int) -> HttpResponse:
    park = get_object_or_404(Park.objects.visible_to(request.user), pk=pk)
    if not request.user.keeps_files:
        raise PermissionDenied
    row = ParkPaper(park=park)
    form = NewParkPaperForm(request.POST or None, files=request.FILES or None, instance=row, user=request.user)
    if request.method == "POST" and form.is_valid():
        with RefusedAt(form):
            filing.file_paper(form.instance, form.cleaned_data["attached"], actor=request.user, names=form.names())
            messages.success(request, _("Saved."))
            return redirect(place_of(row))
    return _shown(request, form, _("Add a document to the file of %(name)s") % {"name": park.label}, place_of(row))


@login_required
@require_http_methods(["GET", "POST"])
@personal_data
def visit_create(request: SignedInRequest, pk: int) -> HttpResponse:
    """The linked leader, or who keeps the file for this one, says what was seen."""
    park = get_object_or_404(Park.objects.visible_to(request.user).select_related("linked_leader"), pk=pk)
    if not filing.records_visits(park, request.user):
        raise PermissionDenied
    row = LeaderVisit(park=park, leader=park.linked_leader, day=clock.today())
    form = VisitForm(request.POST or None, files=request.FILES or None, instance=row, user=request.user)
    if request.method == "POST" and form.is_valid():
        with RefusedAt(form):
            filing.record_visit(form.instance, form.cleaned_data["photos"], actor=request.user, names=form.names())
            messages.success(request, _("Saved."))
            return redirect(place_of(row))
    return _shown(request, form, _("Visit of the leader to %(name)s") % {"name": park.label}, place_of(row))


def _shown(request: SignedInRequest, form: Form, title: str, back: str) -> HttpResponse:
    context = {"form": form, "title": title, "back": back}
    return render(request, "parks/with_files.html", context, status=422 if form.errors else 200)
