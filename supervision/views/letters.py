"""督办函 and its kind: the list, one letter with receipt and answer, and the clocks of a listing."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from core.errors import DomainError, StaleError
from core.forms import RefusedAt
from core.requests import SignedInRequest
from core.services.acting import refuse_others, take
from core.views.proving import proved
from documents.pages import shown
from documents.services.files import Leaving, document_of, leaving
from documents.services.issuing import rehearsed_letters
from documents.views.checks import paper_check
from documents.views.papers import left_as_file
from rectification.models import ListedSupervision
from rectification.services.listing_supervision import clocks_of
from rectification.workflow.listings import LISTINGS
from supervision.forms.letters import (
    AnswerForm,
    AskExtensionForm,
    DecideExtensionForm,
    PublishedForm,
    RemoveForm,
    VoidForm,
)
from supervision.models import SupervisionLetter
from supervision.services import letters, removing
from supervision.workflow import LETTERS


@login_required
@require_safe
def letter_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """The letter as it was issued; to the unit with the button by which it gives the receipt."""
    return _page(request, _letter(request, pk))


@login_required
@require_POST
def letter_receive(request: SignedInRequest, pk: int) -> HttpResponse:
    """签收: a person gives the receipt; opening the letter does not."""
    letter = _letter(request, pk)
    try:
        take(LETTERS, pk, "receive", actor=request.user)
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, str(LETTERS.steps["receive"].done))
    return redirect(letter)


@login_required
@require_POST
def letter_answer(request: SignedInRequest, pk: int) -> HttpResponse:
    letter = _letter_for(request, pk, "answer")
    form = AnswerForm(request.POST, request.FILES, letter=letter, user=request.user)
    if form.is_valid():
        try:
            take(LETTERS, pk, "answer", actor=request.user, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error("files" if refusal.field in ("file", "files") else None, str(refusal))
        else:
            messages.success(request, str(LETTERS.steps["answer"].done))
            return redirect(letter)
    return _page(request, letter, answer_form=form)


@login_required
@require_POST
def letter_void(request: SignedInRequest, pk: int) -> HttpResponse:
    letter, form = _letter_for(request, pk, "void"), VoidForm(request.POST)
    if form.is_valid():
        try:
            take(LETTERS, pk, "void", actor=request.user, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, str(LETTERS.steps["void"].done))
            return redirect(letter)
    return _page(request, letter, void_form=form)


def _leaving(request: SignedInRequest, pk: int) -> Leaving:
    """The letter as Word or PDF."""
    return leaving(_letter(request, pk).paper)


letter_file = left_as_file(_leaving)


def _letter(request: SignedInRequest, pk: int) -> SupervisionLetter:
    names = ("addressee", "received_by", "answered_by", "document__issued_by__organization", "document__voided_by")
    return get_object_or_404(SupervisionLetter.objects.visible_to(request.user).select_related(*names), pk=pk)


def _letter_for(request: SignedInRequest, pk: int, step: str) -> SupervisionLetter:
    """A letter that the person may take a step at."""
    letter = _letter(request, pk)
    refuse_others(LETTERS.steps[step], letter, request.user)
    return letter


def _page(request: SignedInRequest, letter: SupervisionLetter, **forms: Form) -> HttpResponse:
    refused, steps = next(iter(forms.values()), None), LETTERS.offered(letter, request.user)
    context = {
        "letter": letter,
        **shown(document_of(letter.paper)),
        "answer_files": letter.answer_files.all() if letter.answered_at else (),
        "links": letters.links(letter, request.user),
        "may_receive": steps["receive"],
        "answer_form": AnswerForm(letter=letter, user=request.user) if steps["answer"] else None,
        "void_form": VoidForm() if steps["void"] else None,
        **forms,
        "form": refused,
    }
    return render(request, "supervision/letter.html", context, status=422 if refused else 200)


STEPS = {"published": "publish", "ask": "ask-extension", "decide": "decide-extension"}
"""The steps of a listing by the word of their form."""
ACTS: dict[str, type[Form]] = {
    "published": PublishedForm,
    "ask": AskExtensionForm,
    "decide": DecideExtensionForm,
}


def has_effect(request: SignedInRequest, pk: int) -> bool:
    """Whether a later day is granted or refused."""
    act = request.POST.get("act", "")
    return act in STEPS and LISTINGS.steps[STEPS[act]].approves


@login_required
@proved(when=has_effect)
@require_http_methods(["GET", "POST"])
def listing_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """The clocks of a listing, with the acts that stop or move them."""
    listing = _listing(request, pk)
    act = request.POST.get("act", "")
    forms, refused = _offered(listing, request.user), None
    if request.method == "POST" and act in ACTS:
        refused = forms[act] = ACTS[act](request.POST)
        if refused.is_valid():
            with RefusedAt(refused):
                _take(listing, act, request.user, refused.cleaned_data)
                return redirect("supervision:listing-detail", pk)
    context = {"listing": listing, "clocks": clocks_of(listing), "forms": forms, "form": refused}
    context["may_remove"] = removing.may_remove(listing, request.user)
    return render(request, "supervision/listing.html", context, status=422 if refused else 200)


def _offered(listing: ListedSupervision, person: User) -> dict[str, Form]:
    """The forms of what the person can do with the listing now."""
    offered = {word: LISTINGS.allows(name, listing, person) for word, name in STEPS.items()}
    return {word: ACTS[word]() for word, is_offered in offered.items() if is_offered}


def _take(listing: ListedSupervision, act: str, actor: User, given: dict[str, Any]) -> None:
    take(LISTINGS, listing.pk, STEPS[act], actor=actor, **given)


@login_required
@proved()
@require_http_methods(["GET", "POST"])
def listing_remove(request: SignedInRequest, pk: int) -> HttpResponse:
    """解除挂牌: the day of the look-back is asked for, then the notice shown as it will be printed, then issued."""
    listing, data = _listing(request, pk), request.POST if request.method == "POST" else request.GET
    if not removing.may_remove(listing, request.user):
        raise PermissionDenied
    form = RemoveForm(data if "look_back_on" in data else None)
    if form.is_valid():
        day, seen = form.cleaned_data["look_back_on"], request.POST.get("seen")
        with RefusedAt(form):
            return _removed(request, listing, day, seen) if seen else _checked(request, listing, day)
    context = {"form": form, "listing": listing}
    return render(request, "supervision/remove.html", context, status=422 if form.errors else 200)


def _removed(request: SignedInRequest, listing: ListedSupervision, day: date, seen: str) -> HttpResponse:
    """Issue the notice that was shown; one that would say something else by now is shown again."""
    try:
        letter = removing.remove(listing.pk, actor=request.user, look_back_on=day, seen=seen)
    except StaleError as changed:
        return _checked(request, listing, day, refusal=str(changed))
    messages.success(request, _("The listing is taken off."))
    return redirect(letter)


def _checked(request: SignedInRequest, listing: ListedSupervision, day: date, refusal: str = "") -> HttpResponse:
    """The notice of removal as it will be printed; the day that was typed is sent along."""
    [paper] = rehearsed_letters(lambda: [removing.remove(listing.pk, actor=request.user, look_back_on=day)])
    here = reverse("supervision:listing-remove", args=[listing.pk])
    return paper_check(
        request,
        paper,
        status=409 if refusal else 200,
        title=_("Take the listing off: %(number)s") % {"number": listing.item.number},
        name=listing.item.number,
        back=here,
        action=here,
        label=_("Issue as a paper"),
        hidden=[("look_back_on", day.isoformat()), ("seen", paper.sha256)],
        points=[(_("Look-back on"), date_format(day, "DATE_FORMAT"))],
        refusal=refusal,
    )


def _listing(request: SignedInRequest, pk: int) -> ListedSupervision:
    rows = ListedSupervision.objects.visible_to(request.user).select_related("item")
    return get_object_or_404(rows, pk=pk)
