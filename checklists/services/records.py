"""现场检查记录: the record of a visit, issued by the body once the team has left; its answers stay from then on."""

from django.utils.translation import gettext_lazy

from checklists.services import record_words
from checklists.states import SITE_RECORD
from visits.services.visit_papers import VisitPaper, kind_of
from visits.states import VisitState

AFTER_LEAVING = frozenset({VisitState.FINISHED.value, VisitState.CLOSED.value})

PAPER = VisitPaper(
    "record",
    kind_of(SITE_RECORD, gettext_lazy("Record of an inspection on site"), "现记", record_words.record),
    lambda visit: visit.state in AFTER_LEAVING,
    gettext_lazy("The record is issued once the team has left."),
    cites_today=False,
)
