from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Self

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from core.models import Attachment, Notice

AttachmentScope = Callable[[Any], Q]
_attachment_scopes: list[AttachmentScope] = []


def attachments_belong_to(scope: AttachmentScope) -> None:
    """Let an app say which attachments a user may see because of what they hang at.

    Called once by the app's config; `scope` returns a condition on Attachment that
    starts from `visible_to` of the thing the file belongs to.
    """
    if scope not in _attachment_scopes:
        _attachment_scopes.append(scope)


def manager_of(model: type[models.Model], relation: str) -> Any:
    """The manager of what a relation points to: how a child asks its parent's scope without importing it."""
    related = model._meta.get_field(relation).related_model
    assert isinstance(related, type)
    return related._default_manager


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    def visible_to(self, user: AbstractBaseUser | AnonymousUser) -> Self:
        """Own uploads, and the files of whatever the user may see."""
        if isinstance(user, AnonymousUser):
            return self.none()
        allowed = Q(uploader=user.pk)
        for scope in _attachment_scopes:
            allowed |= scope(user)
        return self.filter(allowed)


class NoticeQuerySet(models.QuerySet["Notice"]):
    def visible_to(self, user: AbstractBaseUser | AnonymousUser) -> Self:
        return self.none() if isinstance(user, AnonymousUser) else self.filter(recipient=user.pk)

    def unread(self) -> Self:
        return self.filter(read_at=None)
