"""交接: what names a person and is open goes to a colleague, all in one act; what can't go is said with the reason.

Which work there is the apps above say (`offer`): for each kind how it is found, why one thing stays, how it is handed.
Since a person's scope follows from unit and role, the colleague may do and see what the person could; what asks for
more than that, as a re-inspection by who was on site, stays.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import HandOver, User
from accounts.services.absences import NotYoursError, colleagues, may_enter_for
from core import clock
from core.errors import DomainError, StaleError, WrongStateError
from core.querysets import address
from core.services import log
from core.services.together import GoneError, Row, all_of
from notices.kinds import Kind as NoticeKind
from notices.services import notices
from notices.services.notices import Words

FARTHEST_DAYS = 92
HANDED = "hand-over"
NOTHING = "-"
"""The seal of a preview in which nothing goes over."""
LONGEST_SEAL = 20_000


@dataclass(frozen=True)
class Work:
    """One open thing that names the person; `stays_because` is empty where it can go over."""

    key: int
    label: str
    url: str = ""
    stays_because: str = ""

    @property
    def goes(self) -> bool:
        return not self.stays_because


class Hand(Protocol):
    """Puts the successor in the place of the person at these things, in the caller's transaction.

    It finds them by `things`: what has gone since they were found lets nothing go over.
    """

    def __call__(self, handing: HandOver, works: Sequence[Work], actor: User, /) -> None: ...


def things(rows: QuerySet[Row], works: Sequence[Work]) -> list[Row]:
    """The rows of these things. Raises GoneError, with their names, for those that are no longer among `rows`."""
    return all_of(rows, {work.key: work.label for work in works})


@dataclass(frozen=True)
class Kind:
    """A kind of work that names persons."""

    code: str
    label: str | Promise
    find: Callable[[User, User], Sequence[Work]]
    hand: Hand | None = None
    order: int = 50


@dataclass(frozen=True)
class Part:
    """What there is of a kind: what goes over and what stays."""

    kind: Kind
    goes: Sequence[Work]
    stays: Sequence[Work]


_kinds: dict[str, Kind] = {}


def offer(*kinds: Kind) -> None:
    """Let an app say what of it names persons; called by its config."""
    _kinds.update({kind.code: kind for kind in kinds})


def kinds() -> list[Kind]:
    """All kinds, in the order in which they are shown."""
    return sorted(_kinds.values(), key=lambda kind: kind.order)


def counted(things: Mapping[str, int]) -> list[tuple[str | Promise, int]]:
    """How many things of each kind, by the kind's name."""
    labels = {kind.code: kind.label for kind in kinds()}
    return [(labels.get(code, code), n) for code, n in things.items()]


def preview(person: User, successor: User) -> list[Part]:
    """What would go over and what would stay, of each kind of which there is anything."""
    found = [(kind, kind.find(person, successor)) for kind in kinds()]
    return [
        Part(kind, [work for work in works if work.goes], [work for work in works if not work.goes])
        for kind, works in found
        if works
    ]


def looked_at(person: User, successor: User, *, actor: User) -> list[Part]:
    """The preview for whoever may hand over. Raises NotYoursError, DomainError where the colleague does not fit."""
    _refuse_foreign(person, actor)
    _refuse_misfit(person, successor)
    return preview(person, successor)


def seal_of(parts: Sequence[Part]) -> str:
    """What a preview has shown, in a word: what goes over is what was seen."""
    said = (f"{part.kind.code}:{'.'.join(str(work.key) for work in part.goes)}" for part in parts if part.goes)
    return "|".join(said) or NOTHING


def _refuse_unseen(seen: str, parts: Sequence[Part]) -> None:
    """Raises GoneError where something that the preview has shown is no longer open, StaleError for what is new."""
    was = dict(said.partition(":")[::2] for said in seen.split("|"))
    now = {part.kind.code: {str(work.key) for work in part.goes} for part in parts}
    gone = [
        f"{kind.label} ({n})"
        for kind in kinds()
        if (n := len(set(filter(None, was.get(kind.code, "").split("."))) - now.get(kind.code, set())))
    ]
    if gone:
        raise GoneError(gone)
    if seen != seal_of(parts):
        raise StaleError(_("Something else is open by now than the preview has shown; look at it once more."))


@dataclass(frozen=True)
class HandOverGiven:
    """To whom, why, from when; `seen` is the seal of the preview, where there was one."""

    successor: User
    reason: str
    from_day: date
    seen: str = ""


@transaction.atomic
@clock.still()
def hand_over(person: User, given: HandOverGiven, *, actor: User) -> HandOver:
    """Hand over all open work: at once, or by the job of the day it is to begin on; all of it or nothing.

    Raises NotYoursError, DomainError where colleague or day do not fit, StaleError where something else is open by now
    than the preview has shown.
    """
    held = User.objects.select_for_update(of=("self",)).get(pk=person.pk)
    _refuse_foreign(held, actor)
    _refuse(held, given)
    parts = preview(held, given.successor)
    if given.seen:
        _refuse_unseen(given.seen, parts)
    made = HandOver.objects.create(
        person=held,
        successor=given.successor,
        reason=given.reason.strip(),
        from_day=given.from_day,
        created_by=actor,
        created_at=clock.now(),
    )
    log.record("account.hand-over", held, actor=actor, after=_told(made), reason=made.reason)
    if made.from_day <= clock.today():
        _carry_out(made, parts, actor)
    else:
        _tell(made, "planned")
    return made


