"""扫码入企: the page at the plant's gate, without a login: who comes, by which order, about what; entry and leaving."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.services import tries
from accounts.services.tries import TooManyTriesError
from accounts.states import Reach
from accounts.views.sessions import too_many_tries
from core.addresses import address_of
from core.errors import DomainError
from core.forms import RefusedAt
from core.requests import SiteRequest
from visits.forms import ComplaintForm, RatingForm
from visits.models import Visit
from visits.services import answering, codes, entering
from visits.services.frequency import told_at_the_gate
from visits.states import AnswerKind

ABOUT = "visit"


@require_http_methods(["GET", "POST"])
def visit_gate(request: SiteRequest, code: str) -> HttpResponse:
    """For whoever has the code in hand; counted by address."""
    try:
        tries.count_checks(address_of(request), settings.VISIT_SCANS_AN_HOUR, about=ABOUT)
    except TooManyTriesError as refusal:
        return too_many_tries(request, refusal)
    visit = codes.visit_of(code)
    if visit is None:
        raise Http404
    if request.method == "POST":
        return _said(request, visit)
    return _page(request, visit, RatingForm(), ComplaintForm())


def _said(request: SiteRequest, visit: Visit) -> HttpResponse:
    """What the plant presses; officials look only."""
    if _is_official(request):
        raise PermissionDenied
    act = request.POST.get("act", "")
    if act in ("enter", "leave"):
        return _pressed(request, visit, act)
    if act == "rate":
        form = RatingForm(request.POST)
        if form.is_valid():
            with RefusedAt(form):
                answering.rate(visit, **form.cleaned_data)
                return _thanked(request)
        return _page(request, visit, form, ComplaintForm(), status=422)
    complaint = ComplaintForm(request.POST)
    if complaint.is_valid():
        with RefusedAt(complaint):
            answering.complain(visit, **complaint.cleaned_data)
            return _thanked(request)
    return _page(request, visit, RatingForm(), complaint, status=422)


def _pressed(request: SiteRequest, visit: Visit, act: str) -> HttpResponse:
    try:
        (entering.enter if act == "enter" else entering.leave)(visit)
    except DomainError as refusal:
        messages.error(request, str(refusal))
    return redirect(request.path)


def _thanked(request: SiteRequest) -> HttpResponse:
    messages.success(request, _("Recorded. Only the leaders of the body and the supervision of enforcement read it."))
    return redirect(request.path)


def _page(
    request: SiteRequest, visit: Visit, rating: RatingForm, complaint: ComplaintForm, status: int = 200
) -> HttpResponse:
    open_to = answering.open_to(visit)
    for form, kind in ((rating, AnswerKind.RATING), (complaint, AnswerKind.COMPLAINT)):
        if kind not in open_to:
            _tell_unshown(request, form)
    context = {
        "visit": visit,
        "team": visit.officers.all(),
        "frequency": told_at_the_gate(visit),
        "is_official": _is_official(request),
        "rating": rating if AnswerKind.RATING in open_to else None,
        "complaint": complaint if AnswerKind.COMPLAINT in open_to else None,
    }
    answer = render(request, "visits/gate.html", context, status=status)
    answer["Cache-Control"] = "no-store"
    return answer


def _tell_unshown(request: SiteRequest, form: RatingForm | ComplaintForm) -> None:
    """Why what was sent has not been taken, where its form is no longer on the page: somebody else was first."""
    for said in form.errors.values() if form.is_bound else ():
        messages.error(request, " ".join(str(each) for each in said))


def _is_official(request: SiteRequest) -> bool:
    """Somebody of the government is logged in here: it is the plant that presses, on its own phone."""
    return request.user.is_authenticated and request.user.reach not in (Reach.OWN, Reach.PUBLIC)
