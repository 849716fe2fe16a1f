"""安全提示: the engine proposes duties not performed, people below their posts, places with too many people.

It runs in the transaction of each change of such a row and every night; a person confirms or dismisses.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice

from django.conf import settings
from django.db import transaction

from core import clock
from core.querysets import address
from core.services import runs
from core.services.proposing import Done, Work
from core.states import ProposalEventKind
from enterprises.models import Enterprise
from law.models import Criterion
from law.querysets import holds
from safety.models import CrowdedPlace, Guarantor, KeyPerson, Shortfall, ShortfallEvent
from safety.rules.crowds import Limits
from safety.services.guarding import neglected
from safety.services.qualifying import judged
from safety.states import ShortfallKind

JOB = "safety.propose_shortfalls"
AT_ONCE = 500
CATEGORIES = {ShortfallKind.GUARANTOR: "C04", ShortfallKind.PERSON: "C02", ShortfallKind.CROWD: "C05"}
CROWDED = "MC5_7_4"
"""Too many people: AQ 3067-2026, 5.7.4; no item of 121号 says so."""
COLUMNS = ("state", "code", "criterion", "since", "facts", "proposed_on", "version")
Writes = Work[Shortfall, ShortfallEvent]


@dataclass(frozen=True)
class Lacking:
    """What falls short: of which kind, which thing, by which criterion, since when, with its facts in words."""

    kind: ShortfallKind
    thing: str
    criterion: Criterion | None
    since: date | None
    facts: dict[str, str] = field(default_factory=dict)


def propose_all(on: date) -> Done:
    """Look at every enterprise as of a day. Twice is harmless."""
    done = Done(on.isoformat())
    every = iter(Enterprise.objects.order_by("pk").values_list("pk", flat=True))
    while keys := list(islice(every, AT_ONCE)):
        _propose(keys, done, on)
    if on == clock.today():
        runs.note(JOB, on, proposed=done.proposed, changed=done.changed, withdrawn=done.withdrawn)
    return done


def propose_of(keys: Collection[int]) -> Done:
    """Look at some enterprises as of today, in the transaction of what has changed them."""
    today = clock.today()
    done = Done(today.isoformat())
    _propose(keys, done, today)
    return done


@transaction.atomic
def _propose(keys: Collection[int], done: Done, on: date) -> None:
    # Locked in their order, so that two who look at once wait for each other and propose nothing twice.
    enterprises = list(Enterprise.objects.filter(pk__in=keys).order_by("pk").select_for_update(of=("self",)))
    known = {(row.enterprise_id, row.thing): row for row in Shortfall.objects.filter(enterprise__in=keys)}
    work: Writes = Work(on, done, _event)
    done.looked_at += len(enterprises)
    for enterprise_id, lacking in _all_lacking(enterprises, on):
        row = known.pop((enterprise_id, lacking.thing), None)
        _meet(row or Shortfall(enterprise_id=enterprise_id, thing=lacking.thing), lacking, work)
    for row in known.values():
        work.withdraw(row)
    work.write(Shortfall, ShortfallEvent, COLUMNS)


def _meet(row: Shortfall, lacking: Lacking, work: Writes) -> None:
    criterion = lacking.criterion.pk if lacking.criterion else None
    is_same = bool(row.pk) and (row.criterion_id, row.facts) == (criterion, lacking.facts)
    row.kind, row.code = lacking.kind, CATEGORIES[lacking.kind]
    row.criterion_id, row.since, row.facts = criterion, lacking.since, lacking.facts
    work.meet(row, is_same=is_same)


def _event(row: Shortfall, kind: ProposalEventKind, on: date, at: datetime) -> ShortfallEvent:
    return ShortfallEvent(shortfall=row, kind=kind, on=on, at=at, facts=row.facts)


def _all_lacking(enterprises: list[Enterprise], on: date) -> Iterator[tuple[int, Lacking]]:
    yield from _guarantors(enterprises, on)
    yield from _people(enterprises, on)
    yield from _crowds(enterprises, on)


def _guarantors(enterprises: list[Enterprise], on: date) -> Iterator[tuple[int, Lacking]]:
    """Duties not performed until the next check was due as well (domain rules R2)."""
    rows = Guarantor.objects.running().filter(source__enterprise__in=enterprises).exclude(due=None).order_by("pk")
    for found in neglected(list(rows.select_related("source", "person")), on):
        row = found.guarantor
        facts = {"what": f"{row.source.name} {row}", "since": found.since.isoformat()}
        yield (
            row.source.enterprise_id,
            Lacking(ShortfallKind.GUARANTOR, address(row), found.criterion, found.since, facts),
        )


def _people(enterprises: list[Enterprise], on: date) -> Iterator[tuple[int, Lacking]]:
    """Key people who lack what a criterion in force asks of their posts (domain rules R6)."""
    people: dict[int, list[KeyPerson]] = {}
    rows = KeyPerson.objects.filter(enterprise__in=enterprises).in_post(on).order_by("pk")
    for person in rows.prefetch_related("certificates"):
        people.setdefault(person.enterprise_id, []).append(person)
    for enterprise in enterprises:
        for row in judged(enterprise, people.get(enterprise.pk, ()), on):
            for lack in row.lacks:
                if not lack.is_unknown:
                    what = f"{row.person.name} {row.person.get_post_display()}"
                    facts = {"what": what, "asked": lack.criterion.name_zh}
                    thing = f"{address(row.person)} {lack.criterion.pk}"
                    yield enterprise.pk, Lacking(ShortfallKind.PERSON, thing, lack.criterion, None, facts)


def limits() -> Limits:
    return Limits(settings.PEOPLE_AT_ABNORMAL_JOB, settings.PEOPLE_IN_FINE_BUILDING)


def _crowds(enterprises: list[Enterprise], on: date) -> Iterator[tuple[int, Lacking]]:
    """Places with more people than may be there, as long as the criterion is in force."""
    criterion = Criterion.objects.filter(holds(on), holds(on, "instrument__"), pk=CROWDED).first()
    if criterion is None:
        return
    for place in CrowdedPlace.objects.running().filter(enterprise__in=enterprises).order_by("pk"):
        if limits().is_exceeded(place.kind, place.people):
            facts = {"what": place.name, "people": str(place.people), "limit": str(limits().of(place.kind))}
            yield place.enterprise_id, Lacking(ShortfallKind.CROWD, address(place), criterion, place.counted_on, facts)