def _told(made: HandOver) -> dict[str, object]:
    return {"successor": made.successor, "from_day": made.from_day}


def _refuse_foreign(person: User, actor: User) -> None:
    if not may_enter_for(person, actor):
        raise NotYoursError(_("You can hand over your own work, and as head that of the people of your unit."))


def _refuse_misfit(person: User, successor: User) -> None:
    if not colleagues(person).filter(pk=successor.pk).exists():
        raise DomainError(_("Work goes to an active colleague of the same unit and role."), "successor")


def _refuse(person: User, given: HandOverGiven) -> None:
    if not given.reason.strip():
        raise DomainError(_("Say why the work is handed over."), "reason")
    _refuse_misfit(person, given.successor)
    if given.from_day < clock.today():
        raise DomainError(_("The day has passed already."), "from_day")
    if given.from_day > clock.today() + timedelta(days=FARTHEST_DAYS):
        raise DomainError(_("Within %(days)s days.") % {"days": FARTHEST_DAYS}, "from_day")
    if HandOver.objects.waiting().filter(person=person).exists():
        raise WrongStateError(_("A hand-over of this person waits for its day already; call it off first."))


def _carry_out(made: HandOver, parts: Sequence[Part], actor: User) -> None:
    """Each kind hands its things; what one of them refuses lets all of it be undone."""
    for part in parts:
        if part.goes and part.kind.hand is not None:
            part.kind.hand(made, part.goes, actor)
    made.moved = {part.kind.code: len(part.goes) for part in parts if part.goes}
    made.left = {part.kind.code: len(part.stays) for part in parts if part.stays}
    made.carried_out_at = clock.now()
    made.save()
    log.record("account.handed-over", made.person, actor=actor, after={**_told(made), **made.moved})
    _tell(made, "done")


@transaction.atomic
def call_off(hand_over_id: int, *, actor: User) -> HandOver:
    """Take back a hand-over that waits for its day. Raises HandOver.DoesNotExist, NotYoursError, WrongStateError."""
    rows = HandOver.objects.visible_to(actor).select_for_update(of=("self",))
    held = rows.select_related("person__organization", "successor__organization").get(pk=hand_over_id)
    if not may_enter_for(held.person, actor):
        raise NotYoursError(_("Who hands over calls it off, or the head of the unit."))
    if not held.waits:
        raise WrongStateError(_("It has been carried out or called off already."))
    _call_off(held, "", actor)
    return held


def _call_off(held: HandOver, because: str, actor: User | None) -> None:
    held.called_off_at, held.called_off_because = clock.now(), because
    held.save()
    log.record("account.hand-over-off", held.person, actor=actor, after=_told(held), reason=because)
    _tell(held, "off")


def carry_out_due(day: date) -> int:
    """Every morning: the hand-overs that begin, each by itself; one that does not fit any more is called off."""
    due = HandOver.objects.waiting().filter(from_day__lte=day).order_by("pk")
    return sum(_begin(key) for key in due.values_list("pk", flat=True))


@transaction.atomic
@clock.still()
def _begin(key: int) -> bool:
    rows = HandOver.objects.waiting().filter(pk=key).select_for_update(of=("self",))
    held = rows.select_related("person__organization", "successor__organization", "created_by__organization").first()
    if held is None:
        return False
    if not colleagues(held.person).filter(pk=held.successor_id).exists():
        _call_off(held, _("They are no active colleagues of the same unit and role any more."), None)
        return False
    _carry_out(held, preview(held.person, held.successor), held.created_by)
    return True


SAID = {
    "planned": gettext_lazy("All open work of %(person)s goes over to %(successor)s on %(day)s"),
    "done": gettext_lazy("All open work of %(person)s has gone over to %(successor)s: %(n)s things, %(left)s stay"),
    "off": gettext_lazy("The open work of %(person)s does not go over to %(successor)s"),
}
NOTICES = NoticeKind(
    HANDED,
    gettext_lazy("Work handed over"),
    gettext_lazy("Your open work goes to a colleague, or that of a colleague to you."),
    frozenset({HANDED}),
    order=9,
)


def _tell(made: HandOver, step: str) -> None:
    """Both are told, whoever has entered it."""
    facts = {
        "person": made.person.name,
        "successor": made.successor.name,
        "day": made.from_day.isoformat(),
        "n": sum(made.moved.values()),
        "left": sum(made.left.values()),
    }
    notices.tell(
        [made.person, made.successor],
        rule=HANDED,
        subject=f"{address(made)}:{step}",
        say=lambda person: Words(SAID[step] % facts, made.called_off_because or made.reason),
        url=reverse("accounts:handover-list"),
    )
