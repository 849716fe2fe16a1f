from typing import TYPE_CHECKING, Unpack

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Organization, User
from core import clock
from core.day_fields import DayField
from core.errors import DomainError, StaleError
from core.evidence import EvidenceField, EvidenceForm
from core.form_options import Files, RowOptions, Sent
from core.forms import ANY, FileForm, ListForm, choice, choice_field, dress, refuse, row_field
from core.rules.bounds import whole
from core.states import AttachmentKind
from enterprises.filters import PERMIT_TERMS
from enterprises.models import Enterprise, Permit, PermitKind
from enterprises.rules import credit_code
from enterprises.rules.permits import last_day, may_become
from enterprises.states import EnterpriseKind, OperatingState, PermitState
from parks.models import Park

if TYPE_CHECKING:
    from django.http import QueryDict


YES_NO = (("true", gettext_lazy("Yes")), ("false", gettext_lazy("No")))


class EnterpriseListForm(ListForm):
    park = choice(gettext_lazy("Park"), ())
    kind = choice(gettext_lazy("Kind"), EnterpriseKind.choices)
    state = choice(gettext_lazy("Operating state"), OperatingState.choices)
    state_on = DayField(label=gettext_lazy("Was in this state on"), required=False, widget=forms.DateInput)
    permits = choice(gettext_lazy("A permit"), PERMIT_TERMS)
    complete = choice(gettext_lazy("File complete"), YES_NO)
    keeper = forms.CharField(label=gettext_lazy("File filled in by"), required=False, widget=forms.HiddenInput)
    hazard = choice(gettext_lazy("Major hazard source"), (("true", gettext_lazy("Yes")), ("false", gettext_lazy("No"))))

    def __init__(self, data: "QueryDict", *, user: User) -> None:
        super().__init__(data, user=user)
        offer_parks(self, user)

    def in_words(self, name: str, value: str) -> str:
        if name != "keeper" or (key := whole(value)) is None:
            return super().in_words(name, value)
        unit = Organization.objects.visible_to(self.user).filter(pk=key).first()
        return unit.label if unit else value


def offer_parks(form: forms.Form, user: User) -> None:
    """Let the parks be chosen that the user may see."""
    choice_field(form, "park").choices = (ANY, *((str(park.pk), park.label) for park in Park.objects.visible_to(user)))


class EnterpriseForm(FileForm):
    credit_code = forms.CharField(
        label=gettext_lazy("Unified social credit code"),
        required=False,
        max_length=40,
        help_text=gettext_lazy("18 characters; blanks and hyphens don't matter."),
    )

    class Meta:
        model = Enterprise
        fields: tuple[str, ...] = (
            "short_name",
            "credit_code",
            "kind",
            "address",
            "products",
            "employees",
            "principal_name",
            "principal_phone",
            "safety_manager_name",
            "safety_manager_phone",
            "linked_leader",
            "linked_organization",
        )

    def clean_credit_code(self) -> str:
        code = credit_code.normalise(self.cleaned_data.get("credit_code") or "")
        if code and not credit_code.is_valid(code):
            raise forms.ValidationError(_("This is no valid unified social credit code (GB 32100)."))
        return code


class NewEnterpriseForm(EnterpriseForm):
    class Meta(EnterpriseForm.Meta):
        fields = ("name", "park", "state", *EnterpriseForm.Meta.fields)


