"""The clocks of a park's file: recognition, documents, recognition problems, upgrade plans (domain rules R3)."""

from django.db.models import F, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Concat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.states import Role
from notices.clocks import DUE, ENDS, Circle, Clock, Place
from parks.models import Park, ParkPaper, RecognitionProblem, UpgradePlan

OF_THE_PARK = (Circle("park__committee__users", frozenset({Role.PARK})),)
IN_THE_COUNTY = (Circle("park__county__county_units__users", frozenset({Role.COORDINATOR})),)
PLACE = Place("park", "park__name")


def recognition_named() -> Combinable:
    return Concat(F("name"), Value(" "), Value(_("Recognition")))


def paper_named() -> Combinable:
    return Concat(F("park__name"), Value(" "), F("title"))


def problem_named() -> Combinable:
    return Concat(F("park__name"), Value(" "), F("problem"), output_field=TextField())


def upgrade_named() -> Combinable:
    return Concat(F("park__name"), Value(" "), Value(_("Upgrade plan")))


RECOGNITIONS = Clock(
    code="park_recognition",
    label=gettext_lazy("Recognition of parks"),
    rows=lambda: Park.objects.exclude(recognition_valid_until=None),
    due="recognition_valid_until",
    named=recognition_named,
    names=("name",),
    page="parks:park-detail",
    park=Place("pk", "name"),
    must_act=(Circle("committee__users", frozenset({Role.PARK})),),
    followed_by=(Circle("county__county_units__users", frozenset({Role.COORDINATOR})),),
    saying=ENDS,
    order=20,
)
PAPERS = Clock(
    code="park_papers",
    label=gettext_lazy("Documents of the park"),
    rows=lambda: ParkPaper.objects.exclude(valid_until=None),
    due="valid_until",
    named=paper_named,
    names=("park__name", "title"),
    page="parks:park-detail",
    key="park_id",
    tail="?tab=recognition",
    park=PLACE,
    must_act=OF_THE_PARK,
    followed_by=IN_THE_COUNTY,
    saying=ENDS,
    order=21,
)
PROBLEMS = Clock(
    code="recognition_problems",
    label=gettext_lazy("Recognition problems"),
    rows=lambda: RecognitionProblem.objects.filter(done_on=None),
    due="deadline",
    named=problem_named,
    names=("park__name", "problem"),
    page="parks:park-detail",
    key="park_id",
    tail="?tab=recognition",
    park=PLACE,
    must_act=OF_THE_PARK,
    followed_by=IN_THE_COUNTY,
    stages=(30, 7, 1),
    saying=DUE,
    order=22,
)
UPGRADES = Clock(
    code="park_upgrades",
    label=gettext_lazy("Upgrade plans"),
    rows=lambda: UpgradePlan.objects.filter(park__risk_grade__lt=F("target_grade")),
    due="target_on",
    named=upgrade_named,
    names=("park__name",),
    page="parks:park-detail",
    key="park_id",
    tail="?tab=recognition",
    park=PLACE,
    must_act=OF_THE_PARK,
    followed_by=IN_THE_COUNTY,
    saying=DUE,
    order=23,
)
CLOCKS = (RECOGNITIONS, PAPERS, PROBLEMS, UPGRADES)
