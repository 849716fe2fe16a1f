from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q

from accounts.querysets import within_county
from accounts.states import Reach
from core.fields import ReadRows
from core.querysets import manager_of

if TYPE_CHECKING:
    from accounts.models import User
    from inspections.models import Finding, FindingBasis, FindingSource, FindingSpot, SuperiorList


class FindingQuerySet(ReadRows["Finding"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """County roles see the county's findings, a committee those of its parks, everybody their own records.

        What has been put on the ledger is shown to enterprises and observers by the
        item there, which knows whether it has been assigned.
        """
        if isinstance(user, AnonymousUser) or user.reach in (Reach.NOTHING, Reach.PUBLIC):
            return self.none()
        if user.reach == Reach.COUNTY:
            return self.filter(within_county(user))
        own = Q(recorded_by_organization=user.organization_id)
        if user.reach == Reach.PARK:
            return self.filter(own | Q(park__committee=user.organization_id))
        return self.filter(own)

    def containing(self, words: str) -> Self:
        """Findings in whose title, description or enterprise each of the words stands."""
        found = self
        for word in words.split():
            named = Q(title__contains=word) | Q(description__contains=word)
            found = found.filter(named | Q(enterprise__name__contains=word))
        return found


class FindingSourceQuerySet(ReadRows["FindingSource"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        findings = manager_of(self.model, "finding")
        return self.filter(finding__in=findings.visible_to(user))


class SuperiorListQuerySet(ReadRows["SuperiorList"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """County roles: a list names problems of every park and unit of the county."""
        if isinstance(user, AnonymousUser) or user.reach != Reach.COUNTY:
            return self.none()
        return self.filter(within_county(user))

    def containing(self, words: str) -> Self:
        """Lists in whose title, document number or sender each of the words stands."""
        found = self
        for word in words.split():
            found = found.filter(Q(title__contains=word) | Q(number__contains=word) | Q(issuer__contains=word))
        return found


class FindingSpotQuerySet(ReadRows["FindingSpot"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        findings = manager_of(self.model, "finding")
        return self.filter(finding__in=findings.visible_to(user))


class FindingBasisQuerySet(ReadRows["FindingBasis"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        findings = manager_of(self.model, "finding")
        return self.filter(finding__in=findings.visible_to(user))


def photos_seen_by(user: "User") -> Q:
    """Attachments that hang at a finding the user may see."""
    photos = apps.get_model("inspections", "FindingPhoto").objects
    findings = apps.get_model("inspections", "Finding").objects.visible_to(user)
    return Q(Exists(photos.filter(attachment=OuterRef("pk"), finding__in=findings)))
