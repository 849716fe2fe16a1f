"""The doors through which a device and the house talk; all answers are JSON."""

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from core.errors import DomainError
from core.requests import SignedInRequest
from field.forms import CapturedForm, PhotoForm, RefusedFindingError, WrittenForm
from field.models import FieldReceipt
from field.services import packing, receiving

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
    said = WrittenForm(request.POST)
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


def _receipt(receipt: FieldReceipt) -> dict[str, str]:
    item = receipt.item
    return {"number": item.number, "url": item.get_absolute_url(), "received_at": receipt.received_at.isoformat()}


def _unfit(form: forms.Form) -> HttpResponse:
    """What no device of ours sends."""
    said = " ".join(str(message) for messages in form.errors.values() for message in messages)
    return JsonResponse({"message": said}, status=UNFIT)
