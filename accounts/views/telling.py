"""消息设置、代班、消息成效: what I am told and why, who is told in my place, and what has become of it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Page
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import listings
from accounts.forms.telling import AbsenceForm, NoticeLogForm, TellingForm
from accounts.models import Absence, User
from accounts.services import absences
from core import clock, figures
from core.figures import Asked
from core.forms import RefusedAt
from core.listing import Listing
from core.requests import SignedInRequest
from core.rules.months import Month
from core.views.listing import page_of
from core.views.privacy import personal_data
from notices import kinds as notice_kinds
from notices.services import preferences

Line = tuple[User, dict[str, figures.Reading]]
CODES = ("notices.told", "notices.mailed", "notices.urgent", "notices.opened", "notices.acted_on")
RATES = ("notices.opened_rate", "notices.acted_on_rate")


@login_required
@require_http_methods(["GET", "POST"])
@personal_data
def telling(request: SignedInRequest) -> HttpResponse:
    """What comes by e-mail and when."""
    form = TellingForm(request.POST or None, person=request.user)
    if request.method == "POST" and form.is_valid():
        hours = {name: form.cleaned_data[name] for name in ("quiet_from", "quiet_until")}
        with RefusedAt(form):
            preferences.choose(request.user, unwanted=form.unwanted(), **hours)
            messages.success(request, _("Saved."))
            return redirect("accounts:telling")
    return _show(request, form=form)


@login_required
@require_POST
def absence_enter(request: SignedInRequest) -> HttpResponse:
    form = AbsenceForm(request.POST, actor=request.user)
    if form.is_valid():
        with RefusedAt(form):
            absences.enter(**form.cleaned_data, actor=request.user)
            messages.success(request, _("Entered; the substitute is told in these days what is a duty."))
            return redirect("accounts:telling")
    return _show(request, absence_form=form)


@login_required
@require_POST
def absence_end(request: SignedInRequest, pk: int) -> HttpResponse:
    absence = get_object_or_404(Absence.objects.visible_to(request.user), pk=pk)
    try:
        absences.end(absence, actor=request.user)
    except absences.NotYoursError:
        raise Http404 from None
    messages.success(request, _("Ended; from now on nobody is told in the same place."))
    return redirect("accounts:telling")


def _show(
    request: SignedInRequest, *, form: TellingForm | None = None, absence_form: AbsenceForm | None = None
) -> HttpResponse:
    me = request.user
    rows = Absence.objects.visible_to(me).not_over(clock.today()).select_related("person", "substitute")
    form, absence_form = form or TellingForm(person=me), absence_form or AbsenceForm(actor=me)
    context = {
        "form": form,
        "absence_form": absence_form,
        "absences": [(absence, absences.may_enter_for(absence.person, me)) for absence in rows],
        "has_colleagues": me.is_head or absences.colleagues(me).exists(),
        "duties": [kind for kind in notice_kinds.reaching(me) if kind.duty],
        "county_hours": preferences.hours_of_county(),
    }
    failed = form.errors or absence_form.errors
    return render(request, "accounts/telling.html", context, status=422 if failed else 200)


@login_required
@require_safe
@personal_data
def notice_figures(request: SignedInRequest) -> HttpResponse:
    """Per person of those one watches over; per day for one of them."""
    form = NoticeLogForm(request.GET)
    if not form.is_valid():
        raise Http404
    asked = form.asked(request.user)
    month = asked.month or Month.of(clock.today())
    asked = Asked.by(request.user, month=month, part=asked.part)
    people = User.objects.overseen_by(request.user).select_related("organization")
    person = get_object_or_404(people, pk=asked.part["person"]) if "person" in asked.part else None
    if person is None:
        lines, page = _by_person(request, people, asked)
    else:
        lines, page = list(figures.read_by("day", CODES, asked).items())[::-1], None
    context = {
        "whole": figures.read((*CODES, *RATES), asked),
        "heads": [figures.named(code) for code in CODES],
        "lines": [(key, [by[code] for code in CODES]) for key, by in lines],
        "person": person,
        "month": month,
        "page": page,
    }
    return render(request, "accounts/notice_figures.html", context)


def _by_person(request: SignedInRequest, people: QuerySet[User], asked: Asked) -> tuple[list[Line], Page[User]]:
    """A page of those who have been told anything in the month, in the order of the units."""
    told = figures.items("notices.told", asked).order_by().values("recipient")
    page = page_of(request, people.filter(pk__in=told).order_by("organization__protocol_order", "name", "pk"))
    shown = {found.pk: found for found in page.object_list}
    if not shown:
        return [], page
    found = figures.read_by("person", CODES, asked.of(person=",".join(map(str, shown))))
    return [(shown[key], found[key]) for key in shown if key in found], page


def notices_behind(request: SignedInRequest) -> Listing:
    """The notices behind the figure, month, person or day of the link."""
    form = NoticeLogForm(request.GET)
    if not form.is_valid():
        raise Http404
    return listings.notices_behind(form.cleaned_data["figure"], form.asked(request.user))
