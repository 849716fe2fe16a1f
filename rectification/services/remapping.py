"""法律依据转引: open items with an ended basis, what is proposed for them, and the act that maps them (R11, 5)."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, Exists, F, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from core import clock
from core.errors import NotAllowedError, WorkflowError
from core.services import log
from inspections.models import FindingBasis
from inspections.querysets import FindingBasisQuerySet
from law.models import Basis
from law.services import citing
from rectification.models import HistoryEntry, Item, RemappedBasis, Remapping
from rectification.querysets import ItemQuerySet
from rectification.services import recording
from rectification.states import RemappingState
from rectification.workflow.remappings import REMAPPINGS

BATCH = 500
STEP = "remap"
PROPOSED = gettext_lazy("Proposed; another coordinator confirms it.")


@dataclass(frozen=True)
class Ended:
    """A basis that open items cite and that is in force no longer: how many, and what may follow it."""

    basis: Basis
    items: int
    followers: Sequence[Basis]


def counts_by_instrument(user: User) -> dict[str, int]:
    """For a person, how many open items cite something of each instrument."""
    rows = _present(Item.objects.visible_to(user).open()).values_list("basis__instrument")
    return dict(rows.annotate(n=Count("finding", distinct=True)).order_by())


def open_items_on(user: User, bases: Collection[str]) -> int:
    """How many open items that a person may know of cite any of these bases."""
    rows = _present(Item.objects.visible_to(user).open()).filter(basis__in=bases)
    return int(rows.aggregate(n=Count("finding", distinct=True))["n"])


def ended_for(user: User) -> list[Ended]:
    """What open items of a person's county cite and is in force no longer, with the proposals."""
    today = clock.today()
    cited = _present(_open_items(user)).values_list("basis").annotate(n=Count("finding", distinct=True)).order_by()
    counts = dict(cited)
    bases = Basis.objects.filter(pk__in=counts).select_related("instrument").order_by("code")
    gone = (basis for basis in bases if not basis.is_in_force(today))
    return [Ended(basis, counts[basis.pk], citing.followers_of(basis, today)) for basis in gone]


def may_propose(user: User) -> bool:
    return user.is_coordinator and user.organization.county_id is not None


@transaction.atomic
def propose(pairs: Mapping[Basis, Basis], *, actor: User, reason: str = "") -> Remapping:
    """Propose what follows ended bases; another person confirms it. Raises WorkflowError, NotAllowedError."""
    county = actor.organization.county
    if county is None or not may_propose(actor):
        raise NotAllowedError(_("The county's coordinator proposes what follows an ended basis."))
    if not pairs:
        raise WorkflowError(_("Choose for at least one basis what follows it."))
    if Remapping.objects.filter(county=county, state=RemappingState.PROPOSED).exists():
        raise WorkflowError(_("A proposal waits already for the second person."))
    today = clock.today()
    if current := next((each for each in pairs if each.is_in_force(today)), None):
        raise WorkflowError(_("%(basis)s is still in force.") % {"basis": current})
    citing.refuse_uncitable(pairs.values(), today)
    proposed = Remapping.objects.create(county=county, proposed_by=actor, proposed_at=clock.now(), reason=reason)
    RemappedBasis.objects.bulk_create(
        RemappedBasis(remapping=proposed, ended=ended, follower=follower) for ended, follower in pairs.items()
    )
    told = {ended.pk: follower.pk for ended, follower in pairs.items()}
    log.record("remapping.propose", proposed, actor=actor, after=told, reason=reason)
    return proposed


@REMAPPINGS.effect("confirm")
def _map(remapping: Remapping, actor: User, given: Mapping[str, object]) -> None:
    """The items cite what follows, as of today; the old basis stays in their history, and nothing else moves."""
    _decided(remapping, actor)
    lines = remapping.lines.select_related("ended__instrument", "follower__instrument")
    follows = {line.ended_id: line for line in lines}
    citing.refuse_uncitable([line.follower for line in follows.values()], clock.today())
    items = list(_open_items(actor).filter(Exists(_citing(follows))).select_for_update(of=("self",)))
    rows = FindingBasis.objects.filter(finding__in=[item.finding_id for item in items], left_at=None)
    cited: dict[int, dict[str, FindingBasis]] = defaultdict(dict)
    for row in rows:
        cited[row.finding_id][row.basis_id] = row
    remapping.items = len(items)
    _replace(cited, follows, actor)
    _write_down(items, cited, follows, remapping, actor)


@REMAPPINGS.effect("decline")
def _decline(remapping: Remapping, actor: User, given: Mapping[str, object]) -> None:
    _decided(remapping, actor)


def _decided(remapping: Remapping, actor: User) -> None:
    remapping.decided_by, remapping.decided_at = actor, clock.now()


def _open_items(user: User) -> ItemQuerySet:
    rows: ItemQuerySet = Item.objects.visible_to(user).open().filter(county=user.organization.county_id)
    return rows


def _present(items: ItemQuerySet) -> FindingBasisQuerySet:
    return FindingBasis.objects.filter(left_at=None, finding__in=items.values("finding"))


def _citing(codes: Iterable[str]) -> FindingBasisQuerySet:
    return FindingBasis.objects.filter(finding=OuterRef("finding"), left_at=None, basis__in=list(codes))


def _replace(
    cited: Mapping[int, Mapping[str, FindingBasis]], follows: Mapping[str, RemappedBasis], actor: User
) -> None:
    now, today = clock.now(), clock.today()
    left, new = [], []
    for finding, rows in cited.items():
        gone = [row for code, row in rows.items() if code in follows]
        left += [row.pk for row in gone]
        wanted = {follows[row.basis_id].follower_id for row in gone} - rows.keys()
        new += [
            FindingBasis(finding_id=finding, basis_id=code, cited_on=today, cited_by=actor, cited_at=now)
            for code in sorted(wanted)
        ]
    FindingBasis.objects.filter(pk__in=left).update(left_at=now)
    FindingBasis.objects.bulk_create(new, batch_size=BATCH)


def _write_down(
    items: Sequence[Item],
    cited: Mapping[int, Mapping[str, FindingBasis]],
    follows: Mapping[str, RemappedBasis],
    remapping: Remapping,
    actor: User,
) -> None:
    """A row of the history and of the log for each item; state, deadline, level and counts don't move."""
    Item.objects.filter(pk__in=[item.pk for item in items]).update(version=F("version") + 1)
    entries = []
    for item in items:
        lines = [follows[code] for code in cited[item.finding_id] if code in follows]
        words = ["；".join(str(line.ended) for line in lines), "；".join(str(line.follower) for line in lines)]
        given = {"words": {"bases": words}, "reason": remapping.reason}
        before = recording.snapshot(item)
        item.version += 1
        entries.append(recording.entry(item, STEP, actor, from_state=item.state, before=before, given=given))
    HistoryEntry.objects.bulk_create(entries, batch_size=BATCH)
    log.record_all(recording.log_row(entry.item, entry) for entry in entries)
