from collections.abc import Callable, Iterable
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any, Self, TypeVar

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, ForeignObjectRel, OuterRef, Q

from core.fields import Read, ReadRows
from core.rules.initials import pattern_of
from core.states import DeliveryState

if TYPE_CHECKING:
    from accounts.models import User
    from core.models import Attachment, FileChange, HeldUpload, LogEntry, Waiver

Row = TypeVar("Row", bound=models.Model)
AttachmentScope = Callable[["User"], Q]
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


def _rows_at(relation: ForeignObjectRel) -> models.QuerySet[models.Model]:
    """The rows that point at a row of the query around it.

    Ten tables joined to it instead take PostgreSQL a quarter of a second to plan, however few rows there are.
    """
    if isinstance(relation, models.ManyToManyRel):
        assert relation.through is not None
        name = relation.field.m2m_reverse_field_name()
        return relation.through._base_manager.filter(**{name: OuterRef("pk")})
    return relation.related_model._base_manager.filter(**{relation.field.name: OuterRef("pk")})


class AttachmentQuerySet(ReadRows["Attachment"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Own uploads, and the files of whatever the user may see."""
        if isinstance(user, AnonymousUser):
            return self.none()
        allowed = Q(uploader=user.pk)
        for scope in _attachment_scopes:
            allowed |= scope(user)
        return self.filter(allowed)

    def same_as(self, file: "Attachment") -> Self:
        """Other files with the same original, as it came in or as the device says it was taken."""
        originals = {file.original_sha256, file.device_sha256} - {""}
        same = Q(original_sha256__in=originals) | Q(device_sha256__in=originals)
        return self.filter(same).exclude(pk=file.pk)

    def in_use(self, keys: Iterable[int]) -> set[int]:
        """Which of these files hang at anything, whatever table points at them; held for a form is not yet used."""
        hangs = Q(pk__in=[])
        for relation in self.model._meta.related_objects:
            if relation.name != "held":
                hangs |= Q(Exists(_rows_at(relation)))
        return set(self.filter(hangs, pk__in=keys).values_list("pk", flat=True))

    def containing(self, words: str) -> Self:
        """Files in whose name each of the words stands."""
        found = self
        for word in words.split():
            found = found.filter(name__contains=word)
        return found


class HeldUploadQuerySet(ReadRows["HeldUpload"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """What a person has chosen and not used yet is nobody else's business."""
        return self.none() if isinstance(user, AnonymousUser) else self.filter(owner=user.pk)

    def for_list(self) -> Self:
        """With the files, and whether the same original was handed in before."""
        others = manager_of(self.model, "attachment").exclude(pk=OuterRef("attachment"))
        first, device = OuterRef("attachment__original_sha256"), OuterRef("attachment__device_sha256")
        same = Q(original_sha256=first) | Q(device_sha256=first)
        same |= ~Q(device_sha256="") & (Q(device_sha256=device) | Q(original_sha256=device))
        return self.select_related("attachment").annotate(is_reused=Exists(others.filter(same)))


class OnTheWay(ReadRows[Row]):
    """Rows that are claimed by a lease and sent: digests, messages of robots."""

    def unsent(self) -> Self:
        """Certainly not sent, and not on the way either."""
        return self.filter(state__in=(DeliveryState.NEW, DeliveryState.FAILED))

    def waiting(self, now: datetime) -> Self:
        """To be sent now: new, failed and due again, or claimed by somebody who died before sending began."""
        again = Q(state=DeliveryState.FAILED, next_try_at__lte=now)
        return self.filter(Q(state=DeliveryState.NEW) | again | self._orphaned_at(now))

    def orphaned(self, now: datetime) -> Self:
        """Claimed by somebody who died before sending began: certainly not sent."""
        return self.filter(self._orphaned_at(now))

    def _orphaned_at(self, now: datetime) -> Q:
        return Q(state=DeliveryState.CLAIMED, claimed_until__lt=now, sending_since=None)

    def broken_off(self, now: datetime) -> Self:
        """The lease ran out while it was being sent: nobody knows whether it has arrived."""
        return self.filter(state=DeliveryState.CLAIMED, claimed_until__lt=now).exclude(sending_since=None)

    def again(self) -> int:
        """A person decides that what was given up or broke off is sent once more; answers how many."""
        lost = self.filter(state__in=(DeliveryState.DEAD, DeliveryState.UNKNOWN))
        return lost.update(
            state=DeliveryState.NEW, tries=0, sending_since=None, claimed_until=None, next_try_at=None, error=""
        )


class FileChangeQuerySet(ReadRows["FileChange"]):
    def of(self, row: models.Model) -> Self:
        """What was changed in a file; the caller has the file from its own `visible_to`."""
        changes = self.filter(subject=address(row)).select_related("actor__organization")
        return changes.read_by(getattr(row, "reader", None))


class WaiverQuerySet(ReadRows["Waiver"]):
    def in_force(self) -> Self:
        """Those that nobody has ended."""
        return self.filter(ended_at=None)

    def of(self, file: models.Model) -> Self:
        """Of a file; the caller has it from its own `visible_to`."""
        return self.filter(kind=kind_of(type(file)), row=file.pk)


class LogEntryQuerySet(ReadRows["LogEntry"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """The log of all acts is read by the audit administrator alone (三员分立)."""
        return self.all() if getattr(user, "reads_the_log", False) else self.none()

    def about(self, subject: models.Model) -> Self:
        """What was done to a thing; the caller has it from its own `visible_to`."""
        return self.filter(subject=address(subject))

    def containing(self, words: str) -> Self:
        """Rows in whose person, unit, thing, reason, address or request each of the words stands."""
        fields = ("actor_name", "organization_name", "subject_name", "reason", "address", "request_id")
        found = self
        for word in words.split():
            named = Q(subject=word)
            for field in fields:
                named |= Q(**{f"{field}__contains": word})
            found = found.filter(named)
        return found


def names_with(word: str, *fields: str) -> Q:
    """Rows in one of whose names the word stands, or whose characters begin with its letters (拼音首字母)."""
    initials = pattern_of(word)
    found = Q()
    for field in fields:
        found |= Q(**{f"{field}__contains": word})
        if initials:
            found |= Q(**{f"{field}__regex": initials})
    return found


def address(row: models.Model) -> str:
    """How a row is named where it can't be pointed at: 'parks.park:3'."""
    # The person of a request is a row that is read once it is asked for, and its class is asked for too.
    return f"{kind_of(row.__class__)}:{row.pk}"


def kind_of(model: type[models.Model]) -> str:
    """How the rows of a table are named there: by their app and model, or by what these were when that began."""
    return getattr(model, "recorded_as", "") or model._meta.label_lower


@cache
def model_of(kind: str) -> type[Read]:
    """The table whose rows are named so. Raises LookupError where there is none any more."""
    for model in apps.get_models():
        if issubclass(model, Read) and kind_of(model) == kind:
            return model
    raise LookupError(kind)
