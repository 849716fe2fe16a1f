"""How a visit stands of which a paper is issued, by the slug of the paper."""

from tests.factories import VisitFactory
from tests.visits.ordered import find
from visits.states import VisitState

READY = {
    "approval": {"approved": True},
    "notice": {"approved": True},
    "record": {"left": True, "state": VisitState.FINISHED},
    "order": {"left": True},
    "result": {"left": True, "state": VisitState.CLOSED, "result": "未发现问题"},
}


def ready(slug, officer, **wanted):
    visit = VisitFactory(drafted_by=officer, **READY[slug], **wanted)
    if slug == "order":
        find(visit)
    return visit
