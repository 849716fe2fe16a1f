from rest_framework import serializers

from accounts.models import HandOver, Organization, User
from accounts.services.handing_over import LONGEST_SEAL, HandOverGiven, Part, Work
from core import clock
from core.api.scoped import Scoped


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


class HandOverSerializer(serializers.ModelSerializer[HandOver]):
    person_name = serializers.CharField(source="person.name", read_only=True)
    successor_name = serializers.CharField(source="successor.name", read_only=True)

    class Meta:
        model = HandOver
        fields = (
            "id", "person", "person_name", "successor", "successor_name", "reason", "from_day", "created_at",
            "carried_out_at", "called_off_at", "called_off_because", "moved", "left",
        )  # fmt: skip
        read_only_fields = fields


class WhoSerializer(serializers.Serializer[HandOver]):
    """Whose work goes to whom; without a person it is the own."""

    person = Scoped(User, required=False)
    successor = Scoped(User)


class HandOverBodySerializer(WhoSerializer):
    reason = serializers.CharField(max_length=300)
    from_day = serializers.DateField(required=False, help_text="Today if it is left out.")
    seen = serializers.CharField(
        max_length=LONGEST_SEAL, required=False, help_text="The seal of the preview: what has changed since is refused."
    )

    def given(self) -> HandOverGiven:
        said = self.validated_data
        day = said.get("from_day") or clock.today()
        return HandOverGiven(said["successor"], said["reason"], day, said.get("seen", ""))


class WorkSerializer(serializers.Serializer[Work]):
    id = serializers.IntegerField(source="key")
    title = serializers.CharField(source="label")
    stays_because = serializers.CharField()


class PartSerializer(serializers.Serializer[Part]):
    kind = serializers.CharField(source="kind.code")
    title = serializers.CharField(source="kind.label")
    goes = WorkSerializer(many=True)
    stays = WorkSerializer(many=True)


class HandOverPreviewSerializer(serializers.Serializer[object]):
    seen = serializers.CharField()
    parts = PartSerializer(many=True)
