"""References in input are looked up in the user's own scope: what is foreign does not exist (security S16)."""

from typing import TypedDict, Unpack

from django.db import models
from django.db.models import QuerySet
from rest_framework import serializers

from core.fields import scoped
from core.models import Attachment


class ReferenceOptions(TypedDict, total=False):
    """Whether it must be given, and may be empty."""

    required: bool
    allow_null: bool


class Scoped(serializers.PrimaryKeyRelatedField[models.Model]):
    """An id of something the user may see."""

    def __init__(self, model: type[models.Model], **options: Unpack[ReferenceOptions]) -> None:
        self.model = model
        super().__init__(queryset=model._default_manager.none(), **options)

    def get_queryset(self) -> QuerySet[models.Model]:
        request = self.context.get("request")
        if request is None:
            return self.model._default_manager.none()
        return scoped(self.model).visible_to(request.user)


class OwnUpload(serializers.PrimaryKeyRelatedField[Attachment]):
    """An id of a file that the user has uploaded."""

    def __init__(self, **options: Unpack[ReferenceOptions]) -> None:
        super().__init__(queryset=Attachment.objects.none(), **options)

    def get_queryset(self) -> QuerySet[Attachment]:
        request = self.context.get("request")
        return Attachment.objects.filter(uploader=request.user.pk) if request else Attachment.objects.none()
