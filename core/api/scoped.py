"""References in input are looked up in the user's own scope: what is foreign does not exist (security S16)."""

from typing import Any

from django.db import models
from django.db.models import QuerySet
from rest_framework import serializers

from core.models import Attachment


class Scoped(serializers.PrimaryKeyRelatedField[Any]):
    """An id of something the user may see."""

    def __init__(self, model: type[models.Model], **options: Any) -> None:
        self.model = model
        super().__init__(queryset=model._default_manager.none(), **options)

    def get_queryset(self) -> QuerySet[Any]:
        manager: Any = self.model._default_manager
        request = self.context.get("request")
        return manager.visible_to(request.user) if request is not None else manager.none()


class OwnUpload(serializers.PrimaryKeyRelatedField[Any]):
    """An id of a file that the user has uploaded."""

    def __init__(self, **options: Any) -> None:
        super().__init__(queryset=Attachment.objects.none(), **options)

    def get_queryset(self) -> QuerySet[Any]:
        request = self.context.get("request")
        return Attachment.objects.filter(uploader=request.user.pk) if request else Attachment.objects.none()
