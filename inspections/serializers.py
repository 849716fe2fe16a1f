from typing import Any

from rest_framework import serializers

from inspections.models import Finding, FindingSource


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
    sources: Any = FindingSourceSerializer(many=True)
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
            "found_on",
            "recorded_by",
            "recorded_by_name",
            "recorded_at",
            "sources",
            "rectification",
        )
        read_only_fields = fields

    def get_rectification(self, finding: Finding) -> int | None:
        """The item of the ledger, once it is on it."""
        item = getattr(finding, "item", None)
        return item.pk if item else None
