"""The clocks of admissions: until when a decision is valid, and by when one is appealed (settings of the product)."""

from django.db.models import F, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Concat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.states import Role
from admission.models import Application, Review
from admission.states import HOLDING, REVIEWERS, State
from core import clock
from enterprises.states import OperatingState
from notices.clocks import DUE, ENDS, Circle, Clock, Place

ENTERPRISE = Circle("project__enterprise__organization__users", frozenset({Role.ENTERPRISE}))
COMMITTEE = Circle("park__committee__users", frozenset({Role.PARK}))
COUNTY = Circle("park__county__county_units__users", frozenset({Role.COORDINATOR}))


def admission_named() -> Combinable:
    return Concat(F("project__name"), Value(" "), Value(_("Admission to the park")))


def appeal_named() -> Combinable:
    return Concat(F("project__name"), Value(" "), Value(_("Appeal against the admission decision")))


def review_named() -> Combinable:
    what = Concat(F("application__project__name"), Value(" "), Value(_("Review of the admission")))
    return Concat(what, Value(" "), F("reviewer__name"))


VALIDITY = Clock(
    code="admissions",
    label=gettext_lazy("Admissions of projects"),
    rows=lambda: Application.objects.filter(state__in=HOLDING, project__state=OperatingState.PLANNED).exclude(
        valid_until=None
    ),
    due="valid_until",
    named=admission_named,
    names=("project__name",),
    page="admission:application-detail",
    park=Place("park", "park__name"),
    enterprise=Place("project__enterprise", "project__enterprise__name"),
    must_act=(ENTERPRISE,),
    followed_by=(COMMITTEE, COUNTY),
    saying=ENDS,
    order=15,
)
APPEALS = Clock(
    code="admission_appeals",
    label=gettext_lazy("Appeals against admission decisions"),
    rows=lambda: Application.objects.filter(
        state__in=(State.REFUSED, State.CONDITIONAL), appealed_on=None, appeal_by__gte=clock.today()
    ),
    due="appeal_by",
    named=appeal_named,
    names=("project__name",),
    page="admission:application-detail",
    park=Place("park", "park__name"),
    enterprise=Place("project__enterprise", "project__enterprise__name"),
    must_act=(ENTERPRISE,),
    stages=(7, 1),
    saying=DUE,
    order=16,
)
REVIEWS = Clock(
    code="admission_reviews",
    label=gettext_lazy("Reviews of admissions"),
    rows=lambda: Review.objects.pending().filter(application__state=State.REVIEWING).exclude(due_on=None),
    due="due_on",
    named=review_named,
    names=("application__project__name",),
    page="admission:application-detail",
    key="application",
    park=Place("application__park", "application__park__name"),
    enterprise=Place("application__project__enterprise", "application__project__enterprise__name"),
    must_act=(Circle("reviewer", frozenset(REVIEWERS)),),
    followed_by=(Circle("application__park__committee__users", frozenset({Role.PARK})),),
    stages=(7, 1),
    saying=DUE,
    order=17,
)
"""Each reviewer has the days of `ADMISSION_REVIEW_DAYS`; who stays silent can be excused."""
CLOCKS = (VALIDITY, APPEALS, REVIEWS)
