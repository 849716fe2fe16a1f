from collections.abc import Callable
from datetime import date
from typing import Any, ClassVar

from django.db.models import Model
from django.urls import reverse
from rest_framework import serializers

from core.day_fields import DayField
from core.models import Attachment
from core.rules.bounds import FIRST_DAY, LAST_DAY
from core.services import attachments, editing
from core.states import AttachmentKind


class BoundedDay(serializers.DateField):
    """A day within what a calendar can reckon with."""

    default_error_messages = {"out_of_range": DayField.default_error_messages["out_of_range"]}

    def to_internal_value(self, value: str | date) -> date:
        day = super().to_internal_value(value)
        if not FIRST_DAY <= day <= LAST_DAY:
            self.fail("out_of_range")
        return day


class VersionedSerializer(serializers.ModelSerializer[Model]):
    """A row that is changed by PATCH with the `version` its editor has seen."""

    writer: ClassVar[Callable[..., Model]] = staticmethod(editing.change)
    """The service that writes it: with `actor`, the `version` seen and the new `values`."""
    version = serializers.IntegerField(min_value=1)

    def update(self, instance: Model, validated_data: dict[str, Any]) -> Model:
        version = validated_data.pop("version", None)
        if version is None:
            raise serializers.ValidationError({"version": [self.fields["version"].error_messages["required"]]})
        actor = self.context["request"].user
        return self.writer(instance, actor=actor, version=version, values=validated_data)


class AttachmentSerializer(serializers.ModelSerializer[Attachment]):
    kind = serializers.ChoiceField(choices=AttachmentKind.choices)
    claimed_latitude = serializers.DecimalField(max_digits=9, decimal_places=6, allow_null=True)
    claimed_longitude = serializers.DecimalField(max_digits=9, decimal_places=6, allow_null=True)
    claimed_device = serializers.CharField(allow_null=True)
    url = serializers.SerializerMethodField()
    thumbnail_url = serializers.SerializerMethodField()
    used_before = serializers.SerializerMethodField()

    class Meta:
        model = Attachment
        fields = (
            "id",
            "kind",
            "name",
            "content_type",
            "size",
            "width",
            "height",
            "received_at",
            "claimed_taken_at",
            "claimed_latitude",
            "claimed_longitude",
            "claimed_device",
            "url",
            "thumbnail_url",
            "used_before",
        )
        read_only_fields = fields

    def get_url(self, attachment: Attachment) -> str:
        return reverse("core:attachment-file", args=[attachment.public_id])

    def get_thumbnail_url(self, attachment: Attachment) -> str | None:
        return f"{self.get_url(attachment)}?thumb=1" if attachment.thumbnail else None

    def get_used_before(self, attachment: Attachment) -> bool:
        """Whether the same original has been handed in elsewhere; told on upload only."""
        return self.context.get("fresh") == attachment.pk and attachments.same_elsewhere(attachment)


class UploadSerializer(serializers.Serializer[object]):
    file = serializers.FileField(max_length=300)
    kind = serializers.ChoiceField(choices=AttachmentKind.choices)
