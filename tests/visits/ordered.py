"""Problems of a visit that can be ordered to be mended: assigned, with a deadline, on a law in force."""

from core import clock
from inspections.services import citing
from law.models import Basis
from law.states import InstrumentKind, SubjectKind
from tests.factories import ItemFactory
from visits.models import VisitFinding


def carrying():
    """A basis in force today on which an order can rest, with a penalty article."""
    rows = (
        Basis.objects.filter(subject_kind=SubjectKind.CATEGORY)
        .exclude(penalty_article="")
        .citable()
        .in_force(clock.today())
    )
    return next(
        row
        for row in rows.select_related("instrument")
        if row.is_reviewed and row.instrument.kind == InstrumentKind.LAW
    )


def find(visit, *, bases=None, due_in=20, **wanted):
    """A problem of the visit that was assigned with a deadline."""
    item = ItemFactory(enterprise=visit.enterprise, rectifying=True, due_in=due_in, **wanted)
    VisitFinding.objects.create(visit=visit, finding=item.finding)
    citing.cite([(item.finding, [carrying()] if bases is None else bases, clock.today())], visit.drafted_by)
    return item
