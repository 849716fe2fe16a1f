"""The doors through which a device and the house talk; all answers are JSON."""

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from checklists.services import answering, signing
from core.errors import DomainError
from core.requests import SignedInRequest
from field.forms import AnswersForm, CapturedForm, PhotoForm, RefusedFindingError, SignatureForm, WrittenForm
from field.models import FieldReceipt
from field.services import packing, receiving
from visits.models import Visit
from visits.states import AHEAD

CREATED, UNFIT, MISSING, REFUSED = 201, 400, 410, 422


@login_required
@require_POST
def pack(request: SignedInRequest) -> HttpResponse:
    """Key and data for work without a connection; no browser keeps the answer by itself."""
    return JsonResponse(packing.hand_out(request.user), headers={"Cache-Control": "private, no-store"})


@login_required
@require_POST
def photo_send(request: SignedInRequest) -> HttpResponse:
    """The receipt of one photo, with the hash of the bytes that have come in."""
    form = PhotoForm(request.POST, request.FILES)
    if not form.is_valid():
        return _unfit(form)
    named = form.cleaned_data
    try:
        held = receiving.take_photo(request.user, named["finding"], form.chosen())
    except DomainError as refusal:
        return JsonResponse({"message": str(refusal)}, status=max(refusal.status, REFUSED))
    receipt = {"token": str(named["token"]), "sha256": held.attachment.original_sha256 if held else None}
    return JsonResponse(receipt, status=CREATED)


@login_required
@require_POST
def finding_send(request: SignedInRequest) -> HttpResponse:
    """The receipt of a finding: the same one however often it comes."""
    said = WrittenForm(request.POST, user=request.user)
    if not said.is_valid():
        return _unfit(said)
    written = said.written()

    try:
        receipt = receiving.receive(
            written, lambda: CapturedForm(request.POST, written.token, user=request.user).checked(), actor=request.user
        )
    except receiving.OtherWordsError as other:
        return JsonResponse({"message": str(other), "receipt": _receipt(other.receipt)}, status=other.status)
    except RefusedFindingError as refused:
        status = MISSING if refused.missing else REFUSED
        told = {"message": str(refused), "errors": refused.wrong, "missing": refused.missing}
        return JsonResponse(told, status=status)
    except DomainError as refusal:
        return JsonResponse({"message": str(refusal), "errors": {}}, status=max(refusal.status, REFUSED))
    return JsonResponse(_receipt(receipt), status=CREATED)


@login_required
@require_POST
def answers_send(request: SignedInRequest) -> HttpResponse:
    """Which answers of a checklist are here now, by the device's names, and what is said against the others."""
    form = AnswersForm(request.POST, user=request.user)
    if not form.is_valid():
        return _unfit(form)
    visit, kind, taken, refused = form.cleaned_data["visit"], form.cleaned_data["checklist"], [], {}
    if visit.state in AHEAD:
        return _early()
    for row in form.cleaned_data["answers"]:
        told = row.cleaned_data
        try:
            answering.answer(visit, kind, told["code"], row.given(), actor=request.user)
            taken.append(str(told["token"]))
        except DomainError as refusal:
            refused[str(told["token"])] = str(refusal)
    return JsonResponse({"taken": taken, "refused": refused, "url": _sheet(visit, kind)}, status=CREATED)


def _early() -> HttpResponse:
    """The device keeps it and asks again."""
    early = receiving.NotEnteredError()
    return JsonResponse({"message": str(early)}, status=early.status)


def _sheet(visit: Visit, kind: str) -> str:
    return reverse("checklists:visit-checklist", args=[visit.pk, kind])


@login_required
@require_POST
def signature_send(request: SignedInRequest) -> HttpResponse:
    """The receipt of a signature: it is kept once however often it comes."""
    form = SignatureForm(request.POST, request.FILES, user=request.user)
    if not form.is_valid():
        return _unfit(form)
    visit = form.cleaned_data["visit"]
    if visit.state in AHEAD:
        return _early()
    try:
        kept = signing.sign(visit, form.given(), actor=request.user)
    except DomainError as refusal:
        return JsonResponse({"message": str(refusal), "errors": {}}, status=max(refusal.status, REFUSED))
    number = _("%(name)s, refusal on record") % {"name": kept.name} if kept.is_refused else kept.name
    receipt = {"number": number, "url": f"{visit.get_absolute_url()}#checklists"}
    return JsonResponse(receipt | {"received_at": kept.signed_at.isoformat()}, status=CREATED)


def _receipt(receipt: FieldReceipt) -> dict[str, str]:
    item = receipt.item
    return {"number": item.number, "url": item.get_absolute_url(), "received_at": receipt.received_at.isoformat()}


def _unfit(form: forms.Form) -> HttpResponse:
    """What no device of ours sends."""
    said = " ".join(str(message) for messages in form.errors.values() for message in messages)
    return JsonResponse({"message": said}, status=UNFIT)
