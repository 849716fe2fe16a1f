"""The clocks of safety (domain rules R2, R6): filing and assessing of hazard sources, certificates of key people."""

from collections.abc import Callable

from django.db.models import F, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Concat
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.states import Role
from notices.clocks import ENDS, Circle, Clock, Place
from safety.models import Certificate, Drill, EmergencyPlan, Guarantor, HazardSource, StatusAssessment
from safety.rules.guarding import STAGES
from safety.states import Duty

Named = Callable[[], Combinable]
Dated = EmergencyPlan | Drill | StatusAssessment
PARK, ENTERPRISE = Place("enterprise__park", "enterprise__park__name"), Place("enterprise", "enterprise__name")
MUST_ACT = (Circle("enterprise__organization__users", frozenset({Role.ENTERPRISE})),)
FOLLOWED_BY = (
    Circle("enterprise__park__committee__users", frozenset({Role.PARK})),
    Circle("enterprise__county__county_units__users", frozenset({Role.COORDINATOR})),
)


def assessment_named() -> Combinable:
    """Enterprise and plant unit that is to be assessed again."""
    what = gettext("assessment of the hazard source")
    return Concat(F("enterprise__name"), Value(" "), F("name"), Value(f" {what}"))


def filing_named() -> Combinable:
    """Enterprise and plant unit that is to be filed."""
    what = gettext("filing of the hazard source")
    return Concat(F("enterprise__name"), Value(" "), F("name"), Value(f" {what}"))


def certificate_named() -> Combinable:
    """Whose certificate it is, and of which enterprise."""
    what = gettext("certificate")
    return Concat(F("person__enterprise__name"), Value(" "), F("person__name"), Value(f" {what}"))


def check_named() -> Combinable:
    """Enterprise, plant unit and whose check of it is due."""
    what = gettext("check of the hazard source")
    unit = Concat(F("source__enterprise__name"), Value(" "), F("source__name"))
    return Concat(unit, Value(" "), F("person__name"), Value(f" {what}"))


NAMES = ("enterprise__name", "name")
FILING = Clock(
    code="hazard-source-filing",
    label=_("Filing of major hazard sources"),
    rows=lambda: HazardSource.objects.unfiled(),
    due="file_by",
    named=filing_named,
    names=NAMES,
    page="safety:source-detail",
    park=PARK,
    enterprise=ENTERPRISE,
    must_act=MUST_ACT,
    followed_by=FOLLOWED_BY,
    stages=(15, 7, 3, 1),
    order=20,
)
ASSESSMENT = Clock(
    code="hazard-source-assessment",
    label=_("Assessment of hazard sources"),
    rows=lambda: HazardSource.objects.exclude(assess_by=None),
    due="assess_by",
    named=assessment_named,
    names=NAMES,
    page="safety:source-detail",
    park=PARK,
    enterprise=ENTERPRISE,
    must_act=MUST_ACT,
    followed_by=FOLLOWED_BY,
    order=21,
)
CERTIFICATES = Clock(
    code="certificates",
    label=_("Certificates of key people"),
    rows=lambda: Certificate.objects.exclude(valid_until=None).filter(person__left_on=None),
    due="valid_until",
    named=certificate_named,
    names=("person__enterprise__name", "person__name"),
    page="enterprises:enterprise-detail",
    key="person__enterprise_id",
    tail="?tab=key-people",
    park=Place("person__enterprise__park", "person__enterprise__park__name"),
    enterprise=Place("person__enterprise", "person__enterprise__name"),
    must_act=(Circle("person__enterprise__organization__users", frozenset({Role.ENTERPRISE})),),
    followed_by=(
        Circle("person__enterprise__park__committee__users", frozenset({Role.PARK})),
        Circle("person__enterprise__county__county_units__users", frozenset({Role.COORDINATOR})),
    ),
    saying=ENDS,
    order=22,
)


def _checks(code: str, label: Promise, duty: Duty, order: int) -> Clock:
    """The next check of the guarantors with a duty."""
    return Clock(
        code=code,
        label=label,
        rows=lambda: Guarantor.objects.running().exclude(due=None).filter(duty=duty),
        due="due",
        named=check_named,
        names=("source__enterprise__name", "source__name", "person__name"),
        page="safety:source-detail",
        key="source_id",
        tail="?tab=guarantors",
        park=Place("source__enterprise__park", "source__enterprise__park__name"),
        enterprise=Place("source__enterprise", "source__enterprise__name"),
        must_act=(Circle("source__enterprise__organization__users", frozenset({Role.ENTERPRISE})),),
        followed_by=(
            Circle("source__enterprise__park__committee__users", frozenset({Role.PARK})),
            Circle("source__enterprise__county__county_units__users", frozenset({Role.COORDINATOR})),
        ),
        stages=STAGES[duty],
        order=order,
    )


TECHNICAL = _checks("technical-guarantor", _("Checks of technical guarantors"), Duty.TECHNICAL, 23)
OPERATING = _checks("operating-guarantor", _("Checks of operating guarantors"), Duty.OPERATING, 24)


def _of_an_enterprise(code: str, label: Promise, model: type[Dated], due: str, named: Named, order: int) -> Clock:
    """A day that stands at a row of an enterprise."""
    return Clock(
        code=code,
        label=label,
        rows=lambda: model.objects.exclude(**{due: None}),
        due=due,
        named=named,
        names=("enterprise__name",),
        page="enterprises:enterprise-detail",
        key="enterprise_id",
        tail="?tab=preparedness",
        park=PARK,
        enterprise=ENTERPRISE,
        must_act=MUST_ACT,
        followed_by=FOLLOWED_BY,
        order=order,
    )


def _said(what: Promise) -> Named:
    """The enterprise and what it has to do."""
    return lambda: Concat(F("enterprise__name"), Value(f" {what}"))


PREPARED = (
    _of_an_enterprise(
        "plan-filing", _("Filing of emergency plans"), EmergencyPlan, "file_by", _said(_("filing of the plan")), 25
    ),
    _of_an_enterprise(
        "plan-assessment",
        _("Assessment of emergency plans"),
        EmergencyPlan,
        "assess_by",
        _said(_("assessment of the emergency plan")),
        26,
    ),
    _of_an_enterprise("drills", _("Drills"), Drill, "next_by", _said(_("emergency drill")), 27),
    _of_an_enterprise(
        "status-assessment",
        _("Safety status assessments"),
        StatusAssessment,
        "next_by",
        _said(_("safety status assessment")),
        28,
    ),
)
CLOCKS = (FILING, ASSESSMENT, CERTIFICATES, TECHNICAL, OPERATING, *PREPARED)
