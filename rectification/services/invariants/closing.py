"""I5: what is closed was closed as R8 demands, by three different people."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import islice

from django.db.models import Model, QuerySet

from core.states import AttachmentKind
from inspections.models import FindingPhoto
from rectification.models import Evidence, HistoryEntry, Item, Review, SignOff
from rectification.querysets import CLOSED_BEFORE
from rectification.services.evidence import SHOWS_AFTER, SHOWS_BEFORE
from rectification.services.reviewing import OFFICERS_NEEDED
from rectification.states import Origin, Signer, State

AT_ONCE = 2000
Signatures = list[tuple[object, ...]]
ByItem = dict[int, Signatures]


class Papers:
    """What hangs at some closed items, read in a fixed number of queries."""

    def __init__(self, items: list[Item]) -> None:
        mine = [item.pk for item in items]
        findings = {item.finding_id: item.pk for item in items}
        self.evidence = _by_item(Evidence.objects.filter(item__in=mine), "attachment__kind", "round")
        self.signatures = _by_item(
            SignOff.objects.filter(item__in=mine).order_by("pk"),
            "round",
            "signer",
            "by",
            "letter_number",
            "letter_date",
        )
        passed = Review.objects.filter(item__in=mine, passed=True)
        self.passed = _by_item(passed, "round", "officers")
        plans = HistoryEntry.objects.filter(item__in=mine, transition="approve-plan")
        self.plans = _by_item(plans, "version")
        photos = FindingPhoto.objects.filter(finding__in=findings).values_list("finding", flat=True)
        self.photographed = {findings[finding] for finding in photos}


def _by_item(rows: QuerySet[Model], *fields: str) -> ByItem:
    found: ByItem = defaultdict(list)
    for item, *values in rows.values_list("item", *fields):
        found[item].append(tuple(values))
    return found


def closed_too_easily() -> Iterator[str]:
    """Closed items that lack something, each with all that it lacks."""
    closed = Item.objects.filter(~CLOSED_BEFORE, state=State.CLOSED).order_by("pk").iterator(AT_ONCE)
    while items := list(islice(closed, AT_ONCE)):
        papers = Papers(items)
        for item in items:
            lacking = list(_lacking(item, papers))
            if lacking:
                yield f"{item.number}: {', '.join(lacking)}"


def _lacking(item: Item, papers: Papers) -> Iterator[str]:
    yield from _lacking_elements(item, papers)
    yield from _lacking_evidence(item, papers)
    officers = {officer for round_, officer in papers.passed[item.pk] if round_ == item.round and officer}
    if len(officers) < OFFICERS_NEEDED:
        yield "no re-inspection by two officers in the last round"
    signatures = [row for row in papers.signatures[item.pk] if row[0] == item.round]
    yield from _lacking_signatures(item, signatures)
    if not _are_three_people(item, signatures):
        yield "not three different people"


def _lacking_signatures(item: Item, signatures: Signatures) -> Iterator[str]:
    if [signer for _round, signer, *_rest in signatures] != item.sign_off_chain:
        yield "not signed by the whole chain"
    if any(signer == Signer.SUPERIOR_CONSENT and not (number and day) for _r, signer, _by, number, day in signatures):
        yield "no letter of the superior"


def _are_three_people(item: Item, signatures: Signatures) -> bool:
    """Who rectified, who re-inspected and who signed; of a problem from a list nobody may know who rectified it."""
    signers = {by for _round, signer, by, *_letter in signatures if signer != Signer.PUBLICITY}
    rectified, reviewed = set(item.rectifier_ids), set(item.reviewer_ids)
    is_known = bool(rectified) or item.origin == Origin.LIST
    is_mixed = bool(rectified & reviewed or (rectified | reviewed) & signers)
    return bool(signers) and is_known and not is_mixed


def _lacking_elements(item: Item, papers: Papers) -> Iterator[str]:
    elements = item.five_elements
    needed = elements if item.is_major else ("measures", "responsible_person", "deadline")
    for name in needed:
        if not elements[name]:
            yield f"no {name.replace('_', ' ')}"
    if item.is_major and not papers.plans[item.pk]:
        yield "no approved plan"


def _lacking_evidence(item: Item, papers: Papers) -> Iterator[str]:
    kinds = {kind for kind, _round in papers.evidence[item.pk]}
    of_round = {kind for kind, round_ in papers.evidence[item.pk] if round_ == item.round}
    if not (kinds & SHOWS_BEFORE or item.pk in papers.photographed):
        yield "nothing shows it before"
    if not of_round & SHOWS_AFTER:
        yield "nothing shows it after"
    if item.is_major and AttachmentKind.REPORT not in kinds:
        yield "no acceptance report"
