from rest_framework import serializers

from core.serializers import BoundedDay, VersionedSerializer
from safety.models import HazardAssessment, HazardSource, HazardSubstance
from safety.services import keeping


class SubstanceSerializer(serializers.ModelSerializer[HazardSubstance]):
    substance_name = serializers.CharField(source="label")

    class Meta:
        model = HazardSubstance
        fields = (
            "substance_name",
            "substance",
            "hazard_class",
            "second_class",
            "quantity",
            "threshold",
            "beta",
            "ratio",
            "weighted",
        )
        read_only_fields = fields


class AssessmentSerializer(serializers.ModelSerializer[HazardAssessment]):
    substances: object = SubstanceSerializer(many=True)

    class Meta:
        model = HazardAssessment
        fields = ("assessed_on", "assessor", "people", "edition", "s", "alpha", "r", "level", "substances")
        read_only_fields = fields


class HazardSourceSerializer(VersionedSerializer):
    """A hazard source with its latest assessment line by line."""

    writer = staticmethod(keeping.change)
    enterprise_name = serializers.CharField(source="enterprise.name", read_only=True)
    level = serializers.IntegerField(read_only=True, allow_null=True)
    filed_on = BoundedDay(required=False, allow_null=True)
    assessment: object = AssessmentSerializer(source="current", read_only=True, allow_null=True)

    class Meta:
        model = HazardSource
        fields = (
            "id",
            "enterprise",
            "enterprise_name",
            "name",
            "kind",
            "place",
            "state",
            "level",
            "filed_on",
            "filing_number",
            "external_distance",
            "file_by",
            "assess_by",
            "assessment",
            "version",
        )
        read_only_fields = ("id", "enterprise", "file_by", "assess_by")
