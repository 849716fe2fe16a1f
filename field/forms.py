"""What a device sends: a photo, or a finding, which is judged by the form of the page 登记问题."""

import hashlib
import json
from datetime import date
from typing import Unpack
from uuid import UUID

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.day_fields import MomentField
from core.errors import DomainError
from core.form_options import FormOptions
from core.services.uploads import Chosen
from core.states import AttachmentKind
from field.services.receiving import PHOTOS, Written, place_of
from inspections.services import recording
from rectification.forms.registering import RegisterForm
from rectification.services.registration import ItemGiven

FARTHEST = 1_000_000
"""Metres by which a device may be wrong about where it is."""
MOST_PHOTOS = 30
UNSAID = "csrfmiddlewaretoken"


class RefusedFindingError(DomainError):
    """The finding can't be taken as it is: what is wrong with which part, and which photos have not come in."""

    status = 422

    def __init__(self, wrong: dict[str, list[str]], missing: list[str]) -> None:
        super().__init__(" ".join(said for each in wrong.values() for said in each))
        self.wrong, self.missing = wrong, missing


class PhotoForm(forms.Form):
    """One photo with the device's names for it and for its finding."""

    finding = forms.UUIDField()
    token = forms.UUIDField()
    file = forms.FileField(max_length=300, allow_empty_file=True)
    device_sha256 = forms.RegexField(r"^[0-9a-f]{64}$", required=False)

    def chosen(self) -> Chosen:
        given = self.cleaned_data
        return Chosen(given["file"], AttachmentKind.BEFORE, PHOTOS, given["token"], given["device_sha256"])


class WrittenForm(forms.Form):
    """What the device says of a finding besides the finding."""

    data: MultiValueDict[str, str]
    token = forms.UUIDField()
    written_at = MomentField()
    latitude = forms.DecimalField(required=False, min_value=-90, max_value=90, max_digits=9, decimal_places=6)
    longitude = forms.DecimalField(required=False, min_value=-180, max_value=180, max_digits=9, decimal_places=6)
    accuracy = forms.IntegerField(required=False, min_value=0, max_value=FARTHEST)

    def clean(self) -> None:
        given = self.cleaned_data
        if (given.get("latitude") is None) != (given.get("longitude") is None):
            raise forms.ValidationError(_("A place has a latitude and a longitude."))

    def written(self) -> Written:
        given = self.cleaned_data
        said = sorted((name, self.data.getlist(name)) for name in self.data if name != UNSAID)
        fingerprint = hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()
        at = given["written_at"]
        return Written(given["token"], fingerprint, at, given["latitude"], given["longitude"], given["accuracy"])


class CapturedForm(RegisterForm):
    """A finding as a device sends it: the form of the page, with its photos named by the device's own names."""

    def __init__(
        self, data: MultiValueDict[str, str], token: UUID, *, user: User, **options: Unpack[FormOptions]
    ) -> None:
        named = data.getlist("photo")[:MOST_PHOTOS]
        held = {str(row.token): row.pk for row in place_of(user, token).rows()}
        self.missing = [name for name in named if name not in held]
        said = MultiValueDict(dict(data.lists()))
        said.setlist(f"held_{PHOTOS}", [str(held[name]) for name in named if name in held])
        said["found_on"] = _no_later_than_today(said.get("found_on", ""))
        said["source"] = recording.sources_open_to(user)[0]
        super().__init__(said, None, user=user, **options)
        place = place_of(user, token)
        self.at(user, place.thing, place.act)

    def checked(self) -> ItemGiven:
        """The finding as the service takes it. Raises RefusedFindingError, which says all that is wrong."""
        if self.missing or not self.is_valid():
            raise RefusedFindingError(
                {name: [str(said) for said in each] for name, each in self.errors.items()}, self.missing
            )
        return self.given()


def _no_later_than_today(found_on: str) -> str:
    """The day that a device claims; one whose clock is ahead has logged its finding today at the latest."""
    try:
        return min(date.fromisoformat(found_on), clock.today()).isoformat()
    except ValueError:
        return found_on
