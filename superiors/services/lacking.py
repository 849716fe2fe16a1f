"""What a paper or a row still lacks: before it leaves, and before its problem counts as done."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.rules import persons
from core.states import AttachmentKind
from documents.services.issuing import contact_of
from inspections.models import FindingPhoto
from inspections.states import Level
from rectification.models import Evidence, Item
from rectification.services.closing_conditions import ELEMENTS, OF_A_GENERAL_ITEM
from rectification.services.evidence import SHOWS_AFTER, SHOWS_BEFORE
from rectification.states import PASSED_STATES, State
from superiors.models import ListPaper
from superiors.services.snapshots import rows_of, snapshot_of

BEFORE, AFTER, REPORT = (
    gettext_lazy("Evidence of before"),
    gettext_lazy("Evidence of after"),
    gettext_lazy("Acceptance report or expert opinion"),
)
MOST_NAMED = 10
if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise as Words
else:
    Words = str | Promise


def of_items(items: Collection[Item]) -> Mapping[int, list[Words]]:
    """What each of these items lacks before it can count as rectified, in a fixed number of queries."""
    shown = _shown(items)
    return {item.pk: list(_of_item(item, shown[item.pk])) for item in items}


def _of_item(item: Item, shown: Collection[str]) -> Iterator[Words]:
    if item.state in PASSED_STATES or item.state in (State.CLOSED, State.VOID):
        return
    for name in ELEMENTS if item.is_major else OF_A_GENERAL_ITEM:
        if not item.five_elements[name]:
            yield ELEMENTS[name]
    if not SHOWS_BEFORE.intersection(shown):
        yield BEFORE
    if not SHOWS_AFTER.intersection(shown):
        yield AFTER
    if item.is_major and AttachmentKind.REPORT not in shown:
        yield REPORT


def _shown(items: Collection[Item]) -> Mapping[int, set[str]]:
    """The kinds of evidence at hand of each: of its round, of before of any round, and the photos of the finding."""
    rounds, found = {item.pk: item.round for item in items}, {item.finding_id: item.pk for item in items}
    shown: dict[int, set[str]] = defaultdict(set)
    files = Evidence.objects.filter(item__in=rounds).values_list("item", "round", "attachment__kind")
    for item, number, kind in files:
        if number == rounds[item] or kind in (AttachmentKind.BEFORE, AttachmentKind.REPORT):
            shown[item].add(kind)
    for finding in FindingPhoto.objects.filter(finding__in=found).values_list("finding", flat=True):
        shown[found[finding]].add(AttachmentKind.BEFORE)
    return shown


def unwritten(paper: ListPaper) -> list[str]:
    """What stands against the leaving of a paper, each in a sentence."""
    return list(_of_answer(paper) if paper.is_answer else _of_publication(paper))


def _of_answer(paper: ListPaper) -> Iterator[str]:
    if not snapshot_of(paper).issuer.strip():
        yield _("Whose list it is is not on record: the letter has no addressee.")
    if not contact_of(paper.drafted_by):
        yield _("The phone of the issuing unit is not on record.")
    if silent := [row.called for row in rows_of(paper) if not row.progress.strip()]:
        yield _("Without a word of the progress: %(rows)s.") % {"rows": _named(silent)}


def _of_publication(paper: ListPaper) -> Iterator[str]:
    rows = rows_of(paper)
    if silent := [row.called for row in rows if not (row.problem.strip() and row.done.strip())]:
        yield _("Without the problem or what has been done: %(rows)s.") % {"rows": _named(silent)}
    people = dict(Item.objects.filter(pk__in=[row.item for row in rows]).values_list("pk", "responsible_person"))
    for row in rows:
        said = "\n".join((row.problem, row.goal, row.done))
        if told := list(persons.found(said, [people.get(row.item, "").strip()])):
            named = {"row": row.called, "data": _named(told)}
            yield _("%(row)s names data of a person, which no public notice has: %(data)s.") % named


def without_measures(paper: ListPaper) -> list[str]:
    """The rows that report no measures, by their numbers."""
    return [row.called for row in rows_of(paper) if not row.measures.strip()] if paper.is_answer else []


def _named(rows: Iterable[str]) -> str:
    numbers = list(rows)
    return "、".join(numbers[:MOST_NAMED]) + (" …" if len(numbers) > MOST_NAMED else "")


def _before_is_there() -> Q:
    """A photo of the finding, evidence of before of any round, or a document of this one."""
    own = Evidence.objects.filter(item=OuterRef("pk"))
    photos = FindingPhoto.objects.filter(finding=OuterRef("finding"))
    this_round = own.filter(round=OuterRef("round"), attachment__kind__in=SHOWS_BEFORE)
    return Q(Exists(photos)) | Q(Exists(own.filter(attachment__kind=AttachmentKind.BEFORE))) | Q(Exists(this_round))


def _after_is_there() -> Q:
    own = Evidence.objects.filter(item=OuterRef("pk"))
    this_round = own.filter(round=OuterRef("round"), attachment__kind__in=SHOWS_AFTER)
    return Q(Exists(this_round)) | Q(Exists(own.filter(attachment__kind=AttachmentKind.REPORT)))


def _report_is_there() -> Q:
    return Q(Exists(Evidence.objects.filter(item=OuterRef("pk"), attachment__kind=AttachmentKind.REPORT)))


def _elements_lack() -> Q:
    """The elements that an item of its level needs (R8): all five of a major hazard."""
    of_all = Q(measures="") | Q(responsible_person="") | Q(deadline=None, undated_kind="")
    return of_all | (Q(level=Level.MAJOR) & (Q(funds="") | Q(contingency_plan="")))


LACKS: Mapping[str, tuple[Words, Callable[[], Q]]] = {
    "elements": (gettext_lazy("Elements of rectification"), _elements_lack),
    "before": (BEFORE, lambda: ~_before_is_there()),
    "after": (AFTER, lambda: ~_after_is_there()),
    "report": (REPORT, lambda: Q(level=Level.MAJOR) & ~_report_is_there()),
}
"""What a list is filtered by; the other face of `of_items`."""
CHOICES: list[tuple[object, Words]] = [(name, label) for name, (label, _lack) in LACKS.items()]


def items_that_lack(*names: str) -> QuerySet[Item]:
    """The items that lack one of these and have not passed."""
    wanted = reduce(or_, (LACKS[name][1]() for name in names))
    return Item.objects.exclude(state__in=[*PASSED_STATES, State.CLOSED, State.VOID]).filter(wanted)
