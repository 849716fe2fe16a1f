"""督办函 and its kind: the list, one letter with receipt and answer, and the clocks of a listing."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.errors import DomainError
from core.requests import SignedInRequest
from core.services.acting import take
from core.views.proving import proved
from documents.pages import shown
from documents.services.files import Leaving, document_of, leaving
from documents.views import left_as_file
from rectification.models import ListedSupervision
from rectification.services import listing_supervision as listings
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
    letter = _letter(request, pk)
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
    letter, form = _letter(request, pk), VoidForm(request.POST)
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


ACTS: dict[str, tuple[type[Form], Callable[..., object]]] = {
    "published": (PublishedForm, listings.note_published),
    "ask": (AskExtensionForm, listings.ask_extension),
    "decide": (DecideExtensionForm, listings.decide_extension),
    "remove": (RemoveForm, removing.remove),
}


def has_effect(request: SignedInRequest, pk: int) -> bool:
    """Whether a later day is granted or refused."""
    return request.POST.get("act") == "decide"


@login_required
@proved(when=has_effect)
@require_http_methods(["GET", "POST"])
def listing_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """The clocks of a listing, with the acts that stop or move them."""
    rows = ListedSupervision.objects.visible_to(request.user).select_related("item")
    listing = get_object_or_404(rows, pk=pk)
    act = request.POST.get("act", "")
    acts = listings.open_acts(listing, request.user)
    forms = {
        name: ACTS[name][0]() for name in [*acts, *(["remove"] if removing.may_remove(listing, request.user) else ())]
    }
    refused = None
    if request.method == "POST" and act in ACTS:
        refused = forms[act] = ACTS[act][0](request.POST)
        if refused.is_valid():
            try:
                ACTS[act][1](pk, actor=request.user, **refused.cleaned_data)
            except DomainError as refusal:
                refused.add_error(refusal.field if refusal.field in refused.fields else None, str(refusal))
            else:
                return redirect("supervision:listing-detail", pk)
    context = {"listing": listing, "clocks": listings.clocks_of(listing), "forms": forms, "form": refused}
    return render(request, "supervision/listing.html", context, status=422 if refused else 200)
