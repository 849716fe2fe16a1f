"""An item as the API reads it (contract C5)."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from core.serializers import AttachmentSerializer
from inspections.serializers import FindingSourceSerializer
from rectification import workflow
from rectification.models import Evidence, HistoryEntry, Item, Stage

CALLED = {"assisting": "assisting_organizations"}
"""Columns whose name in the API is another one."""


def with_the_rest(where: str, *contract: str) -> tuple[str, ...]:
    """What the contract names, in its order, and what the table has come to answer there since (`Item.answered`)."""
    answered = [CALLED.get(name, name) for name in Item.answered.among(where)]
    return (*contract, *(name for name in answered if name not in contract))


class ItemSerializer(serializers.ModelSerializer[Item]):
    description = serializers.CharField(source="finding.description")
    bases = serializers.SerializerMethodField()
    category_name = serializers.CharField(source="category.name", default=None, allow_null=True)
    sources: object = FindingSourceSerializer(source="finding.sources", many=True)
    park_name = serializers.CharField(source="park.name", default=None, allow_null=True)
    enterprise_name = serializers.CharField(source="enterprise.name", default=None, allow_null=True)
    project_name = serializers.CharField(source="project.name", default=None, allow_null=True)
    lead_organization_name = serializers.CharField(source="lead_organization.name", default=None, allow_null=True)
    assisting_organizations = serializers.SerializerMethodField()
    assisting_organizations_name = serializers.SerializerMethodField()
    state_name = serializers.CharField(source="get_state_display")
    undated_kind = serializers.SerializerMethodField()
    mode = serializers.SerializerMethodField()
    overdue = serializers.BooleanField()
    days_late = serializers.IntegerField()
    schedule_state = serializers.CharField(allow_null=True)
    available = serializers.SerializerMethodField()

    class Meta:
        model = Item
        fields: tuple[str, ...] = with_the_rest(
            "list",
            "id",
            "number",
            "version",
            "state",
            "state_name",
            "level",
            "title",
            "description",
            "category",
            "category_name",
            "bases",
            "sources",
            "park",
            "park_name",
            "enterprise",
            "enterprise_name",
            "project",
            "project_name",
            "finding",
            "lead_organization",
            "lead_organization_name",
            "assisting_organizations",
            "assisting_organizations_name",
            "found_on",
            "origin",
            "deadline",
            "original_deadline",
            "undated_kind",
            "next_confirmation_on",
            "supervision_level",
            "overdue",
            "days_late",
            "schedule_state",
            "available",
        )
        read_only_fields = fields

    def get_bases(self, item: Item) -> list[str]:
        """The codes of what it cites now, in legal order."""
        return [row.basis_id for row in item.finding.cited]

    def get_assisting_organizations(self, item: Item) -> list[int]:
        return [unit.pk for unit in item.assisting.all()]

    def get_assisting_organizations_name(self, item: Item) -> list[str]:
        return [unit.name for unit in item.assisting.all()]

    def get_undated_kind(self, item: Item) -> str | None:
        return item.undated_kind or None

    def get_mode(self, item: Item) -> str | None:
        return item.mode or None

    def get_available(self, item: Item) -> list[str]:
        """Names of the steps that this user can take now."""
        if item.as_of:
            return []
        return [step.name for step in workflow.available(item, self.context["request"].user)]


class HistoryEntrySerializer(serializers.ModelSerializer[HistoryEntry]):
    from_state = serializers.SerializerMethodField()

    class Meta:
        model = HistoryEntry
        fields = (
            "version",
            "transition",
            "from_state",
            "to_state",
            "actor",
            "actor_name",
            "actor_organization",
            "actor_organization_name",
            "at",
            "reason",
            "before",
            "after",
        )
        read_only_fields = fields

    def get_from_state(self, entry: HistoryEntry) -> str | None:
        """None for the first entry: the item was not on the ledger."""
        return entry.from_state or None


class EvidenceSerializer(serializers.ModelSerializer[Evidence]):
    attachment = AttachmentSerializer()

    class Meta:
        model = Evidence
        fields = ("attachment", "step", "round", "added_at")
        read_only_fields = fields


class StageSerializer(serializers.ModelSerializer[Stage]):
    class Meta:
        model = Stage
        fields = ("round", "stage", "share", "rest", "next_on", "at")
        read_only_fields = fields


class ItemDetailSerializer(ItemSerializer):
    history: object = HistoryEntrySerializer(many=True)
    merged_into = serializers.SerializerMethodField()
    rebound_of = serializers.SerializerMethodField()
    found_looking_back_at = serializers.SerializerMethodField()
    stages = serializers.SerializerMethodField()
    evidence: object = EvidenceSerializer(many=True)
    finding_photos: object = AttachmentSerializer(source="finding.photos", many=True)

    class Meta(ItemSerializer.Meta):
        fields = ItemSerializer.Meta.fields + with_the_rest(
            "detail",
            "requirement",
            "measures",
            "responsible_person",
            "funds",
            "contingency_plan",
            "work_done",
            "funds_spent",
            "submitted_on",
            "passed_on",
            "publicity_until",
            "closed_at",
            "round",
            "deadline_derivation",
            "merged_into",
            "rebound_of",
            "finding_photos",
            "stages",
            "evidence",
            "history",
        )
        read_only_fields = fields

    def get_merged_into(self, item: Item) -> int | None:
        return item.merged_into_id

    @extend_schema_field(StageSerializer(many=True))
    def get_stages(self, item: Item) -> object:
        """The stages of the work that are closed, the oldest first; most items have none, and ask nothing."""
        return StageSerializer(item.stages.all(), many=True).data if item.stage_share else []

    def get_found_looking_back_at(self, item: Item) -> int | None:
        return item.found_looking_back_at_id

    def get_rebound_of(self, item: Item) -> int | None:
        return item.rebound_of_id
