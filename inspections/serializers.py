from typing import Any

from rest_framework import serializers

from core.api.scoped import OwnUpload, Scoped
from core.serializers import BoundedDay
from enterprises.models import Enterprise
from inspections.models import Finding, FindingSource, ProblemCategory
from inspections.services.recording import FindingGiven, SourceGiven
from inspections.states import Level, SourceKind
from law.models import Basis, Criterion
from parks.models import Park
from projects.models import Project


class FindingSourceSerializer(serializers.ModelSerializer[FindingSource]):
    source = serializers.CharField(source="kind")  # type: ignore[assignment] # a declared field leaves the class
    source_name = serializers.CharField(source="get_kind_display")
    undated_kind = serializers.SerializerMethodField()

    class Meta:
        model = FindingSource
        fields = (
            "id",
            "source",
            "source_name",
            "number",
            "wording",
            "list_title",
            "found_on",
            "deadline",
            "deadline_text",
            "undated_kind",
            "progress_text",
        )
        read_only_fields = fields

    def get_undated_kind(self, source: FindingSource) -> str | None:
        return source.undated_kind or None


class FindingSerializer(serializers.ModelSerializer[Finding]):
    category_name = serializers.CharField(source="category.name", default=None, allow_null=True)
    park_name = serializers.CharField(source="park.name", default=None, allow_null=True)
    enterprise_name = serializers.CharField(source="enterprise.name", default=None, allow_null=True)
    project_name = serializers.CharField(source="project.name", default=None, allow_null=True)
    recorded_by_name = serializers.CharField(source="recorded_by.name")
    sources: object = FindingSourceSerializer(many=True)
    bases = serializers.SerializerMethodField()
    rectification = serializers.SerializerMethodField()

    class Meta:
        model = Finding
        fields = (
            "id",
            "title",
            "description",
            "level",
            "category",
            "category_name",
            "park",
            "park_name",
            "enterprise",
            "enterprise_name",
            "project",
            "project_name",
            "place",
            "legal_basis",
            "bases",
            "criterion",
            "found_on",
            "recorded_by",
            "recorded_by_name",
            "recorded_at",
            "sources",
            "rectification",
        )
        read_only_fields = fields

    def get_bases(self, finding: Finding) -> list[str]:
        """The codes of what it cites now, in legal order; `legal_basis` is a free text beside them."""
        return [row.basis_id for row in finding.cited]

    def get_rectification(self, finding: Finding) -> int | None:
        """The item of the ledger, once it is on it."""
        item = getattr(finding, "item", None)
        return item.pk if item else None


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
    bases = serializers.ListField(child=Scoped(Basis), required=False, max_length=20)
    criterion = Scoped(Criterion, required=False, allow_null=True)
    evidence = serializers.ListField(child=OwnUpload(), required=False, max_length=30)

    def given(self) -> FindingGiven:
        """The checked input as the service takes it."""
        return FindingGiven(**self.facts())

    def facts(self) -> dict[str, Any]:
        """The finding and its one source, by name."""
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
        return {**given, "sources": (source,), "photos": photos}
