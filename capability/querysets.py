from datetime import date
from typing import TYPE_CHECKING, Self, TypeVar

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Count, Exists, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from accounts.querysets import within_county
from accounts.states import Reach
from capability.rules.staffing import experienced_since
from core.fields import ReadRows
from core.querysets import manager_of

if TYPE_CHECKING:
    from accounts.models import User
    from capability.models import (
        Calibration,
        EarlierPost,
        Equipment,
        Supervisor,
        SupervisorCertificate,
        Team,
        Training,
    )

Row = TypeVar("Row", bound=models.Model)


class OfUnit(ReadRows[Row]):
    """Rows that a unit of the government keeps of its own."""

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """The coordinator and superiors see those of the whole county, everybody else in the government the own unit's.

        Enterprises, observers and administrators see none.
        """
        if isinstance(user, AnonymousUser) or user.reach not in (Reach.COUNTY, Reach.PARK):
            return self.none()
        if user.oversees_units:
            return self.filter(within_county(user, "organization__county"))
        return self.filter(organization=user.organization_id)


class TeamQuerySet(OfUnit["Team"]):
    def counted(self, day: date) -> Self:
        """With how many are in post on a day, how many of them qualified, and what of theirs has run out by then."""
        people = apps.get_model("capability", "Supervisor")._default_manager.all()
        things = apps.get_model("capability", "Equipment")._default_manager.all()
        return self.annotate(
            in_post=_number(people.in_post(day)),
            qualified=_number(people.qualified(day)),
            certificates_ended=_number(people.in_post(day).certificate_ended(day)),
            equipment=_number(things.kept()),
            calibration_late=_number(things.calibration_late(day)),
        )

    def without_people(self, day: date) -> Self:
        """Those with nobody in post on a day."""
        people = apps.get_model("capability", "Supervisor")._default_manager
        return self.filter(~Exists(people.in_post(day).filter(organization=OuterRef("organization"))))

    def containing(self, words: str) -> Self:
        found = self
        for word in words.split():
            found = found.filter(Q(organization__name__contains=word) | Q(organization__short_name__contains=word))
        return found


def _number(rows: models.QuerySet[models.Model]) -> Coalesce:
    """How many of the rows belong to the same unit."""
    of_unit = rows.filter(organization=OuterRef("organization")).order_by().values("organization")
    return Coalesce(Subquery(of_unit.annotate(n=Count("pk")).values("n"), output_field=IntegerField()), 0)


class SupervisorQuerySet(OfUnit["Supervisor"]):
    def in_post(self, day: date) -> Self:
        """Those in a post on a day: the present one, or an earlier one that lasted until then."""
        earlier = apps.get_model("capability", "EarlierPost")._default_manager.filter(person=OuterRef("pk"))
        held = earlier.filter(Q(since=None) | Q(since__lte=day), until__gte=day)
        begun, gone = Q(since=None) | Q(since__lte=day), Q(left_on__lt=day)
        return self.filter(begun & ~gone | Exists(held))

    def qualified(self, day: date) -> Self:
        """Those in post with a chemical-safety degree and the experience that is asked (R6)."""
        begun = experienced_since(day, settings.SUPERVISOR_EXPERIENCE_YEARS)
        studied = Q(has_degree=True) & (Q(degree_on=None) | Q(degree_on__lte=day))
        return self.in_post(day).filter(studied, practising_since__lte=begun)

    def certificate_ended(self, day: date) -> Self:
        """Those whose enforcement certificate has run out before a day."""
        return self.filter(certificate_until__lt=day)

    def training_late(self, day: date) -> Self:
        """Those who have not had the hours of a year that is over."""
        return self.filter(training_by__lt=day)

    def containing(self, words: str) -> Self:
        found = self
        for word in words.split():
            found = found.filter(Q(name__contains=word) | Q(organization__name__contains=word))
        return found


class OfPerson(ReadRows[Row]):
    """Rows that belong to a supervisor."""

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        return self.filter(person__in=manager_of(self.model, "person").visible_to(user))


class EarlierPostQuerySet(OfPerson["EarlierPost"]):
    pass


class SupervisorCertificateQuerySet(OfPerson["SupervisorCertificate"]):
    pass


class TrainingQuerySet(OfPerson["Training"]):
    pass


class EquipmentQuerySet(OfUnit["Equipment"]):
    def kept(self) -> Self:
        """What has not been scrapped."""
        return self.exclude(state="SCRAPPED")

    def usable(self, day: date) -> Self:
        """What can be taken along on a day: in use, and its calibration, if it needs one, still holds."""
        return self.filter(Q(calibrate_by=None) | Q(calibrate_by__gte=day), state="IN_USE")

    def calibration_late(self, day: date) -> Self:
        """What should have been calibrated before a day."""
        return self.kept().filter(calibrate_by__lt=day)

    def containing(self, words: str) -> Self:
        found = self
        for word in words.split():
            found = found.filter(
                Q(name__contains=word) | Q(serial__contains=word) | Q(organization__name__contains=word)
            )
        return found


class CalibrationQuerySet(ReadRows["Calibration"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        return self.filter(equipment__in=manager_of(self.model, "equipment").visible_to(user))


def scans_seen_by(user: "User") -> Q:
    """Attachments that are scans of calibrations that the user may see."""
    rows = apps.get_model("capability", "Calibration")._default_manager
    return Q(Exists(rows.visible_to(user).whole().filter(scans=OuterRef("pk"))))
