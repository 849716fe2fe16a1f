from django.utils.translation import gettext as _
from rest_framework import serializers

from core import clock
from core.serializers import AttachmentSerializer, VersionedSerializer
from enterprises.models import Enterprise, Permit
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
        signs = ("has_key_process", "has_key_chemical", "has_major_hazard_source")
        read_only_fields = ("id", "name", "organization", "park", *signs)

    def validate_credit_code(self, value: str) -> str:
        code = credit_code.normalise(value)
        if code and not credit_code.is_valid(code):
            raise serializers.ValidationError(_("This is no valid unified social credit code (GB 32100)."))
        return code


class PermitSerializer(VersionedSerializer):
    enterprise_name = serializers.CharField(source="enterprise.name", read_only=True)
    kind_name = serializers.CharField(source="kind.name_zh", read_only=True)
    park = serializers.IntegerField(source="enterprise.park_id", read_only=True, allow_null=True)
    renewal = serializers.IntegerField(source="renewal.pk", read_only=True, default=None, allow_null=True)
    days_left = serializers.SerializerMethodField()

    class Meta:
        model = Permit
        fields: tuple[str, ...] = (
            "id",
            "enterprise",
            "enterprise_name",
            "kind",
            "kind_name",
            "number",
            "issued_on",
            "first_issued_on",
            "valid_from",
            "valid_until",
            "days_left",
            "authority",
            "apply_by",
            "asked_on",
            "state",
            "park",
            "follows",
            "renewal",
            "version",
        )
        read_only_fields = ("id", "enterprise", "kind", "apply_by", "state", "follows")

    def get_days_left(self, permit: Permit) -> int | None:
        """Days until its last day, negative after it; null for one without, or that does not run any more."""
        return (permit.expiry - clock.today()).days if permit.expiry else None


class PermitDetailSerializer(PermitSerializer):
    """One permit, with its scans."""

    scans = AttachmentSerializer(many=True, read_only=True)

    class Meta(PermitSerializer.Meta):
        fields = (*PermitSerializer.Meta.fields, "scans")
