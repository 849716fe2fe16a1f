"""A file by itself, as soon as it is chosen on a page: held, shown, taken away again (reliability V36)."""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.errors import DomainError
from core.models import HeldUpload
from core.requests import SignedInRequest
from core.services import uploads
from core.services.uploads import Chosen, FormPlace
from core.states import AttachmentKind

if TYPE_CHECKING:
    from accounts.models import User

WORD = r"[a-z][a-z0-9_-]*"
SHA256 = re.compile(r"[0-9a-f]{64}")


class PlaceForm(forms.Form):
    """Which form the files are chosen in."""

    thing = forms.RegexField(rf"^{uploads.THING}$", max_length=40)
    act = forms.RegexField(rf"^{uploads.ACT}$", max_length=20)
    field = forms.RegexField(rf"^{WORD}$", max_length=40)


class HoldForm(PlaceForm):
    """One file with what the device says of it."""

    kind = forms.ChoiceField(choices=AttachmentKind.choices)
    file = forms.FileField(max_length=300, allow_empty_file=True)
    token = forms.UUIDField(required=False)
    device_sha256 = forms.RegexField(SHA256, required=False)


@require_POST
def upload_hold(request: HttpRequest) -> HttpResponse:
    """Hold one file; answers with its line in the list, or says in words why it is not taken."""
    if not request.user.is_authenticated:
        said = _("You have been logged out. The file stays on this device; log in and open this page again.")
        return JsonResponse({"message": said}, status=401)
    form = HoldForm(request.POST, request.FILES)
    if not form.is_valid():
        return JsonResponse({"message": _said(form)}, status=400)
    try:
        row = uploads.hold(_place(request.user, form), _chosen(form.cleaned_data))
    except DomainError as refusal:
        return JsonResponse({"message": str(refusal)}, status=max(refusal.status, 422))
    held = HeldUpload.objects.visible_to(request.user).for_list().get(pk=row.pk)
    return render(request, "components/_evidence_file.html", {"held": held}, status=201)


@login_required
@require_safe
def upload_list(request: SignedInRequest) -> HttpResponse:
    """The lines of what is held for one field of a form, for a page that comes back from the browser's memory."""
    form = PlaceForm(request.GET)
    if not form.is_valid():
        return JsonResponse({"message": _said(form)}, status=400)
    rows = _place(request.user, form).rows().filter(field=form.cleaned_data["field"]).for_list()
    return render(request, "components/_evidence_files.html", {"rows": rows})


@login_required
@require_POST
def upload_remove(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take a file away; one that is away already, or somebody else's, makes no difference."""
    uploads.take_away(request.user, [pk])
    return HttpResponse(status=204)


def _place(owner: "User", form: PlaceForm) -> FormPlace:
    return FormPlace(owner, form.cleaned_data["thing"], form.cleaned_data["act"])


def _chosen(given: Mapping[str, Any]) -> Chosen:
    names = ("file", "kind", "field", "token", "device_sha256")
    return Chosen(**{name: given[name] for name in names})


def _said(form: forms.Form) -> str:
    return " ".join(str(message) for messages in form.errors.values() for message in messages)
