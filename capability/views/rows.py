"""Writing the files of units, supervisors and instruments."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from capability.forms import (
    CalibrationForm,
    CertificateForm,
    EquipmentForm,
    NewTeamForm,
    PostForm,
    SupervisorForm,
    TeamForm,
    TrainingForm,
)
from capability.models import Calibration, Equipment, Supervisor, SupervisorCertificate, Team, Training
from capability.services import keeping
from core.forms import RefusedAt
from core.requests import SignedInRequest
from core.views.editing import create, edit, place_of
from core.views.privacy import personal_data

both = require_http_methods(["GET", "POST"])


def _team(request: SignedInRequest, pk: int) -> Team:
    return get_object_or_404(Team.objects.visible_to(request.user).select_related("organization"), pk=pk)


def _person(request: SignedInRequest, pk: int) -> Supervisor:
    return get_object_or_404(Supervisor.objects.visible_to(request.user).select_related("organization"), pk=pk)


@login_required
@both
def team_create(request: SignedInRequest) -> HttpResponse:
    return create(request, Team(), NewTeamForm, title=_("New supervising unit"), back=reverse("capability:team-list"))


@login_required
@both
def team_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    team = _team(request, pk)
    return edit(request, team, TeamForm, title=_("Edit %(name)s") % {"name": team})


@login_required
@both
@personal_data
def person_create(request: SignedInRequest, pk: int) -> HttpResponse:
    team = _team(request, pk)
    title = _("Add a supervisor of %(name)s") % {"name": team}
    row = Supervisor(organization=team.organization)
    back = f"{team.get_absolute_url()}?tab=people"
    return create(request, row, SupervisorForm, title=title, back=back, write=keeping.add_person)


@login_required
@both
@personal_data
def person_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    person = _person(request, pk)
    return edit(request, person, SupervisorForm, title=_("Edit %(name)s") % {"name": person})


@login_required
@both
@personal_data
def person_post(request: SignedInRequest, pk: int) -> HttpResponse:
    """Give a supervisor another post; the form shows the present one until it is written over."""
    person = _person(request, pk)
    if not request.user.keeps_files:
        raise PermissionDenied
    form = PostForm(request.POST or None, instance=person, user=request.user)
    if request.method == "POST" and form.is_valid():
        values = {name: form.cleaned_data[name] for name in ("post", "since")}
        with RefusedAt(form):
            saved = keeping.change_post(person, actor=request.user, version=form.cleaned_data["version"], values=values)
            messages.success(request, _("Saved."))
            return redirect(saved)
    context = {
        "form": form,
        "title": _("New post of %(name)s") % {"name": _person(request, pk)},
        "back": person.get_absolute_url(),
    }
    return render(request, "core/edit.html", context, status=422 if form.errors else 200)


@login_required
@both
@personal_data
def certificate_create(request: SignedInRequest, pk: int) -> HttpResponse:
    person = _person(request, pk)
    title = _("Add a certificate of %(name)s") % {"name": person.name}
    row, back = SupervisorCertificate(person=person), f"{person.get_absolute_url()}?tab=certificates"
    return create(request, row, CertificateForm, title=title, back=back)


@login_required
@both
@personal_data
def certificate_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    rows = SupervisorCertificate.objects.visible_to(request.user).select_related("person")
    row = get_object_or_404(rows, pk=pk)
    return edit(request, row, CertificateForm, title=_("Edit %(name)s") % {"name": row})


@login_required
@both
@personal_data
def training_create(request: SignedInRequest, pk: int) -> HttpResponse:
    person = _person(request, pk)
    title = _("Add a training of %(name)s") % {"name": person.name}
    row, back = Training(person=person), f"{person.get_absolute_url()}?tab=training"
    return create(request, row, TrainingForm, title=title, back=back, write=keeping.add_training)


@login_required
@both
@personal_data
def training_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Training.objects.visible_to(request.user).select_related("person"), pk=pk)
    return edit(request, row, TrainingForm, title=_("Edit %(name)s") % {"name": row}, write=keeping.change_training)


@login_required
@both
def equipment_create(request: SignedInRequest, pk: int) -> HttpResponse:
    team = _team(request, pk)
    title = _("Add an instrument of %(name)s") % {"name": team}
    row, back = Equipment(organization=team.organization), f"{team.get_absolute_url()}?tab=equipment"
    return create(request, row, EquipmentForm, title=title, back=back, write=keeping.add_equipment)


@login_required
@both
def equipment_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Equipment.objects.visible_to(request.user), pk=pk)
    return edit(request, row, EquipmentForm, title=_("Edit %(name)s") % {"name": row})


@login_required
@both
def calibration_create(request: SignedInRequest, pk: int) -> HttpResponse:
    """Record a calibration with its scans."""
    thing = get_object_or_404(Equipment.objects.visible_to(request.user), pk=pk)
    if not request.user.keeps_files:
        raise PermissionDenied
    row = Calibration(equipment=thing)
    form = CalibrationForm(request.POST or None, files=request.FILES or None, instance=row, user=request.user)
    if request.method == "POST" and form.is_valid():
        scans = form.cleaned_data["scans"]
        with RefusedAt(form):
            keeping.record_calibration(form.instance, scans, actor=request.user, names=form.names())
            messages.success(request, _("Saved."))
            return redirect(place_of(row))
    context = {"form": form, "title": _("Calibration of %(name)s") % {"name": thing}, "back": place_of(row)}
    return render(request, "parks/with_files.html", context, status=422 if form.errors else 200)
