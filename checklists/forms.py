"""Forms of checklists: an edition and its items, an answer, the finding that comes of one, a signature."""

import base64
import binascii
from typing import Unpack

from django import forms
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from accounts.models import User
from checklists.models import Question
from checklists.services import signing
from checklists.services.answering import Given
from checklists.services.proposing import Proposal
from checklists.services.signing import Signer
from checklists.states import EditionState, Kind, Said, SignerKind
from core import clock
from core.day_fields import DayField
from core.evidence import EvidenceField, EvidenceForm
from core.form_options import Files, FormOptions, RowOptions, Sent
from core.forms import FileForm, UnsearchedListForm, choice, choice_field, dress, row_field
from core.states import AttachmentKind
from inspections.models import ProblemCategory
from inspections.services import citing
from law.models import Criterion
from rectification.forms.citing import BasesField, OfferForm
from rectification.forms.fields import DayInput
from rectification.forms.registering import RegisterForm
from visits.models import Officer

PICTURE = "data:image/png;base64,"
LONGEST_PICTURE = 400_000
"""Characters of a drawn signature as a page sends it."""


class EditionListForm(UnsearchedListForm):
    kind = choice(pgettext_lazy("checklist", "Checklist"), Kind.choices)
    state = choice(pgettext_lazy("checklist", "State"), EditionState.choices)


class EditionForm(forms.Form):
    """Which checklist, and from when on."""

    use_required_attribute = False
    kind = forms.ChoiceField(label=pgettext_lazy("checklist", "Checklist"), choices=Kind.choices)
    valid_from = DayField(
        label=pgettext_lazy("checklist", "Used from"),
        widget=DayInput(),
        help_text=gettext_lazy("At the earliest the day on which it is approved."),
    )

    def __init__(self, data: Sent | None = None) -> None:
        super().__init__(data, initial={"valid_from": clock.today()})
        dress(self)


class QuestionForm(FileForm, forms.ModelForm):
    """An item of a draft: its words, what a problem begins with, when and where it is asked."""

    category = forms.ModelChoiceField(
        ProblemCategory.objects.exclude(parent=None), label=gettext_lazy("Category of a problem"), empty_label="—"
    )
    valid_from = DayField(label=gettext_lazy("Asked from"), required=False, widget=DayInput())
    valid_to = DayField(label=gettext_lazy("Asked until"), required=False, widget=DayInput())

    class Meta:
        model = Question
        fields = (
            "name_zh", "name_en", "position", "category", "criterion_codes", "basis_text", "valid_from", "valid_to",
            "trait", "after_code", "after_said", "is_asked",
        )  # fmt: skip

    def __init__(self, data: Sent | None = None, *, user: User, **options: Unpack[RowOptions]) -> None:
        super().__init__(data, user=user, **options)
        self.fields["criterion_codes"].help_text = _(
            "Codes, divided by spaces; the first that holds on the day counts."
        )

    def clean_criterion_codes(self) -> str:
        """Codes of criteria, divided by spaces. Raises ValidationError for one that there is not."""
        codes = str(self.cleaned_data["criterion_codes"]).upper().split()
        known = set(Criterion.objects.filter(pk__in=codes).values_list("pk", flat=True))
        if strange := [code for code in codes if code not in known]:
            raise forms.ValidationError(_("No criterion has this code: %(codes)s.") % {"codes": " ".join(strange)})
        return " ".join(dict.fromkeys(codes))