class OperatingStateForm(forms.Form):
    """The state that an enterprise enters: from which day on, why, by which document."""

    use_required_attribute = False
    state = forms.ChoiceField(label=gettext_lazy("Operating state"), choices=OperatingState.choices)
    by_order = forms.BooleanField(label=gettext_lazy("By order of an authority"), required=False)
    since = DayField(label=gettext_lazy("From which day on"), widget=forms.DateInput)
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=300, widget=forms.Textarea)
    document = forms.CharField(
        label=gettext_lazy("Document"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Number of the order or decision; needed where an authority has ordered it."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, data: Sent | None = None, *, enterprise: Enterprise) -> None:
        super().__init__(data, initial={"version": enterprise.version, "since": clock.today()})
        dress(self)

    def refuse(self, refusal: DomainError) -> None:
        """Say what was refused; after somebody else's change the next press is meant for what is on file now."""
        refuse(self, refusal)
        if isinstance(refusal, StaleError):
            self.data = {**self.cleaned_data, "version": refusal.facts["version"]}


class PermitListForm(ListForm):
    park = choice(gettext_lazy("Park"), ())
    kind = choice(gettext_lazy("Kind"), ())
    term = choice(gettext_lazy("Valid until"), PERMIT_TERMS)
    state = choice(gettext_lazy("Permit state"), PermitState.choices)
    valid_on = DayField(label=gettext_lazy("Was valid on"), required=False, widget=forms.DateInput)

    def __init__(self, data: "QueryDict", *, user: User) -> None:
        super().__init__(data, user=user)
        offer_parks(self, user)
        kinds = PermitKind.objects.filter(scope="enterprise")
        choice_field(self, "kind").choices = (ANY, *((kind.pk, kind.name) for kind in kinds))


class RenewalForm(FileForm):
    class Meta:
        model = Permit
        fields: tuple[str, ...] = ("number", "issued_on", "first_issued_on", "valid_from", "valid_until", "authority")
        help_texts = {
            "valid_from": gettext_lazy("If that isn't the day of issue."),
            "valid_until": gettext_lazy("Left empty: as long as permits of the kind are valid."),
        }

    def clean(self) -> dict[str, object]:
        super().clean()
        given = self.cleaned_data
        first = given.get("valid_from") or given.get("issued_on")
        if first and not given.get("valid_until") and (months := self._validity()):
            given["valid_until"] = last_day(first, months)
        until = given.get("valid_until")
        if first and until and until < first:
            self.add_error("valid_until", _("It would end before it was issued."))
        return given

    def _validity(self) -> int | None:
        """For how many months permits of the kind are valid; None where the catalogue says nothing."""
        kind = self.cleaned_data.get("kind") or (self.instance.kind if self.instance.kind_id else None)
        return kind.validity_months if kind else None


class PermitForm(RenewalForm):
    class Meta(RenewalForm.Meta):
        fields = ("kind", *RenewalForm.Meta.fields, "asked_on")

    def __init__(self, data: Sent | None = None, *, user: User, **options: Unpack[RowOptions]) -> None:
        super().__init__(data, user=user, **options)
        row_field(self, "kind").queryset = PermitKind.objects.filter(scope="enterprise")


class PermitStateForm(forms.Form):
    """What becomes of a permit: suspended, restored, revoked or cancelled."""

    use_required_attribute = False
    state = forms.ChoiceField(label=gettext_lazy("Permit state"))
    since = DayField(label=gettext_lazy("From which day on"), widget=forms.DateInput)
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=300, widget=forms.Textarea)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, data: Sent | None = None, *, permit: Permit) -> None:
        super().__init__(data, initial={"version": permit.version, "since": clock.today()})
        possible = [state for state in PermitState if may_become(permit.state, state)]
        choice_field(self, "state").choices = [(state.value, state.label) for state in possible]
        dress(self)

    def refuse(self, refusal: DomainError) -> None:
        """Say what was refused; after somebody else's change the next press is meant for what is on file now."""
        refuse(self, refusal)
        if isinstance(refusal, StaleError):
            self.data = {**self.cleaned_data, "version": refusal.facts["version"]}


class ScansForm(EvidenceForm):
    """Scans of a permit."""

    use_required_attribute = False
    scans = EvidenceField(kind=AttachmentKind.DOCUMENT, camera=True, label=gettext_lazy("Scans"))

    def __init__(self, data: Sent | None = None, files: Files | None = None, *, permit: Permit, user: User) -> None:
        super().__init__(data, files)
        self.fields["scans"].required = True
        self.at(user, f"permit:{permit.pk}", "scans")
