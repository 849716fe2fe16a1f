"""瑕疵公文: papers dated after the end of what they cite, listed for the legal reviewer (rules R11, 6)."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.errors import NotAllowedError, StaleError, WorkflowError
from core.services import log
from documents.models import IssuedDocument
from law.models import DefectivePaper, Instrument
from law.services import repealed

AT_ONCE = 200


def look_at(paper: IssuedDocument) -> None:
    """List a paper that has just been issued where it cites what had ended by its day."""
    _list([paper], repealed.ended())


def look_through(ended: Sequence[Instrument] | None = None) -> int:
    """List the papers that hold and cite one of these, or any, ended instruments; answers how many are new."""
    known = repealed.ended() if ended is None else ended
    first = min((each.valid_to for each in known if each.valid_to), default=None)
    if first is None:
        return 0
    rows = IssuedDocument.objects.filter(voided_at=None, issued_at__gt=clock.start_of(first)).order_by("pk")
    return _list(rows.iterator(AT_ONCE), known)


def _list(papers: Iterator[IssuedDocument] | Sequence[IssuedDocument], known: Sequence[Instrument]) -> int:
    today, before = clock.today(), DefectivePaper.objects.count()
    found = [
        DefectivePaper(paper=paper, instrument=instrument, found_on=today)
        for paper in papers
        for instrument in _cited(paper, known)
    ]
    DefectivePaper.objects.bulk_create(found, ignore_conflicts=True, batch_size=AT_ONCE)
    return DefectivePaper.objects.count() - before


def _cited(paper: IssuedDocument, known: Sequence[Instrument]) -> list[Instrument]:
    """What a paper names and had ended before its own day."""
    text, on = "\n".join(_texts(paper.content)), timezone.localdate(paper.issued_at)
    return [each for each in known if each.valid_to and each.valid_to < on and _names(text, on, each)]


def _names(text: str, on: date, instrument: Instrument) -> bool:
    if instrument.short_zh not in text and not (instrument.number and instrument.number in text):
        return False
    return repealed.named_in(text, on, [instrument]) is not None


def _texts(value: object) -> Iterator[str]:
    """Every text in what was frozen of a paper."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


def may_judge(defect: DefectivePaper, actor: User) -> bool:
    """Whether this person notes what the legal reviewer has said: whoever assigns, of a paper that holds."""
    return actor.assigns and not defect.paper.is_void


@dataclass(frozen=True)
class Said:
    """What the legal reviewer has said, who it was, and when."""

    verdict: str
    reviewed_by: str
    reviewed_on: date
    reason: str


@transaction.atomic
def judge(pk: int, said: Said, *, actor: User, version: int) -> DefectivePaper:
    """Note what the legal reviewer has said of a paper. Raises NotAllowedError, StaleError, WorkflowError."""
    defect = DefectivePaper.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=pk)
    if defect.version != version:
        raise StaleError(_("Somebody has changed this since you opened it."), version=defect.version)
    if not may_judge(defect, actor):
        raise NotAllowedError(_("Whoever assigns notes what the legal reviewer has said, of a paper that holds."))
    if said.reviewed_on > clock.today():
        raise WorkflowError(_("This day lies in the future."), "reviewed_on")
    before, after = {"verdict": defect.verdict}, asdict(said)
    for name, value in after.items():
        setattr(defect, name, value)
    defect.noted_by, defect.version = actor, defect.version + 1
    defect.save()
    log.record("defect.judge", defect, actor=actor, before=before, after=after, reason=said.reason)
    return defect
