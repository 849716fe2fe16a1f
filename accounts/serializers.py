from rest_framework import serializers

from accounts.models import Organization, User


class CredentialsSerializer(serializers.Serializer[object]):
    username = serializers.CharField(max_length=60)
    password = serializers.CharField(max_length=200, trim_whitespace=False)
    code = serializers.CharField(max_length=20, required=False, help_text="Of the second factor, where there is one.")


class TokenSerializer(serializers.Serializer[object]):
    token = serializers.CharField()


class MeSerializer(serializers.ModelSerializer[User]):
    organization_name = serializers.CharField(source="organization.name")
    roles = serializers.ListField(child=serializers.CharField())

    class Meta:
        model = User
        fields = ("id", "username", "name", "organization", "organization_name", "roles", "is_head", "language")
        read_only_fields = fields


class OrganizationSerializer(serializers.ModelSerializer[Organization]):
    parent_name = serializers.CharField(source="parent.name", default=None, allow_null=True)

    class Meta:
        model = Organization
        fields = ("id", "name", "short_name", "kind", "parent", "parent_name", "county", "is_active")
        read_only_fields = fields
