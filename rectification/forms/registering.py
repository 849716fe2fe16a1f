from itertools import groupby
from typing import Unpack

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core import clock
from core.day_fields import DayField
from core.errors import DomainError
from core.evidence import EvidenceField, EvidenceForm
from core.form_options import Files, FormOptions, Sent
from core.forms import choice_field, one_is_needed, row_field
from core.states import AttachmentKind
from enterprises.models import Enterprise
from inspections.models import ProblemCategory
from inspections.services import capturing, recording
from inspections.services.recording import SourceGiven
from inspections.states import Level, SourceKind
from law.models import Criterion
from parks.models import Park
from rectification.forms.citing import BasesField, OfferForm
from rectification.forms.fields import DayInput, SearchedChoiceField, SearchedSelect
from rectification.forms.spotting import SpotForm
from rectification.services.registration import ItemGiven

TEXT, SELECT = {"class": "form-control"}, {"class": "form-select"}


class RegisterForm(SpotForm, EvidenceForm):
    """One short page: photo, where, what. The rest is folded and filled in."""

    use_required_attribute = False
    photos = EvidenceField(label=_("Photos"), kind=AttachmentKind.BEFORE, camera=True, photos_only=True)
    enterprise = SearchedChoiceField(
        Enterprise.objects.none(), label=_("Enterprise"), required=False, widget=SearchedSelect(attrs=SELECT)
    )
    description = forms.CharField(
        label=_("What is wrong"), max_length=4000, widget=forms.Textarea(attrs={**TEXT, "rows": 3})
    )
    usual_category = forms.ChoiceField(label=_("Category"), required=False, widget=forms.RadioSelect)
    category = forms.ModelChoiceField(
        ProblemCategory.objects.exclude(parent=None),
        label=_("Another category"),
        required=False,
        widget=forms.Select(attrs=SELECT),
    )
    level = forms.ChoiceField(label=_("Level"), choices=Level.choices, widget=forms.RadioSelect, initial=Level.GENERAL)
    place = forms.CharField(label=_("Place"), required=False, max_length=120, widget=forms.TextInput(attrs=TEXT))
    park = forms.ModelChoiceField(
        Park.objects.none(), label=_("Park"), required=False, empty_label="—", widget=forms.Select(attrs=SELECT)
    )
    source = forms.ChoiceField(label=_("Source"), choices=(), widget=forms.Select(attrs=SELECT))
    found_on = DayField(label=_("Found on"), widget=DayInput(attrs=TEXT))
    criterion = forms.ModelChoiceField(
        Criterion.objects.none(),
        label=_("Criterion of a major hazard"),
        required=False,
        empty_label="—",
        widget=forms.Select(attrs=SELECT),
        help_text=_("What meets one is recorded as major."),
    )
    bases = BasesField()
    legal_basis = forms.CharField(
        label=_("Legal basis in own words"),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs=TEXT),
        help_text=_("Where the bases offered don't fit; it is marked as free text."),
    )
    told = forms.CharField(
        label=_("Words of the complaint"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={**TEXT, "rows": 3}),
        help_text=_("Read only by those who handle it. What the unit may read stands above, without name or phone."),
    )
    FOLDED = ("category", "criterion", "park", "source", "told", "found_on", "legal_basis")

    def __init__(
        self, data: Sent | None = None, files: Files | None = None, *, user: User, **options: Unpack[FormOptions]
    ) -> None:
        self.user = user
        options["initial"] = {"found_on": clock.today(), **(options.get("initial") or {})}
        super().__init__(data, files, **options)
        row_field(self, "park").queryset = Park.objects.visible_to(user)
        self.at(user, "register", "register")
        self._offer_sources()
        self._offer_places()
        self._offer_categories()
        self._offer_bases()
        self.offer_pin()
        one_is_needed(self, "enterprise", "place", "park")

    def _offer_sources(self) -> None:
        kinds = recording.sources_open_to(self.user)
        if SourceKind.COMPLAINT not in kinds:
            del self.fields["told"]
        field = choice_field(self, "source")
        field.choices = [(kind.value, kind.label) for kind in kinds]
        field.initial = kinds[0] if kinds else None

    def _offer_places(self) -> None:
        """The enterprises of late first; the list is searched where scripts run."""
        field = row_field(self, "enterprise")
        enterprises = field.queryset = Enterprise.objects.visible_to(self.user)
        if self.user.is_enterprise:
            field.initial = enterprises.first()
        rows = {enterprise.pk: enterprise for enterprise in enterprises.only("name", "short_name")}
        field.widget.also = {str(pk): row.short_name for pk, row in rows.items() if row.short_name}
        first = [(pk, rows[pk].label) for pk in capturing.usual_places(self.user) if pk in rows]
        every = (_("All enterprises"), [(pk, enterprise.name) for pk, enterprise in rows.items()])
        field.choices = [("", "—"), *([(_("Of late"), first), every] if first else every[1])]

    def _offer_categories(self) -> None:
        usual = capturing.usual_categories(self.user)
        choice_field(self, "usual_category").choices = [(category.pk, category.name) for category in usual]
        rows = ProblemCategory.objects.exclude(parent=None).select_related("parent").order_by("parent", "code")
        groups = groupby(rows, key=lambda category: category.parent.name if category.parent else "")
        choice_field(self, "category").choices = [
            ("", "—"),
            *((group, [(category.pk, category.name) for category in below]) for group, below in groups),
        ]

    def _offer_bases(self) -> None:
        """Those of the category and the day that have been sent; where scripts run they follow what is chosen."""
        field, sent = self.fields["bases"], OfferForm(self.data if self.is_bound else None)
        assert isinstance(field, BasesField)
        field.offer(sent.offered() if self.is_bound else ())
        row_field(self, "criterion").queryset = Criterion.objects.in_force(sent.day)

    def refuse(self, refusal: DomainError) -> None:
        field = {"file": "photos", "evidence": "photos"}.get(refusal.field or "", refusal.field)
        self.add_error(field if field in self.fields else None, str(refusal))

    def folded_errors(self) -> bool:
        """Whether something is wrong in the folded part, so that it has to stand open."""
        return any(name in self.errors for name in self.FOLDED)

    def given(self) -> ItemGiven:
        """The finding as the service takes it; its title is the first sentence."""
        given = self.cleaned_data
        text = given["description"].strip()
        words = given.get("told", "").strip() if given["source"] == SourceKind.COMPLAINT else text
        source = SourceGiven(kind=given["source"], wording=words, found_on=given["found_on"])
        names = ("level", "park", "enterprise", "place", "found_on", "legal_basis")
        usual = ProblemCategory.objects.filter(pk=given["usual_category"]).first()
        return ItemGiven(
            title=recording.title_of(text),
            description=text,
            sources=(source,),
            photos=self.all_files(),
            bases=list(given["bases"]),
            criterion=given["criterion"],
            category=given["category"] or usual,
            **{name: given[name] for name in names}
            | self.about()
            | ({"level": Level.MAJOR} if given["criterion"] else {}),
        )
