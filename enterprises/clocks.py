"""The clocks of the enterprises' files: until when their permits are valid (domain rules R4)."""

from django.db.models import Case, F, Q, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Concat
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.states import OrganizationKind, Role
from enterprises.models import Permit
from enterprises.querysets import PermitQuerySet
from enterprises.rules.authorities import LINES
from notices.clocks import ENDS, Circle, Clock, Place

UNITS = "enterprise__county__county_units"


def permit_named() -> Combinable:
    """Enterprise and kind of a permit, as one calls it."""
    kind = "kind__name_en" if (get_language() or "").startswith("en") else "kind__name_zh"
    return Concat(F("enterprise__name"), Value(" "), F(kind))


def of_the_authority() -> Q:
    """Units of the county in the line of the authority that issues permits of the kind (`rules.authorities`)."""
    found = Q()
    for word, names in LINES.items():
        for name in names:
            found |= Q(kind__authority_zh__startswith=word, **{f"{UNITS}__name__contains": name})
    return found & Q(**{f"{UNITS}__kind": OrganizationKind.DEPARTMENT})


def running() -> PermitQuerySet:
    """Permits whose last day counts; `to_apply` is the last day to apply for the renewal as long as nobody has."""
    to_apply = Case(When(asked_on=None, then=F("apply_by")))
    return Permit.objects.running().exclude(valid_until=None).annotate(to_apply=to_apply)


PERMITS = Clock(
    code="permits",
    label=_("Permits"),
    rows=running,
    due="valid_until",
    apply_by="to_apply",
    named=permit_named,
    names=("enterprise__name", "kind__name_zh", "kind__name_en"),
    page="enterprises:permit-detail",
    park=Place("enterprise__park", "enterprise__park__name"),
    enterprise=Place("enterprise", "enterprise__name"),
    must_act=(Circle("enterprise__organization__users", frozenset({Role.ENTERPRISE})),),
    followed_by=(
        Circle("enterprise__park__committee__users", frozenset({Role.PARK})),
        Circle(f"{UNITS}__users", frozenset({Role.COORDINATOR})),
        Circle(f"{UNITS}__users", frozenset({Role.DEPARTMENT}), only=of_the_authority()),
    ),
    saying=ENDS,
    order=10,
)
CLOCKS = (PERMITS,)
