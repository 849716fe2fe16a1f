"""One page for every step: the table says who may, the form says what is asked."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from django.views.decorators.vary import vary_on_headers

from core.errors import DomainError
from core.forms import RefusedAt, sent
from core.requests import SignedInRequest
from core.views.proving import proved
from rectification import workflow
from rectification.forms.steps import FORMS, StepForm
from rectification.models import Item
from rectification.services import advance, desk, reading, telling
from rectification.services.advancing import told_what_happened
from rectification.views import asking
from rectification.views.desk import VERDICT, next_after, place_of


def has_effect(request: SignedInRequest, pk: int, name: str) -> bool:
    """Whether the step asks for a fresh proof of who is there."""
    return workflow.TRANSITIONS[name].approves


@login_required
@proved(when=has_effect)
@require_http_methods(["GET", "POST"])
@vary_on_headers("HX-Request")
def transition(request: SignedInRequest, pk: int, name: str) -> HttpResponse:
    """Show what a step asks, as a page or in the drawer, or take it; what was typed stays when it is refused."""
    item = get_object_or_404(Item.objects.visible_to(request.user).for_page(), pk=pk)
    if workflow.is_for_systems(item, workflow.TRANSITIONS[name]):
        return redirect("rectification:item-transition", pk, "propose-pass")
    step, given = workflow.TRANSITIONS[name], request.POST if request.method == "POST" else None
    if not step.may(item, request.user):
        return _not_theirs(request, item, step, given)
    form = FORMS[name](given, request.FILES or None, item=item, user=request.user)
    if given is None:
        return _asked(request, step, form, status=200)
    return _taken(request, step, form) or _asked(request, step, form, status=409 if form.is_stale else 422)


def _taken(request: SignedInRequest, step: workflow.Transition, form: StepForm) -> HttpResponse | None:
    """Where a step that was taken leads: on the desk to the next item of the list. None where it was refused."""
    if not _is_at_desk(request):
        return _back(request, form.item) if _is_taken(request, step.name, form) else None
    place = place_of(request, form.item)
    return next_after(request, form.item, place) if _is_taken(request, step.name, form) else None


def _asked(request: SignedInRequest, step: workflow.Transition, form: StepForm, *, status: int) -> HttpResponse:
    """The form with what is judged by it; on the desk that stands beside it already."""
    context = asking.of_step(form.item, step, form, request.user)
    if _is_at_desk(request):
        return render(request, "rectification/_verdict.html", {**context, "is_in_pane": True}, status=status)
    context |= reading.beside(form.item, form.shows, request.user)
    page = "rectification/_step.html" if request.htmx else "rectification/step.html"
    return render(request, page, context, status=status)


def _is_at_desk(request: SignedInRequest) -> bool:
    """Whether the step is asked for beside the list of the desk, where the evidence stands already."""
    return request.htmx.target == VERDICT


@login_required
@require_safe
@vary_on_headers("HX-Request")
def turn(request: SignedInRequest, pk: int, name: str) -> HttpResponse:
    """The evidence first, then the verdicts side by side, none of them made beforehand."""
    item = get_object_or_404(Item.objects.visible_to(request.user).for_page(), pk=pk)
    asked = desk.turn_of(item, request.user, name)
    if asked is None:
        return redirect("rectification:item-transition", pk, name)
    page = "rectification/_turn.html" if request.htmx else "rectification/turn.html"
    return render(request, page, {"item": item, "turn": asked, **asking.judged(item, asked, request.user)})


def _not_theirs(
    request: SignedInRequest, item: Item, step: workflow.Transition, given: QueryDict | None
) -> HttpResponse:
    """The page of a step is for who may take it: anybody else reads why not, and the own words that were sent."""
    is_stale = given is not None and given.get("version") != str(item.version)
    refused = workflow.refusal_at(item, step, request.user)
    told = told_what_happened(item) if is_stale or refused is None else str(refused)
    context = {"item": item, "step": step, "refusal": told, "typed": _typed(step, given) if given else []}
    page = "rectification/_step_refused.html" if request.htmx else "rectification/step_refused.html"
    return render(request, page, context, status=409 if is_stale or refused is None else refused.status)


def _typed(step: workflow.Transition, given: QueryDict) -> list[tuple[object, str]]:
    """What was sent in the texts of the step's form, by their labels."""
    fields = FORMS[step.name].base_fields.items()
    return [(field.label, said) for name, field in fields if field.label and (said := sent(given, name))]


def _back(request: SignedInRequest, item: Item) -> HttpResponse:
    """To the item; from the drawer to the page it was opened on."""
    if not request.htmx:
        return redirect(item)
    here = request.htmx.current_url_abs_path or item.get_absolute_url()
    return HttpResponse(status=204, headers={"HX-Redirect": here})


def _is_taken(request: SignedInRequest, name: str, form: StepForm) -> bool:
    """Whether the step was taken; if not, the form says why."""
    if not form.is_valid():
        return False
    try:
        with RefusedAt(form):
            done = advance(form.item.pk, name, actor=form.user, version=form.cleaned_data["version"], **form.given())
            messages.success(request, telling.sentence(done, name, form.given()))
            return True
    except Item.DoesNotExist:
        form.refuse(DomainError(_("Somebody has changed this item since you opened it.")))
    return False
