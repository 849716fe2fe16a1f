"""What comes in when a finding is recorded or put on the ledger."""

from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from core.serializers import BoundedDay
from enterprises.models import Enterprise, Project
from inspections.models import Finding, ProblemCategory
from inspections.states import Level, SourceKind
from parks.models import Park
from rectification.serializers.scoped import OwnUpload, Scoped
from rectification.services.registration import FindingGiven, SourceGiven


class FindingBodySerializer(serializers.Serializer[object]):
    title = serializers.CharField(max_length=200)
    description = serializers.CharField(max_length=20000)
    level = serializers.ChoiceField(choices=Level.choices)
    category = serializers.PrimaryKeyRelatedField(queryset=ProblemCategory.objects.all())
    source = serializers.ChoiceField(choices=SourceKind.choices)  # type: ignore[assignment] # leaves the class
    wording = serializers.CharField(max_length=20000, required=False, allow_blank=True)
    source_number = serializers.CharField(max_length=80, required=False, allow_blank=True)
    park = Scoped(Park, allow_null=True)
    enterprise = Scoped(Enterprise, required=False, allow_null=True)
    project = Scoped(Project, required=False, allow_null=True)
    place = serializers.CharField(max_length=120, required=False, allow_blank=True)
    found_on = BoundedDay()
    legal_basis = serializers.CharField(max_length=300, required=False, allow_blank=True)
    evidence = serializers.ListField(child=OwnUpload(), required=False, max_length=30)

    def given(self) -> FindingGiven:
        """The checked input as the service takes it."""
        given: dict[str, Any] = dict(self.validated_data)
        kind, told = given.pop("source"), given.pop("wording", "")
        wording = told or given["description"]
        if kind == SourceKind.COMPLAINT and not told:
            # The only text is what people have told: the item shows its title, the words are for their handlers (S33).
            given["description"] = given["title"]
        source = SourceGiven(
            kind=kind,
            number=given.pop("source_number", ""),
            wording=wording,
            found_on=given["found_on"],
        )
        photos = given.pop("evidence", ())
        return FindingGiven(sources=(source,), photos=photos, **given)


class ItemBodySerializer(FindingBodySerializer):
    """Either `finding`, or the fields of a new one."""

    finding = Scoped(Finding, required=False, allow_null=True)

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
