from collections.abc import Iterable
from datetime import date
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q

from accounts.states import Reach
from challenges.states import BY_A_PERSON, OPEN_STATES, SILENCES, WITH_THE_BODY, ChallengeState
from core.fields import ReadRows
from core.querysets import manager_of

if TYPE_CHECKING:
    from accounts.models import User
    from challenges.models import Challenge, ChallengeEvent


def was_silent() -> Q:
    """A body has let its clock run out: nobody moved it up, or ended it, but the house itself."""
    rows = apps.get_model("challenges", "ChallengeEvent")._default_manager
    return Q(Exists(rows.filter(challenge=OuterRef("pk"), kind__in=SILENCES, actor=None)))


def had_a_part(unit: int) -> Q:
    """Of items: a body had a part in the finding, in what came of it, or in a challenge to it.

    It found or recorded it, assigned it, answers for it or helped, re-inspected it; or its turn was in a challenge,
    whether it answered or was silent; or somebody of it decided on a voiding that a challenge brought.
    """
    events = apps.get_model("challenges", "ChallengeEvent")._default_manager
    helped = apps.get_model("rectification", "Item").assisting.through._default_manager.filter(
        item=OuterRef("pk"), organization=unit
    )
    reviews = apps.get_model("rectification", "Review")._default_manager
    turns = events.filter(challenge__item=OuterRef("pk"))
    named = (
        "registered_by_organization",
        "assigned_by_organization",
        "lead_organization",
        "submitted_by_organization",
        "finding__recorded_by_organization",
    )
    return reduce(
        or_,
        (
            *(Q(**{name: unit}) for name in named),
            Q(Exists(turns.filter(unit=unit))),
            Q(Exists(turns.filter(kind__in=BY_A_PERSON, actor__organization=unit))),
            Q(Exists(helped)),
            Q(Exists(reviews.filter(item=OuterRef("pk"), reviewer__organization=unit))),
            Q(Exists(reviews.filter(item=OuterRef("pk"), officers__organization=unit))),
        ),
    )


class ChallengeQuerySet(ReadRows["Challenge"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Whoever may know of the item, but for those who watch its public part; the enterprise sees its own always.

        An item that was handed back is out of the sight of the enterprise until it is assigned anew.
        """
        if isinstance(user, AnonymousUser) or user.reach in (Reach.PUBLIC, Reach.NOTHING):
            return self.none()
        items = manager_of(self.model, "item").visible_to(user)
        if user.reach != Reach.OWN:
            return self.filter(item__in=items)
        return self.filter(enterprise__organization=user.organization_id)

    def open(self) -> Self:
        """Those in which a clock runs."""
        return self.filter(state__in=OPEN_STATES)

    def with_the_body(self) -> Self:
        """Those that wait for an answer or for the second person."""
        return self.filter(state__in=WITH_THE_BODY)

    def run_out(self, today: date) -> Self:
        """Those whose clock has run out, whoever's it was."""
        return self.open().filter(due__lt=today)

    def late(self, today: date) -> Self:
        """Those that the body should have answered before today."""
        return self.with_the_body().filter(due__lt=today)

    def silent_at(self, units: Iterable[int]) -> Self:
        """Those in which one of these units has let its clock run out."""
        rows = apps.get_model("challenges", "ChallengeEvent")._default_manager
        silences = rows.filter(challenge=OuterRef("pk"), kind__in=SILENCES, actor=None, unit__in=list(units))
        return self.filter(Exists(silences))

    def standing_still(self) -> Self:
        """Those of items whose deadline stands still."""
        rows = apps.get_model("rectification", "DeadlineSuspension")._default_manager
        return self.filter(Exists(rows.filter(item=OuterRef("item"), until=None)))

    def containing(self, words: str) -> Self:
        """Rows in whose item's number or title, or enterprise's name, each of the words stands."""
        found = self
        for word in words.split():
            found = found.filter(
                Q(item__number__contains=word) | Q(item__title__contains=word) | Q(enterprise__name__contains=word)
            )
        return found

    def for_list(self) -> Self:
        """With what a line shows."""
        return self.select_related("item", "enterprise", "unit")

    def not_withdrawn(self) -> Self:
        return self.exclude(state=ChallengeState.WITHDRAWN)


class ChallengeEventQuerySet(ReadRows["ChallengeEvent"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        return self.filter(challenge__in=manager_of(self.model, "challenge").visible_to(user))


def proofs_seen_by(user: "User") -> Q:
    """Attachments that came with a challenge that the user may see."""
    rows = apps.get_model("challenges", "Challenge")._default_manager
    return Q(Exists(rows.visible_to(user).whole().filter(files=OuterRef("pk"))))
