from datetime import date
from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from accounts.states import Reach
from core.fields import ReadRows
from documents.models import IssuedDocument
from law.states import AmendmentState, Shelf

if TYPE_CHECKING:
    from accounts.models import User
    from law.models import Amendment, AmendmentLine, Basis, Criterion, DefectivePaper, Instrument


def holds(on: date, prefix: str = "") -> Q:
    """Rows in force on a day, both ends included."""
    first = Q(**{f"{prefix}valid_from": None}) | Q(**{f"{prefix}valid_from__lte": on})
    return first & (Q(**{f"{prefix}valid_to": None}) | Q(**{f"{prefix}valid_to__gte": on}))


WAITING = Q(verdict="", paper__voided_at=None)
"""Defective papers that hold and of which nobody has said anything yet."""


def _amended(shelf: Shelf) -> Q:
    lines = apps.get_model("law", "AmendmentLine").objects.filter(shelf=shelf)
    return Q(pk__in=lines.filter(amendment__state=AmendmentState.CONFIRMED).exclude(code="").values("code"))


class InstrumentQuerySet(ReadRows["Instrument"]):
    def kept_by_hand(self) -> Self:
        """Those that two persons have changed: a release of the product doesn't overwrite them."""
        return self.filter(_amended(Shelf.INSTRUMENT))

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """The law is public: everybody who has an account reads it."""
        return self.none() if isinstance(user, AnonymousUser) else self.all()

    def in_force(self, on: date) -> Self:
        return self.filter(holds(on))


class BasisQuerySet(ReadRows["Basis"]):
    def kept_by_hand(self) -> Self:
        """Those that two persons have changed: a release of the product doesn't overwrite them."""
        return self.filter(_amended(Shelf.BASIS))

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """The law is public: everybody who has an account reads it."""
        return self.none() if isinstance(user, AnonymousUser) else self.all()

    def in_force(self, on: date) -> Self:
        """The row and its instrument are in force on the day (R11, 1)."""
        return self.filter(holds(on) & holds(on, "instrument__"))

    def citable(self) -> Self:
        """With an article: the others wait for the legal reviewer (R11, 4)."""
        return self.exclude(article="")

    def about(self, subject_kind: str, code: str, part: str = "") -> Self:
        """Of one row of a catalogue, where given of one case of it."""
        rows = self.filter(subject_kind=subject_kind, subject_code=code)
        return rows.filter(part=part) if part else rows


class CriterionQuerySet(ReadRows["Criterion"]):
    def kept_by_hand(self) -> Self:
        """Those that two persons have changed: a release of the product doesn't overwrite them."""
        return self.filter(_amended(Shelf.CRITERION))

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """The criteria are public: everybody who has an account reads them."""
        return self.none() if isinstance(user, AnonymousUser) else self.all()

    def in_force(self, on: date) -> Self:
        """The row and its instrument are in force on the day."""
        return self.filter(holds(on) & holds(on, "instrument__"))


class AmendmentQuerySet(ReadRows["Amendment"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Changes of the catalogue are read by those who work for the whole county."""
        return self.all() if _works_for_county(user) else self.none()


class AmendmentLineQuerySet(ReadRows["AmendmentLine"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Those of the changes that a person may know of."""
        return self.all() if _works_for_county(user) else self.none()


class DefectivePaperQuerySet(ReadRows["DefectivePaper"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Those of the papers that somebody who works for the county sees."""
        if not _works_for_county(user):
            return self.none()
        return self.filter(paper__in=IssuedDocument.objects.visible_to(user))

    def waiting(self) -> Self:
        """Those of which nobody has said anything yet, of papers that hold."""
        return self.filter(WAITING)


def _works_for_county(user: "User | AnonymousUser") -> bool:
    return not isinstance(user, AnonymousUser) and user.reach == Reach.COUNTY
