from rest_framework import serializers

from core.serializers import VersionedSerializer
from parks.models import Infrastructure, Park


class ParkSerializer(VersionedSerializer):
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


class InfrastructureSerializer(VersionedSerializer):
    park_name = serializers.CharField(source="park.name", read_only=True)
    kind_name = serializers.CharField(source="kind.name_zh", read_only=True)

    class Meta:
        model = Infrastructure
        fields = (
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
            "started_on",
            "completed_on",
            "in_use_since",
            "investment",
            "note",
            "version",
        )
        read_only_fields = ("id", "park", "kind")
