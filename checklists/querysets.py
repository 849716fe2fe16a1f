from datetime import date
from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Exists, OuterRef, Q

from accounts.querysets import within_county
from accounts.states import Reach
from checklists.states import EditionState
from core import clock
from core.fields import ReadRows
from core.querysets import manager_of

if TYPE_CHECKING:
    from accounts.models import User
    from checklists.models import AnswerPhoto, Edition, ItemAnswer, Question, Run, Signature


class EditionQuerySet(ReadRows["Edition"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """The county's roles all of the county; parks and enterprises what has been approved."""
        if isinstance(user, AnonymousUser) or user.reach not in (Reach.COUNTY, Reach.PARK, Reach.OWN):
            return self.none()
        rows = self.filter(within_county(user))
        return rows if user.reach == Reach.COUNTY else rows.filter(state=EditionState.APPROVED)

    def in_force(self, day: date) -> Self:
        """Approved ones that have begun by a day, the latest first."""
        return self.filter(state=EditionState.APPROVED, valid_from__lte=day).order_by("-valid_from", "-number")

    def for_list(self) -> Self:
        """With how many items are asked."""
        return self.annotate(asked=Count("questions", filter=Q(questions__is_asked=True))).with_later()

    def with_later(self) -> Self:
        """With whether a further edition of the same list is in force today."""
        same = type(self)(self.model).filter(county=OuterRef("county"), kind=OuterRef("kind")).in_force(clock.today())
        newer = Q(valid_from__gt=OuterRef("valid_from")) | Q(
            valid_from=OuterRef("valid_from"), number__gt=OuterRef("number")
        )
        return self.annotate(later=Exists(same.filter(newer)))


class QuestionQuerySet(ReadRows["Question"]):
    within_file = False

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        return self.filter(edition__in=manager_of(self.model, "edition").visible_to(user))

    def asked_on(self, day: date) -> Self:
        """Those that are asked, and hold on a day."""
        begun = Q(valid_from=None) | Q(valid_from__lte=day)
        return self.filter(begun, Q(valid_to=None) | Q(valid_to__gte=day), is_asked=True)


class RunQuerySet(ReadRows["Run"]):
    within_file = False

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        return self.filter(visit__in=manager_of(self.model, "visit").visible_to(user))


class ItemAnswerQuerySet(ReadRows["ItemAnswer"]):
    within_file = False

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        return self.filter(run__in=manager_of(self.model, "run").visible_to(user))


class AnswerPhotoQuerySet(ReadRows["AnswerPhoto"]):
    within_file = False

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        return self.filter(answer__in=manager_of(self.model, "answer").visible_to(user))


class SignatureQuerySet(ReadRows["Signature"]):
    within_file = False

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        return self.filter(visit__in=manager_of(self.model, "visit").visible_to(user))


def files_seen_by(user: "User") -> Q:
    """Attachments that hang at an answer or are a signature of a visit that the user may know of."""
    photos = apps.get_model("checklists", "AnswerPhoto").objects.visible_to(user)
    signatures = apps.get_model("checklists", "Signature").objects.visible_to(user)
    hangs = Exists(photos.filter(attachment=OuterRef("pk")))
    return Q(hangs) | Q(Exists(signatures.filter(picture=OuterRef("pk"))))
