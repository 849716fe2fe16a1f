"""The forms that are there without a login: to tell, to look up, to answer, to say whether one is content."""

import re
from secrets import token_urlsafe

from django import forms
from django.conf import settings
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.evidence import PHOTOS
from core.form_options import Files, Sent
from core.forms import choice_field, dress, mark_personal
from enterprises.models import Enterprise
from inspections.models import ProblemCategory
from parks.models import Park
from tips.services import places, public_uploads
from tips.services.public_uploads import Photos
from tips.services.submitting import TipGiven

KEY = re.compile(r"^[\w-]{22,64}$", re.ASCII)
SIZES = (("", gettext_lazy("Standard")), ("large", gettext_lazy("Large")), ("largest", gettext_lazy("Very large")))
"""字号: 16, 20 and 24 px (public pages are made for older people too)."""
KINDS = (
    ("", gettext_lazy("Something else, or I don't know")),
    ("B", gettext_lazy("Pollution: smell, smoke, waste water, waste")),
    ("C", gettext_lazy("Danger: leaks, fire, explosion, unsafe work")),
    ("A", gettext_lazy("No permit: built or run without approval")),
)
"""Groups of the problem categories, in words that somebody from the street uses."""


class ChosenPhotos(forms.FileInput):
    """Several photos at once; those that were taken in before stand above it."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Sent, files: object, name: str) -> list[object]:
        return files.getlist(name) if isinstance(files, MultiValueDict) else []


class PhotosField(forms.Field):
    """Photos of somebody without an account; the form takes them in before it looks at anything else."""

    widget = ChosenPhotos(attrs={"accept": PHOTOS, "multiple": True})

    def clean(self, value: object) -> object:
        return value


class PublicForm(forms.Form):
    """A form without a login. Its key says which form it is: sent twice it acts once, and its photos stay with it."""

    use_required_attribute = False
    data: MultiValueDict[str, object]
    files: Files
    key = forms.RegexField(KEY, widget=forms.HiddenInput, max_length=64)

    def __init__(self, data: Sent | None = None, files: Files | None = None, *, text: str = "") -> None:
        super().__init__(data, files, initial={"key": token_urlsafe(24), "text": text})
        self.taken = Photos()
        dress(self)

    @property
    def sent_key(self) -> str:
        """The key of a form that has come back; a new one for one that has none."""
        said = str(self.data.get("key") or "")
        return said if KEY.match(said) else token_urlsafe(24)

    def take_photos(self) -> None:
        """Take in what was chosen, whatever else is wrong with the form; what is refused is said at the field."""
        unwanted = [str(key) for key in self.data.getlist("leave_out")]
        self.taken = public_uploads.gather(self.sent_key, self.files.getlist("photos"), unwanted)
        for refusal in self.taken.refusals:
            self.add_error("photos", refusal)

    def leave_unsaid(self) -> None:
        """Nothing is sent yet, so of what is missing nothing is said; what is wrong with a photo is."""
        refusals = self.errors.get("photos")
        self.errors.clear()
        if refusals:
            self.errors["photos"] = refusals

    def renew(self) -> None:
        """Another key, so that what stands here is sent as a form of its own, with the photos that came along."""
        before = self.sent_key
        self.data = self.data.copy()
        self.data["key"] = token_urlsafe(24)
        public_uploads.hand_on(before, self.sent_key)
        self.take_photos()


class TipForm(PublicForm):
    """What, where, when; photos; who, if somebody wants to say.

    Where it is not `is_kept`, a browser without a script brings nothing of it back: one was sent from it lately.
    """

    text = forms.CharField(
        label=gettext_lazy("What has happened?"),
        max_length=4000,
        widget=forms.Textarea,
        help_text=gettext_lazy("In your own words: what you have seen, smelt or heard, and who is in danger."),
    )
    place = forms.CharField(
        label=gettext_lazy("Where?"),
        max_length=120,
        help_text=gettext_lazy("The name of the factory or park, or how one gets there."),
    )
    chosen = forms.ChoiceField(label=gettext_lazy("Which one do you mean?"), required=False, widget=forms.RadioSelect)
    when = forms.CharField(
        label=gettext_lazy("When?"), max_length=100, required=False, help_text=gettext_lazy("For example: last night.")
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("What is it about?"), choices=KINDS, required=False, widget=forms.RadioSelect
    )
    photos = PhotosField(label=gettext_lazy("Photos"), required=False)
    name = forms.CharField(label=gettext_lazy("Your name"), max_length=60, required=False)
    phone = forms.CharField(label=gettext_lazy("Your phone"), max_length=30, required=False)

    def __init__(self, data: Sent | None = None, files: Files | None = None, *, is_kept: bool = True) -> None:
        super().__init__(data, files)
        self.is_kept = is_kept
        self.fields["text"].widget.attrs["rows"] = 6
        self.fields["phone"].widget.attrs |= {"inputmode": "tel", "autocomplete": "tel"}
        self.fields["name"].widget.attrs["autocomplete"] = "name"
        for name in ("name", "phone"):
            self.fields[name].widget.attrs["data-who"] = ""
        mark_personal(self, "name", "phone", "text")
        most = settings.TIP_PHOTOS
        self.fields["photos"].help_text = _("Up to %(n)s; nothing of your phone stays in them.") % {"n": most}
        if not is_kept:
            for field in self.fields.values():
                field.widget.attrs["autocomplete"] = "off"
        self.found: list[tuple[str, str]] = []
        self.offer_places([])

    def find_place(self) -> None:
        """Offer the parks and enterprises whose names hold what was typed; none of them has to be chosen."""
        self.offer_places(list(places.found(str(self.data.get("place") or ""))))

    def offer_places(self, found: list[tuple[str, str]]) -> None:
        """These, and what was chosen before."""
        self.found, picked = found, str(self.data.get("chosen") or "")
        if picked and picked not in dict(self.found) and (row := places.of(picked)) is not None:
            self.found.append((picked, row.name))
        choice_field(self, "chosen").choices = [*self.found, ("", _("None of these"))]

    def given(self) -> TipGiven:
        said = self.cleaned_data
        row = places.of(said["chosen"])
        return TipGiven(
            said["text"],
            said["place"],
            said["when"],
            ProblemCategory.objects.filter(pk=said["kind"]).first() if said["kind"] else None,
            row if isinstance(row, Park) else None,
            row if isinstance(row, Enterprise) else None,
            said["name"],
            said["phone"],
            self.taken.files,
        )


class LookUpForm(forms.Form):
    """The number and the code of a receipt; `text` carries along what was written before the page became too old."""

    use_required_attribute = False
    number = forms.CharField(label=gettext_lazy("Receipt number"), max_length=30)
    code = forms.CharField(label=gettext_lazy("Query code"), max_length=20)
    text = forms.CharField(required=False, max_length=4000, widget=forms.HiddenInput)

    def __init__(self, data: Sent | None = None, *, text: str = "") -> None:
        super().__init__(data, initial={"text": text})
        for name in ("number", "code"):
            self.fields[name].widget.attrs |= {"inputmode": "numeric", "autocomplete": "off", "data-who": ""}
        mark_personal(self, "number", "code")
        dress(self)


class ReplyForm(PublicForm):
    """What the reporter adds or answers, with photos."""

    text = forms.CharField(
        label=gettext_lazy("Your answer, or what you want to add"), max_length=4000, widget=forms.Textarea
    )
    photos = PhotosField(label=gettext_lazy("Photos"), required=False)

    def __init__(self, data: Sent | None = None, files: Files | None = None, *, text: str = "") -> None:
        super().__init__(data, files, text=text)
        mark_personal(self, "text")


class SatisfiedForm(forms.Form):
    """Whether the answer satisfies; why, where it doesn't."""

    use_required_attribute = False
    why = forms.CharField(
        label=gettext_lazy("What is still missing?"),
        required=False,
        max_length=1000,
        widget=forms.Textarea,
        help_text=gettext_lazy("Needed if you are not satisfied."),
    )

    def __init__(self, data: Sent | None = None) -> None:
        super().__init__(data)
        mark_personal(self, "why")
        dress(self)
