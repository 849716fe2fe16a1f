from typing import Any

from django import forms
from django.utils.translation import gettext as _

from core.forms import FileForm
from enterprises.models import Enterprise, Permit, PermitKind, Project
from enterprises.rules import credit_code


class EnterpriseForm(FileForm):
    class Meta:
        model = Enterprise
        fields = (
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

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["kind"].queryset = PermitKind.objects.filter(scope="enterprise")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
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
