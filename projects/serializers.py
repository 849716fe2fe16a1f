from rest_framework import serializers

from core.serializers import VersionedSerializer
from projects.models import Project, ProjectApproval


class ApprovalSerializer(serializers.ModelSerializer[ProjectApproval]):
    kind_name = serializers.CharField(source="kind.name_zh")

    class Meta:
        model = ProjectApproval
        fields = ("kind", "kind_name", "number", "approved_on", "not_applicable_reason")
        read_only_fields = fields


class ProjectSerializer(VersionedSerializer):
    enterprise_name = serializers.CharField(source="enterprise.name", read_only=True)
    approvals: object = ApprovalSerializer(many=True, read_only=True)

    class Meta:
        model = Project
        fields = (
            "id",
            "enterprise",
            "enterprise_name",
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
            "approvals",
            "version",
        )
        read_only_fields = ("id", "enterprise")
