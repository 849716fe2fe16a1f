"""Whether a row is really done: what may be told to the public as completed."""

from django.db.models import Q
from django.utils.translation import gettext as _

from core import clock
from core.errors import DomainError
from inspections.models import FindingSource
from rectification.services import superior_lists
from rectification.services.superior_lists import Rows
from rectification.states import ListState
from superiors.models import ListPaper
from superiors.services.snapshots import snapshot_of


def really_done(rows: Rows) -> Rows:
    """Rows in the state 已完成 whose re-inspection has passed on a day that is on record."""
    passed = rows.annotate(passed=superior_lists.column("passed_on"))
    return passed.filter(Q(stands=ListState.DONE) & Q(passed__isnull=False))


def refuse_what_is_not_done(paper: ListPaper) -> None:
    """Raises DomainError that names the rows that are not done, or no more."""
    rows = snapshot_of(paper).rows
    present = FindingSource.objects.filter(pk__in=[int(row.key) for row in rows])
    stand = present.annotate(stands=superior_lists.state_on(clock.today()))
    done = set(really_done(stand).values_list("pk", flat=True))
    if open_ := [row.called for row in rows if int(row.key) not in done]:
        raise DomainError(_("Not rectified, or not any more: %(rows)s.") % {"rows": "、".join(open_)}, "rows")
