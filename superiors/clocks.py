"""The clock of superiors' lists: until when an answer is due."""

from django.db.models import F, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Concat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.states import Role
from inspections.models import SuperiorList
from notices.clocks import DUE, Circle, Clock
from superiors.models import ListPaper


def answer_named() -> Combinable:
    return Concat(F("title"), Value(" "), Value(_("Answer to the superior")))


ANSWERS = Clock(
    code="superior_answers",
    label=gettext_lazy("Answers to superiors' lists"),
    rows=lambda: SuperiorList.objects.exclude(answer_by=None).exclude(ListPaper.objects.for_the_day()),
    due="answer_by",
    named=answer_named,
    names=("title",),
    page="superiors:list-detail",
    must_act=(Circle("county__county_units__users", frozenset({Role.COORDINATOR})),),
    stages=(7, 3, 1),
    saying=DUE,
    order=12,
)
CLOCKS = (ANSWERS,)
