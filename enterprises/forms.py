from typing import TYPE_CHECKING, Unpack

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from core import clock
from core.form_options import RowOptions, Sent
from core.forms import ANY, FileForm, ListForm, choice, choice_field, row_field
from enterprises.filters import PERMIT_TERMS
from enterprises.models import Enterprise, Permit, PermitKind, Project, ProjectApproval
from enterprises.rules import credit_code
from enterprises.states import EnterpriseKind, OperatingState
from parks.models import Park

if TYPE_CHECKING:
    from django.http import QueryDict


class EnterpriseListForm(ListForm):
    park = choice(gettext_lazy("Park"), ())
    kind = choice(gettext_lazy("Kind"), EnterpriseKind.choices)
    state = choice(gettext_lazy("Operating state"), OperatingState.choices)
    permits = choice(gettext_lazy("A permit"), PERMIT_TERMS)
    hazard = choice(gettext_lazy("Major hazard source"), (("true", gettext_lazy("Yes")), ("false", gettext_lazy("No"))))

    def __init__(self, data: "QueryDict", *, user: User) -> None:
        super().__init__(data, user=user)
        offer_parks(self, user)


class ProjectListForm(ListForm):
    park = choice(gettext_lazy("Park"), ())
    state = choice(gettext_lazy("State"), OperatingState.choices)

    def __init__(self, data: "QueryDict", *, user: User) -> None:
        super().__init__(data, user=user)
        offer_parks(self, user)


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
            "state",
            "address",
            "products",
            "employees",
            "principal_name",
            "principal_phone",
            "safety_manager_name",
            "safety_manager_phone",
            "linked_leader",
            "linked_organization",
            "has_key_process",
            "has_key_chemical",
            "has_major_hazard_source",
        )

    def clean_credit_code(self) -> str:
        code = credit_code.normalise(self.cleaned_data.get("credit_code") or "")
        if code and not credit_code.is_valid(code):
            raise forms.ValidationError(_("This is no valid unified social credit code (GB 32100)."))
        return code


class NewEnterpriseForm(EnterpriseForm):
    class Meta(EnterpriseForm.Meta):
        fields = ("name", "park", *EnterpriseForm.Meta.fields)


class PermitForm(FileForm):
    class Meta:
        model = Permit
        fields = ("kind", "number", "issued_on", "valid_until", "authority")

    def __init__(self, data: Sent | None = None, *, user: User, **options: Unpack[RowOptions]) -> None:
        super().__init__(data, user=user, **options)
        row_field(self, "kind").queryset = PermitKind.objects.filter(scope="enterprise")

    def clean(self) -> dict[str, object]:
        super().clean()
        given = self.cleaned_data
        issued, until = given.get("issued_on"), given.get("valid_until")
        if issued and until and until < issued:
            self.add_error("valid_until", _("It would end before it was issued."))
        return given


class ProjectForm(FileForm):
    class Meta:
        model = Project
        fields = (
            "name",
            "state",
            "state_since",
            "content",
            "investment",
            "planned_start",
            "planned_completion",
            "started_on",
            "completed_on",
            "uses_hazardous_chemicals",
        )

    def clean(self) -> dict[str, object]:
        super().clean()
        given = self.cleaned_data
        for first, then in (("planned_start", "planned_completion"), ("started_on", "completed_on")):
            if given.get(first) and given.get(then) and given[then] < given[first]:
                self.add_error(then, _("It would end before it begins."))
        return given


class ApprovalForm(FileForm):
    class Meta:
        model = ProjectApproval
        fields = ("number", "approved_on", "not_applicable_reason")

    def clean_approved_on(self) -> object:
        day = self.cleaned_data["approved_on"]
        if day and day > clock.today():
            raise forms.ValidationError(_("This day is still to come."))
        return day

    def clean(self) -> dict[str, object]:
        super().clean()
        given = self.cleaned_data
        if given.get("not_applicable_reason") and (given.get("number") or given.get("approved_on")):
            self.add_error("not_applicable_reason", _("Either it was approved or it does not apply."))
        return given
