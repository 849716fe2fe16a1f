"""The clocks of capability: certificates of supervisors, training of the year, calibration of instruments."""

from collections.abc import Callable

from django.db.models import F, Q, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Concat
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.states import Role
from capability.models import Equipment, Supervisor, SupervisorCertificate
from core import clock
from notices.clocks import DUE, ENDS, Circle, Clock

KEEPERS = frozenset({Role.DEPARTMENT, Role.PARK})


def _circles(path: str) -> tuple[Circle, ...]:
    """Who keeps the files of the unit."""
    return (Circle(f"{path}organization__users", KEEPERS),)


def _followers(path: str) -> tuple[Circle, ...]:
    office = f"{path}organization__county__county_units__users"
    return (Circle(office, frozenset({Role.COORDINATOR})),)


def _said(first: str, second: str, what: Promise) -> Callable[[], Combinable]:
    """The unit, the person or thing, and what of it comes to its end."""
    return lambda: Concat(F(first), Value(" "), F(second), Value(f" {what}"))


ENFORCEMENT = Clock(
    code="enforcement-certificates",
    label=_("Enforcement certificates of supervisors"),
    rows=lambda: Supervisor.objects.in_post(clock.today()).exclude(certificate_until=None),
    due="certificate_until",
    named=_said("organization__name", "name", _("enforcement certificate")),
    names=("organization__name", "name"),
    page="capability:supervisor-detail",
    must_act=_circles(""),
    followed_by=_followers(""),
    saying=ENDS,
    order=60,
)
TRAINING = Clock(
    code="supervisor-training",
    label=_("Yearly training of supervisors"),
    rows=lambda: Supervisor.objects.in_post(clock.today()).exclude(training_by=None),
    due="training_by",
    named=_said("organization__name", "name", _("training of the year")),
    names=("organization__name", "name"),
    page="capability:supervisor-detail",
    tail="?tab=training",
    must_act=_circles(""),
    followed_by=_followers(""),
    stages=(30, 7),
    saying=DUE,
    order=61,
)
CERTIFICATES = Clock(
    code="supervisor-certificates",
    label=_("Further certificates of supervisors"),
    rows=lambda: SupervisorCertificate.objects.exclude(valid_until=None).filter(person__left_on=None),
    due="valid_until",
    named=_said("person__organization__name", "person__name", _("certificate")),
    names=("person__organization__name", "person__name"),
    page="capability:supervisor-detail",
    key="person_id",
    tail="?tab=certificates",
    must_act=_circles("person__"),
    followed_by=_followers("person__"),
    saying=ENDS,
    order=62,
)
CALIBRATION = Clock(
    code="calibration",
    label=_("Calibration of instruments"),
    rows=lambda: Equipment.objects.filter(~Q(state="SCRAPPED")).exclude(calibrate_by=None),
    due="calibrate_by",
    named=_said("name", "serial", _("calibration")),
    names=("name", "serial"),
    page="capability:equipment-detail",
    must_act=_circles(""),
    followed_by=_followers(""),
    stages=(30, 15, 7, 1),
    saying=DUE,
    order=63,
)
CLOCKS = (ENFORCEMENT, TRAINING, CERTIFICATES, CALIBRATION)
