"""What a device sends: a photo, or a finding, which is judged by the form of the page 登记问题."""

import hashlib
import json
from datetime import date
from typing import Unpack
from uuid import UUID

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from checklists.services import answering, signing
from checklists.states import OF_A_VISIT, Said
from core import clock
from core.day_fields import MomentField
from core.errors import DomainError
from core.form_options import Files, FormOptions, Sent
from core.forms import row_field
from core.services.uploads import Chosen
from core.states import AttachmentKind
from field.services.receiving import PHOTOS, Origin, Written, place_of
from inspections.services import recording
from rectification.forms.registering import RegisterForm
from rectification.services.registration import ItemGiven
from visits.models import Officer, Visit

FARTHEST = 1_000_000
"""Metres by which a device may be wrong about where it is."""
MOST_PHOTOS, MOST_ANSWERS = 30, 200
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
    visit = forms.ModelChoiceField(Visit.objects.none(), required=False)
    checklist = forms.ChoiceField(choices=[(kind.value, kind.label) for kind in OF_A_VISIT], required=False)
    code = forms.CharField(required=False, max_length=8)

    def __init__(self, data: MultiValueDict[str, str], *, user: User) -> None:
        super().__init__(data)
        row_field(self, "visit").queryset = Visit.objects.visible_to(user)

    def clean(self) -> None:
        given = self.cleaned_data
        if (given.get("latitude") is None) != (given.get("longitude") is None):
            raise forms.ValidationError(_("A place has a latitude and a longitude."))

    def written(self) -> Written:
        given = self.cleaned_data
        said = sorted((name, self.data.getlist(name)) for name in self.data if name != UNSAID)
        fingerprint = hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()
        at = given["written_at"]
        place = (given["latitude"], given["longitude"], given["accuracy"])
        return Written(given["token"], fingerprint, at, *place, self.origin())

    def origin(self) -> Origin | None:
        """The visit and the item, as the device names them."""
        given = self.cleaned_data
        return Origin(given["visit"], given["checklist"], given["code"]) if given["visit"] else None


class VisitedForm(forms.Form):
    """What a device says of a visit on which the person is."""

    visit = forms.ModelChoiceField(Visit.objects.none())

    def __init__(self, data: Sent, files: Files | None = None, *, user: User) -> None:
        super().__init__(data, files)
        row_field(self, "visit").queryset = Visit.objects.visible_to(user)


class AnswersForm(VisitedForm):
    """Answers of one checklist on a visit, each with the device's own name for it and when it was given."""

    checklist = forms.ChoiceField(choices=[(kind.value, kind.label) for kind in OF_A_VISIT])
    answers = forms.JSONField(error_messages={"invalid": gettext_lazy("Enter a valid value.")})

    def clean_answers(self) -> list["AnswerForm"]:
        """Each as a form of its own. Raises ValidationError for what no device of ours sends."""
        rows = self.cleaned_data["answers"]
        if not isinstance(rows, list) or len(rows) > MOST_ANSWERS:
            raise forms.ValidationError(_("This is no list of answers."))
        forms_of_rows = [AnswerForm(row if isinstance(row, dict) else {}) for row in rows]
        if wrong := next((form for form in forms_of_rows if not form.is_valid()), None):
            raise forms.ValidationError([str(said) for each in wrong.errors.values() for said in each])
        return forms_of_rows


class AnswerForm(forms.Form):
    """One of them."""

    token = forms.UUIDField()
    code = forms.CharField(max_length=8)
    said = forms.ChoiceField(choices=Said.choices)
    note = forms.CharField(required=False, max_length=500)
    written_at = MomentField()

    def given(self) -> answering.Given:
        told = self.cleaned_data
        return answering.Given(told["said"], told["note"], (), told["token"], told["written_at"])


class SignatureForm(VisitedForm):
    """A signature that was given at a device; no officer is the plant's person, no file was not drawn."""

    officer = forms.ModelChoiceField(Officer.objects.all(), required=False)
    name = forms.CharField(required=False, max_length=60)
    is_refused = forms.BooleanField(required=False)
    note = forms.CharField(required=False, max_length=200)
    answers_sha256 = forms.RegexField(r"^[0-9a-f]{64}$")
    token = forms.UUIDField()
    written_at = MomentField()
    file = forms.FileField(required=False, max_length=300)

    def given(self) -> signing.Given:
        told = self.cleaned_data
        return signing.Given(
            name=told["name"],
            answers_sha256=told["answers_sha256"],
            officer=told["officer"],
            picture=told["file"],
            is_refused=told["is_refused"],
            note=told["note"],
            token=told["token"],
            written_at=told["written_at"],
        )


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
