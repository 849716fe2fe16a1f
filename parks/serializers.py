from rest_framework import serializers

from core.models import Attachment
from core.serializers import VersionedSerializer
from parks.models import Infrastructure, InfrastructureProgress, Park
from parks.services import progress, risk


class ParkSerializer(VersionedSerializer):
    """A park. Who writes its grade or score writes a round of its risk assessment, by the score where there is one."""

    writer = staticmethod(risk.change_park)
    county_name = serializers.CharField(source="county.name", read_only=True)
    committee_name = serializers.CharField(source="committee.name", read_only=True)

    class Meta:
        model = Park
        fields = (
            "id",
            "code",
            "name",
            "short_name",
            "county",
            "county_name",
            "committee",
            "committee_name",
            "area_hectares",
            "boundary",
            "industries",
            "recognition_document",
            "recognized_on",
            "recognition_valid_until",
            "plan_approved_on",
            "capacity_assessed_on",
            "risk_grade",
            "risk_score",
            "risk_assessed_on",
            "version",
        )
        read_only_fields = ("id", "code", "county", "committee")


class ProgressSerializer(serializers.ModelSerializer[InfrastructureProgress]):
    recorded_by_name = serializers.CharField(source="recorded_by.name", read_only=True, default=None)
    photos = serializers.PrimaryKeyRelatedField[Attachment](many=True, read_only=True)

    class Meta:
        model = InfrastructureProgress
        fields = ("day", "percent", "status", "note", "photos", "recorded_by_name", "recorded_at")
        read_only_fields = fields


class InfrastructureSerializer(VersionedSerializer):
    """A facility. Who writes its status or progress writes a row of its history, of today."""

    writer = staticmethod(progress.change)
    park_name = serializers.CharField(source="park.name", read_only=True)
    kind_name = serializers.CharField(source="kind.name_zh", read_only=True)
    days_late = serializers.IntegerField(read_only=True)
    days_unused = serializers.IntegerField(read_only=True, allow_null=True)

    class Meta:
        model = Infrastructure
        fields: tuple[str, ...] = (
            "id",
            "park",
            "park_name",
            "kind",
            "kind_name",
            "name",
            "status",
            "progress",
            "planned_start",
            "planned_completion",
            "planned_use",
            "started_on",
            "completed_on",
            "in_use_since",
            "days_late",
            "days_unused",
            "investment",
            "note",
            "version",
        )
        read_only_fields = ("id", "park", "kind")


class InfrastructureDetailSerializer(InfrastructureSerializer):
    """With the history of its progress, the last day first."""

    history = ProgressSerializer(source="progress_rows", many=True, read_only=True)

    class Meta(InfrastructureSerializer.Meta):
        fields = (*InfrastructureSerializer.Meta.fields, "history")
