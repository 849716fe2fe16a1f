from django.utils.translation import gettext as _
from rest_framework import serializers

from core.api.scoped import Scoped
from inspections.models import Finding
from inspections.serializers import FindingBodySerializer
from rectification.services.drafting import ItemGiven


class ItemBodySerializer(FindingBodySerializer):
    """Either `finding`, or the fields of a new one."""

    finding = Scoped(Finding, required=False, allow_null=True)

    def given(self) -> ItemGiven:
        return ItemGiven(**self.facts())

    def to_internal_value(self, data: object) -> object:
        if isinstance(data, dict) and data.get("finding") not in (None, ""):
            for name, field in self.fields.items():
                field.required = name == "finding"
        elif isinstance(data, dict):
            data = {name: value for name, value in data.items() if name != "finding"}
        return super().to_internal_value(data)

    def validate(self, attrs: dict[str, object]) -> dict[str, object]:
        if "finding" in attrs and len(attrs) > 1:
            raise serializers.ValidationError({"finding": [_("Give either a finding or the fields of a new one.")]})
        return attrs
