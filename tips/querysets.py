from datetime import date
from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Exists, OuterRef, Q

from accounts.querysets import within_county
from core.fields import ReadRows
from core.querysets import manager_of
from tips.states import OPEN, TipState

if TYPE_CHECKING:
    from accounts.models import User
    from tips.models import Heard, IdentityLook, PublicUpload, Reporter, Tip, TipBatch


class TipQuerySet(ReadRows["Tip"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """The two roles named to handle what people tell (S33): the coordinator all, an officer the own unit's.

        The own unit's are those that it handles or has taken in. Nobody else knows of any.
        """
        if isinstance(user, AnonymousUser) or not user.handles_complaints:
            return self.none()
        rows = self.filter(within_county(user))
        if user.handles_all_complaints:
            return rows
        return rows.filter(Q(unit=user.organization_id) | Q(recorded_by__organization=user.organization_id))

    def open(self) -> Self:
        """Those whose reporter still waits for an answer."""
        return self.filter(state__in=OPEN)

    def late(self, today: date) -> Self:
        """Open ones whose answer was due before today."""
        return self.open().filter(due__lt=today)

    def untouched(self) -> Self:
        """Those of which nobody has decided yet whether they are accepted."""
        return self.filter(state=TipState.RECEIVED)

    def containing(self, words: str) -> Self:
        """Tips in whose receipt number, park or enterprise each of the words stands; never by what somebody told."""
        found = self
        for word in words.split():
            number = word.replace("-", "")
            named = Q(park__name__contains=word) | Q(enterprise__name__contains=word)
            found = found.filter(Q(number__contains=number) | named)
        return found


class TipBatchQuerySet(ReadRows["TipBatch"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """The coordinator those of the county; an officer those in which the own unit has a row."""
        if isinstance(user, AnonymousUser) or not user.handles_complaints:
            return self.none()
        rows = self.filter(within_county(user))
        if user.handles_all_complaints:
            return rows
        own = manager_of(self.model, "rows").visible_to(user)
        return rows.filter(Exists(own.filter(batch=OuterRef("pk"))))

    def counted_for(self, user: "User") -> Self:
        """With how many rows the person may know of, and how many of them are not answered yet."""
        own = manager_of(self.model, "rows").visible_to(user)
        return self.annotate(
            row_count=Count("rows", filter=Q(rows__in=own)), open_count=Count("rows", filter=Q(rows__in=own.open()))
        )

    def containing(self, words: str) -> Self:
        """Batches in whose origin or superior each of the words stands."""
        found = self
        for word in words.split():
            found = found.filter(Q(origin__contains=word) | Q(superior__contains=word))
        return found


class HeardQuerySet(ReadRows["Heard"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        return self.filter(tip__in=manager_of(self.model, "tip").visible_to(user))


class IdentityLookQuerySet(ReadRows["IdentityLook"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        return self.filter(tip__in=manager_of(self.model, "tip").visible_to(user))


class ReporterQuerySet(ReadRows["Reporter"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Nobody finds one: an identity is told by the one act that logs it (`tips.services.identity`)."""
        return self.none()


class PublicUploadQuerySet(ReadRows["PublicUpload"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """What somebody without an account has chosen and not sent yet is nobody's business."""
        return self.none()


def photos_seen_by(user: "User") -> Q:
    """Photos that came with a tip, or in its dialogue, which the user may see."""
    tips = apps.get_model("tips", "Tip")._default_manager.visible_to(user).whole()
    heard = apps.get_model("tips", "Heard")._default_manager.visible_to(user).whole()
    return Q(Exists(tips.filter(photos=OuterRef("pk")))) | Q(Exists(heard.filter(photos=OuterRef("pk"))))
