"""检查表 on the page of a visit: how far each is, who has signed; on the page of an item: of which answer it came."""

from django.db.models import Count, Q

from accounts.models import User
from accounts.states import Reach
from checklists.models import Run
from checklists.services import signing
from checklists.states import OF_A_VISIT, Kind, Said
from core.panels import Panel, Part
from core.states import Seen
from rectification.models import Item
from visits.models import Visit
from visits.states import BEGUN
from visits.workflow import registers_on


def on_visit(visit: Visit, reader: User) -> dict[str, object] | None:
    """Nothing before the visit has begun, and nothing for a plant before there is an answer."""
    if visit.state not in BEGUN:
        return None
    unmet = Count("answers", filter=Q(answers__said=Said.UNMET))
    rows = Run.objects.visible_to(reader).filter(visit=visit).select_related("edition")
    runs = list(rows.annotate(answered=Count("answers"), unmet=unmet))
    answers = registers_on(visit, reader)
    if not runs and not answers:
        return None
    begun = {run.edition.kind for run in runs}
    return {
        "visit": visit,
        "runs": runs,
        "others": [Kind(kind) for kind in OF_A_VISIT if kind not in begun] if answers else [],
        "signers": signing.signers_of(visit) if runs else [],
        "signs": answers and bool(runs),
        "is_official": reader.reach != Reach.OWN,
    }


def on_item(item: Item, reader: User) -> dict[str, object] | None:
    """The answer of which the problem came; None for any other problem, and for who reads the public part."""
    if Seen.UNIT not in reader.reads:
        return None
    answer = getattr(item.finding, "of_answer", None)
    return {"answer": answer} if answer else None


OF_A_VISIT_PAGE: tuple[Part, ...] = (Panel(20, "checklists/_on_visit.html", on_visit),)
OF_AN_ITEM: tuple[Part, ...] = (Panel(62, "checklists/_on_item.html", on_item, along="finding__of_answer__question"),)