class AnswerForm(EvidenceForm):
    """One item on the screen: a press answers it, with a note and photos where there are any."""

    code = forms.CharField(max_length=8, widget=forms.HiddenInput)
    said = forms.ChoiceField(label=pgettext_lazy("checklist", "Answer"), choices=Said.choices)
    note = forms.CharField(
        label=pgettext_lazy("checklist", "Note"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Needed for what is not applicable."),
    )
    photos = EvidenceField(label=gettext_lazy("Photos"), kind=AttachmentKind.BEFORE, camera=True, photos_only=True)

    def __init__(self, data: Sent | None = None, files: Files | None = None, **options: Unpack[FormOptions]) -> None:
        super().__init__(data, files, **options)
        dress(self)

    def given(self) -> Given:
        told = self.cleaned_data
        return Given(told["said"], told["note"], self.all_files())


class DraftedForm(RegisterForm):
    """A finding that begins with what is proposed for an item that is not met."""

    def __init__(
        self,
        data: Sent | None = None,
        files: Files | None = None,
        *,
        user: User,
        proposed: Proposal,
        **options: Unpack[FormOptions],
    ) -> None:
        self.proposed = proposed
        initial = {
            "description": proposed.description,
            "category": proposed.category.pk,
            "level": proposed.level,
            "criterion": proposed.criterion.pk if proposed.criterion else None,
            "bases": [basis.pk for basis in proposed.bases],
        }
        options["initial"] = {**initial, **(options.get("initial") or {})}
        super().__init__(data, files, user=user, **options)

    def _offer_bases(self) -> None:
        """Those of the item before those of the category."""
        super()._offer_bases()
        field = self.fields["bases"]
        assert isinstance(field, BasesField)
        own, day = self.proposed.bases, self.proposed.day
        if self.is_bound:
            offered = OfferForm(self.data).offered()
        else:
            offered = citing.offered_for(self.proposed.category, day)
            row_field(self, "criterion").queryset = Criterion.objects.in_force(day)
        field.offer([*own, *(basis for basis in offered if basis not in own)])

    def folded_errors(self) -> bool:
        """What is proposed stands open, to be looked at."""
        return True


class SignForm(forms.Form):
    """Who signs, drawn with finger or mouse; or why nothing was drawn."""

    use_required_attribute = False
    who = forms.ChoiceField(label=gettext_lazy("Who signs"), choices=())
    name = forms.CharField(
        label=gettext_lazy("Name of the person of the enterprise, park or township"),
        required=False,
        max_length=60,
        help_text=gettext_lazy("Not for officers, who sign by their own name."),
    )
    drawn = forms.CharField(required=False, max_length=LONGEST_PICTURE, widget=forms.HiddenInput)
    is_refused = forms.BooleanField(label=gettext_lazy("Refuses to sign"), required=False)
    note = forms.CharField(
        label=gettext_lazy("Why it was not drawn"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Needed where somebody refuses, or confirms by name alone."),
    )
    answers = forms.RegexField(r"^[0-9a-f]{64}$", widget=forms.HiddenInput)
    OTHERS = (SignerKind.PLANT, SignerKind.LOCAL)

    def __init__(self, data: Sent | None = None, *, signers: list[Signer], answers: str, first: str = "") -> None:
        super().__init__(data, initial={"answers": answers, "who": first})
        self.officers = {str(each.officer.pk): each.officer for each in signers if each.officer}
        team = [(key, officer.name) for key, officer in self.officers.items()]
        choice_field(self, "who").choices = [*team, *((each.value, each.label) for each in self.OTHERS)]
        dress(self)

    def clean_drawn(self) -> ContentFile | None:
        """The picture; None where nothing was drawn. Raises ValidationError for what no page of ours sends."""
        said = self.cleaned_data["drawn"]
        if not said:
            return None
        try:
            return ContentFile(base64.b64decode(said.removeprefix(PICTURE), validate=True), name="签名.png")
        except binascii.Error as broken:
            raise forms.ValidationError(_("The signature has not come in whole; draw it again.")) from broken

    def clean(self) -> None:
        given = self.cleaned_data
        if "name" in self.errors:
            return
        if given.get("who") in self.OTHERS and not given.get("name", "").strip():
            self.add_error("name", _("Write who signs."))

    def given(self) -> signing.Given:
        told = self.cleaned_data
        officer: Officer | None = self.officers.get(told["who"])
        return signing.Given(
            name=told["name"],
            answers_sha256=told["answers"],
            officer=officer,
            picture=told["drawn"],
            is_refused=told["is_refused"],
            note=told["note"],
            is_local=told["who"] == SignerKind.LOCAL,
        )
