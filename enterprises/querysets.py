from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from accounts.querysets import within_county
from accounts.states import Reach
from core.fields import ReadRows
from core.querysets import manager_of, names_with
from enterprises.states import RUNNING, PermitState

if TYPE_CHECKING:
    from accounts.models import User
    from enterprises.models import Enterprise, OperatingChange, Permit, PermitChange


KEEPERS = Coalesce("park__committee", "linked_organization")
"""Which unit fills in the file of an enterprise: the committee of its park, else the unit linked to it."""
LATEST_FIRST = (F("since").desc(nulls_last=True), F("pk").desc())


class EnterpriseQuerySet(ReadRows["Enterprise"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """County roles see the county's enterprises, a park committee those in its parks, an enterprise itself."""
        if isinstance(user, AnonymousUser) or user.reach in (Reach.NOTHING, Reach.PUBLIC):
            return self.none()
        if user.reach == Reach.COUNTY:
            return self.filter(within_county(user))
        if user.reach == Reach.PARK:
            return self.filter(park__committee=user.organization_id)
        return self.filter(organization=user.organization_id)

    def kept_by(self, units: Iterable[int]) -> Self:
        """Those whose files one of these units fills in."""
        return self.annotate(keeper=KEEPERS).filter(keeper__in=list(units))

    def with_first_expiry(self) -> Self:
        """With the day on which the first of the permits expires, as `first_expiry`."""
        permits = manager_of(self.model, "permits").running().filter(enterprise=OuterRef("pk"))
        first = permits.exclude(valid_until=None).order_by("valid_until").values("valid_until")[:1]
        return self.annotate(first_expiry=Subquery(first))

    def with_permit_ending(self, first: date | None, last: date) -> Self:
        """Rows with a permit that ends in this time; without a first day, that has ended by the last one."""
        permits = manager_of(self.model, "permits").ending(first, last)
        return self.filter(Exists(permits.filter(enterprise=OuterRef("pk"))))

    def in_state_on(self, day: date, *states: str) -> Self:
        """Those that were in one of the states on a day; where no history is on file, that are in it now."""
        last = manager_of(self.model, "operating_changes").until(day).filter(enterprise=OuterRef("pk"))
        then = Coalesce(Subquery(last.order_by(*LATEST_FIRST).values("state")[:1]), F("state"))
        return self.annotate(state_then=then).filter(state_then__in=states)

    def containing(self, words: str) -> Self:
        """Rows in whose name or code each of the words stands."""
        found = self
        for word in words.split():
            found = found.filter(names_with(word, "name", "short_name") | Q(credit_code__contains=word))
        return found


class OperatingChangeQuerySet(ReadRows["OperatingChange"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        enterprises = manager_of(self.model, "enterprise")
        return self.filter(enterprise__in=enterprises.visible_to(user))

    def until(self, day: date) -> Self:
        """What had happened at the end of a day."""
        return self.filter(Q(since=None) | Q(since__lte=day))


class PermitQuerySet(ReadRows["Permit"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        enterprises = manager_of(self.model, "enterprise")
        return self.filter(enterprise__in=enterprises.visible_to(user))

    def containing(self, words: str) -> Self:
        """Permits in whose number, or whose enterprise's name, each of the words stands."""
        found = self
        for word in words.split():
            found = found.filter(Q(number__contains=word) | Q(enterprise__name__contains=word))
        return found

    def running(self) -> Self:
        """Those whose last day counts: neither renewed, nor revoked, nor cancelled."""
        return self.filter(renewal=None, state__in=RUNNING)

    def ending(self, first: date | None, last: date) -> Self:
        """Running ones that end in this time; without a first day, that have ended by the last one."""
        within = Q(valid_until__lte=last) if first is None else Q(valid_until__range=(first, last))
        return self.running().filter(within)

    def begun_on(self, day: date) -> Self:
        """Those that are valid from a day of before on: that of the issue where no other one is said."""
        undated = Q(valid_from=None, issued_on=None)
        return self.filter(Q(valid_from__lte=day) | Q(valid_from=None, issued_on__lte=day) | undated)

    def valid_on(self, day: date) -> Self:
        """Those that were in force on a day, of the past too: begun, not over, not replaced, not suspended by then."""
        renewals = self.model._default_manager.begun_on(day).filter(follows=OuterRef("pk"))
        changes = manager_of(self.model, "changes").filter(permit=OuterRef("pk"), since__lte=day)
        state = Subquery(changes.order_by("-since").values("state")[:1])
        found = self.begun_on(day).filter(Q(valid_until__gte=day) | Q(valid_until=None)).exclude(Exists(renewals))
        return found.annotate(state_then=Coalesce(state, Value(PermitState.VALID.value))).filter(
            state_then=PermitState.VALID
        )

    def current_first(self) -> Self:
        """With `is_replaced`, by which a list puts what was renewed behind what runs."""
        renewals = self.model._default_manager.filter(follows=OuterRef("pk"))
        return self.annotate(is_replaced=Exists(renewals))


class PermitChangeQuerySet(ReadRows["PermitChange"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        permits = manager_of(self.model, "permit")
        return self.filter(permit__in=permits.visible_to(user))


def scans_seen_by(user: "User") -> Q:
    """Attachments that are scans of a permit that the user may see."""
    permits = apps.get_model("enterprises", "Permit")._default_manager
    return Q(Exists(permits.visible_to(user).whole().filter(scans=OuterRef("pk"))))
