from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core import clock
from core.errors import DomainError
from core.models import Attachment
from core.services.attachments import store
from core.states import AttachmentKind
from enterprises.models import Enterprise
from inspections.models import ProblemCategory
from inspections.states import Level
from parks.models import Park
from rectification.forms.fields import DayInput, KeptFilesField, ManyFilesField
from rectification.services import registration
from rectification.services.registration import FindingGiven, SourceGiven

TEXT, SELECT = {"class": "form-control"}, {"class": "form-select"}


class RegisterForm(forms.Form):
    """One short page: photo, where, what. The rest is folded and filled in."""

    use_required_attribute = False
    photos = ManyFilesField(label=_("Photos"), required=False)
    enterprise = forms.ModelChoiceField(
        Enterprise.objects.none(), label=_("Enterprise"), required=False, widget=forms.Select(attrs=SELECT)
    )
    description = forms.CharField(
        label=_("What is wrong"), max_length=4000, widget=forms.Textarea(attrs={**TEXT, "rows": 3})
    )
    category = forms.ModelChoiceField(
        ProblemCategory.objects.exclude(parent=None),
        label=_("Category"),
        required=False,
        widget=forms.Select(attrs=SELECT),
    )
    level = forms.ChoiceField(label=_("Level"), choices=Level.choices, widget=forms.RadioSelect, initial=Level.GENERAL)
    place = forms.CharField(label=_("Place"), required=False, max_length=120, widget=forms.TextInput(attrs=TEXT))
    park = forms.ModelChoiceField(
        Park.objects.none(), label=_("Park"), required=False, widget=forms.Select(attrs=SELECT)
    )
    source = forms.ChoiceField(label=_("Source"), choices=(), widget=forms.Select(attrs=SELECT))
    found_on = forms.DateField(label=_("Found on"), widget=DayInput(attrs=TEXT))
    legal_basis = forms.CharField(
        label=_("Legal basis"), required=False, max_length=300, widget=forms.TextInput(attrs=TEXT)
    )
    kept_photos = KeptFilesField()
    FOLDED = ("place", "park", "source", "found_on", "legal_basis")

    def __init__(self, *args: Any, user: User, **options: Any) -> None:
        self.user, self.kept = user, []
        initial = {"found_on": clock.today(), **(options.pop("initial", None) or {})}
        super().__init__(*args, initial=initial, **options)
        self.fields["enterprise"].queryset = Enterprise.objects.visible_to(user)
        self.fields["park"].queryset = Park.objects.visible_to(user)
        kinds = registration.sources_open_to(user)
        self.fields["source"].choices = [(kind.value, kind.label) for kind in kinds]
        self.fields["source"].initial = kinds[0] if kinds else None
        own_uploads = Attachment.objects.filter(uploader=user, evidence=None, finding_photo=None)
        self.fields["kept_photos"].queryset = own_uploads
        if user.is_enterprise:
            self.fields["enterprise"].initial = self.fields["enterprise"].queryset.first()

    def refuse(self, refusal: DomainError) -> None:
        self.add_error(refusal.field if refusal.field in self.fields else None, str(refusal))

    def kept_uploads(self) -> list[tuple[str, Attachment]]:
        return [("kept_photos", file) for file in self.kept]

    def keep_uploads(self) -> list[Attachment]:
        """Store the photos, so that they stay with the form whatever happens next."""
        self.kept = list(self.cleaned_data["kept_photos"])
        for file in self.cleaned_data["photos"]:
            self.kept.append(store(file, kind=AttachmentKind.BEFORE, uploader=self.user))
        return self.kept

    def given(self) -> FindingGiven:
        """The finding as the service takes it; its title is the first sentence."""
        given = self.cleaned_data
        text = given["description"].strip()
        source = SourceGiven(kind=given["source"], wording=text, found_on=given["found_on"])
        names = ("level", "category", "park", "enterprise", "place", "found_on", "legal_basis")
        return FindingGiven(
            title=registration.title_of(text),
            description=text,
            sources=(source,),
            photos=self.keep_uploads(),
            **{name: given[name] for name in names},
        )
