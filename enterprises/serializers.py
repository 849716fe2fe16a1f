from django.utils.translation import gettext as _
from rest_framework import serializers

from core.serializers import VersionedSerializer
from enterprises.models import Enterprise, Permit, Project, ProjectApproval
from enterprises.rules import credit_code


class EnterpriseSerializer(VersionedSerializer):
    park_name = serializers.CharField(source="park.name", read_only=True, default=None, allow_null=True)
    organization_name = serializers.CharField(source="organization.name", read_only=True)

    class Meta:
        model = Enterprise
        fields = (
            "id",
            "name",
            "short_name",
            "credit_code",
            "organization",
            "organization_name",
            "park",
            "park_name",
            "kind",
            "state",
            "address",
            "products",
            "employees",
            "has_key_process",
            "has_key_chemical",
            "has_major_hazard_source",
            "version",
        )
        read_only_fields = ("id", "name", "organization", "park")

    def validate_credit_code(self, value: str) -> str:
        code = credit_code.normalise(value)
        if code and not credit_code.is_valid(code):
            raise serializers.ValidationError(_("This is no valid unified social credit code (GB 32100)."))
        return code


class PermitSerializer(VersionedSerializer):
    enterprise_name = serializers.CharField(source="enterprise.name", read_only=True)
    kind_name = serializers.CharField(source="kind.name_zh", read_only=True)

    class Meta:
        model = Permit
        fields = (
            "id",
            "enterprise",
            "enterprise_name",
            "kind",
            "kind_name",
            "number",
            "issued_on",
            "valid_until",
            "authority",
            "version",
        )
        read_only_fields = ("id", "enterprise", "kind")


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
