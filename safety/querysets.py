from datetime import date, timedelta
from typing import TYPE_CHECKING, Self, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q

from core.fields import ReadRows
from core.querysets import manager_of
from core.rules import expiry
from core.states import ProposalState
from law.querysets import holds

if TYPE_CHECKING:
    from accounts.models import User
    from safety.models import (
        AssessmentWithdrawal,
        Certificate,
        Guarantor,
        GuarantorCheck,
        HazardAssessment,
        HazardSource,
        HazardSubstance,
        KeyPerson,
        Shortfall,
        ShortfallEvent,
    )

Row = TypeVar("Row", bound=models.Model)


class InForce(ReadRows[Row]):
    """Rows of a national table."""

    def in_force(self, day: date) -> Self:
        """Those that hold on a day, both ends included."""
        return self.filter(holds(day))


class OfEnterprise(ReadRows[Row]):
    """Rows that belong to an enterprise: whoever may know of it may know of them."""

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        return self.filter(enterprise__in=manager_of(self.model, "enterprise").visible_to(user))

    def containing(self, words: str) -> Self:
        """Rows in whose name, or whose enterprise's name, each of the words stands."""
        found = self
        for word in words.split():
            found = found.filter(Q(name__contains=word) | Q(enterprise__name__contains=word))
        return found


class HazardSourceQuerySet(OfEnterprise["HazardSource"]):
    def major(self) -> Self:
        """Those that are major hazard sources by their latest assessment, and still there."""
        return self.exclude(state="REMOVED").filter(current__level__isnull=False)

    def unfiled(self) -> Self:
        """Major ones whose latest assessment has not been filed with the authority."""
        return self.exclude(file_by=None)

    def filing_late(self, today: date) -> Self:
        """Unfiled ones whose time to file has run out."""
        return self.filter(file_by__lt=today)

    def assessment_late(self, today: date) -> Self:
        """Those that should have been assessed again before today."""
        return self.filter(assess_by__lt=today)

    def assessment_soon(self, today: date) -> Self:
        """Those that have to be assessed again today or in the next 90 days."""
        return self.filter(assess_by__range=(today, today + timedelta(days=expiry.SOON_DAYS)))

    def with_assessment(self) -> Self:
        return self.select_related("enterprise__park", "current")


class OfSource(ReadRows[Row]):
    """Rows that belong to a hazard source."""

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        return self.filter(source__in=manager_of(self.model, "source").visible_to(user))


class GuarantorQuerySet(OfSource["Guarantor"]):
    def running(self) -> Self:
        """Those whose duty has not ended, of sources that are there."""
        return self.filter(ended_on=None).exclude(source__state="REMOVED")


class GuarantorCheckQuerySet(ReadRows["GuarantorCheck"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        return self.filter(guarantor__in=manager_of(self.model, "guarantor").visible_to(user))


class DatedQuerySet(OfEnterprise[Row]):
    """How an enterprise is prepared."""

    def with_distance(self) -> Self:
        """Safety status assessments whose report states the external safety distance, the latest of each last."""
        return self.exclude(external_distance=None).order_by("assessed_on", "pk")


class HazardAssessmentQuerySet(OfSource["HazardAssessment"]):
    def standing(self) -> Self:
        """Those that count: not withdrawn."""
        return self.filter(withdrawal=None)


class AssessmentWithdrawalQuerySet(ReadRows["AssessmentWithdrawal"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        return self.filter(assessment__in=manager_of(self.model, "assessment").visible_to(user))


class HazardSubstanceQuerySet(ReadRows["HazardSubstance"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        return self.filter(assessment__in=manager_of(self.model, "assessment").visible_to(user))


class RunningQuerySet(OfEnterprise[Row]):
    """What an enterprise has of the national lists, with the time in which it has it."""

    def running(self) -> Self:
        """Those that have not ended."""
        return self.filter(ended_on=None)


class KeyPersonQuerySet(OfEnterprise["KeyPerson"]):
    def in_post(self, day: date) -> Self:
        """Those who are in their post on a day."""
        begun, gone = Q(since=None) | Q(since__lte=day), Q(left_on__lt=day)
        return self.filter(begun).exclude(gone)


class CertificateQuerySet(ReadRows["Certificate"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        return self.filter(person__in=manager_of(self.model, "person").visible_to(user))


class ShortfallQuerySet(OfEnterprise["Shortfall"]):
    def open(self) -> Self:
        """Those that nobody has decided on."""
        return self.filter(state=ProposalState.PROPOSED)

    def containing(self, words: str) -> Self:
        """Rows of whose enterprise each of the words is part of the name."""
        found = self
        for word in words.split():
            found = found.filter(Q(enterprise__name__contains=word) | Q(code=word))
        return found


class ShortfallEventQuerySet(ReadRows["ShortfallEvent"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        return self.filter(shortfall__in=manager_of(self.model, "shortfall").visible_to(user))
