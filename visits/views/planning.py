"""拟订检查: a visit is prepared and changed, interests are declared, what was found is registered."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.errors import DomainError, NotYoursError, StaleError
from core.forms import RefusedAt
from core.requests import SignedInRequest
from core.rules.bounds import whole
from core.views.privacy import personal_data
from enterprises.models import Enterprise
from rectification.forms.registering import RegisterForm
from rectification.views.registering import LONGEST_PLACE
from visits.forms import DeclareForm, VisitEditForm, VisitForm
from visits.models import Officer, Visit
from visits.services import declaring, drawn, findings, origins, planning
from visits.views.looking_up import visit_of
from visits.workflow import closed_to, inspects, of_body, registers_on


@login_required
@require_http_methods(["GET", "POST"])
@personal_data
def visit_create(request: SignedInRequest) -> HttpResponse:
    """Prepare a visit; then each of the team declares, and it is proposed."""
    if not inspects(request.user):
        raise PermissionDenied
    origin = origins.asked(request.GET.dict(), request.user)
    proposed = origin.proposed if origin else _asked_for(request)
    form = VisitForm(request.POST or None, user=request.user, proposed=proposed)
    if request.method == "POST" and form.is_valid():
        with RefusedAt(form):
            made = planning.draft(form.given(), actor=request.user, origin=origin)
            messages.success(request, _("Prepared; now each of the team declares, then it is proposed."))
            return redirect(made)
    title = _("Prepare a visit")
    context = {"form": form, "title": title, "act": title, "back": reverse("visits:visit-list")}
    return render(request, "core/edit.html", context, status=422 if form.errors else 200)


def _asked_for(request: SignedInRequest) -> dict[str, object]:
    """What follows from the page from which one comes: of a draw all that it says, else the enterprise."""
    if (key := whole(request.GET.get("drawn", ""))) is not None:
        line = planning.lines_to_plan(request.user).filter(pk=key).first()
        if line is None and request.method == "GET":
            messages.warning(
                request, _("This line of a draw is not yours to plan: it is planned, replaced or another's.")
            )
        return drawn.proposed_by(line) if line else {}
    key = whole(request.GET.get("enterprise", ""))
    rows = Enterprise.objects.visible_to(request.user)
    return {"enterprise": rows.filter(pk=key).first() if key is not None else None}


@login_required
@require_http_methods(["GET", "POST"])
@personal_data
def visit_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change what is planned, until it is proposed; somebody else's change is told and what was typed stays."""
    visit = visit_of(request, pk)
    if not of_body(visit, request.user):
        raise PermissionDenied
    if not visit.is_prepared:
        messages.error(request, _("It has been proposed; what was proposed stays as it is."))
        return redirect(visit)
    form = VisitEditForm(request.POST or None, instance=visit, user=request.user)
    if request.method == "POST" and form.is_valid() and (saved := _changed(visit, form)):
        messages.success(request, _("Saved."))
        return redirect(saved)
    context = {"form": form, "title": _("Change the visit"), "back": visit.get_absolute_url()}
    return render(request, "core/edit.html", context, status=422 if form.errors else 200)


def _changed(visit: Visit, form: VisitEditForm) -> Visit | None:
    """The visit as it was written; None where that is refused, which the form says."""
    values = {name: form.cleaned_data[name] for name in form.changed_data if name != "version"}
    try:
        return planning.change(visit, actor=form.user, version=form.cleaned_data["version"], values=values)
    except StaleError as stale:
        form.meet(Visit.objects.get(pk=visit.pk), stale)
    except DomainError as refusal:
        form.refuse(refusal)
    return None


@login_required
@require_http_methods(["GET", "POST"])
@personal_data
def officer_declare(request: SignedInRequest, pk: int) -> HttpResponse:
    """Whether an interest binds an officer to the enterprise; where one does, the officer can't go."""
    rows = Officer.objects.visible_to(request.user).select_related("visit__enterprise", "person")
    officer = get_object_or_404(rows, pk=pk)
    if not declaring.declares_for(officer, request.user):
        raise PermissionDenied
    form, visit = DeclareForm(request.POST or None), officer.visit
    if request.method == "POST" and form.is_valid():
        with RefusedAt(form):
            _declare(officer, form.cleaned_data, request)
            return redirect(visit)
    title = _("Declaration of %(name)s: %(place)s") % {"name": officer.name, "place": visit.enterprise.label}
    context = {"form": form, "title": title, "act": _("Declare"), "back": visit.get_absolute_url()}
    return render(request, "core/edit.html", context, status=422 if form.errors else 200)


def _declare(officer: Officer, given: dict[str, str], request: SignedInRequest) -> None:
    if given["bound"] == "no":
        declaring.declare_none(officer, actor=request.user)
        messages.success(request, _("Declared: no interest."))
        return
    declaring.declare_interest(officer, kind=given["kind"], reason=given["reason"], actor=request.user)
    messages.success(request, _("Declared; choose somebody else for the team."))


@login_required
@require_http_methods(["GET", "POST"])
def visit_register(request: SignedInRequest, pk: int) -> HttpResponse:
    """Log a problem that was found on the visit: the enterprise is filled in, the visit is kept."""
    visit = visit_of(request, pk)
    if not registers_on(visit, request.user):
        raise NotYoursError(closed_to(visit, request.user))
    place = {"enterprise": visit.enterprise_id, "place": request.GET.get("place", "")[:LONGEST_PLACE]}
    form = RegisterForm(request.POST or None, request.FILES or None, user=request.user, initial=place)
    form.at(request.user, f"visit:{visit.pk}", "register")
    if request.method == "POST" and form.is_valid():
        try:
            item = findings.register(visit, form.given(), actor=request.user)
        except DomainError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Registered as %(number)s, found on this visit.") % {"number": item.number})
            return redirect(f"{visit.get_absolute_url()}#found")
    context = {"form": form, "visit": visit, "action": request.path}
    return render(request, "rectification/register.html", context, status=422 if form.errors else 200)
