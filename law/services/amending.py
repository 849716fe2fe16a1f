"""依据库变更: drawn up with its source, checked line by line, and entered in one act by the second person (R11, 8)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.errors import NotAllowedError, StaleError, WorkflowError
from core.services import log
from law.models import Amendment, AmendmentLine, Basis
from law.rules import articles
from law.services import shelves
from law.services.shelves import KEPT, Row, Said
from law.states import Change, Shelf
from law.workflow import AMENDMENTS

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Source:
    """By what document the law changes, where its text was read, and when."""

    source: str
    read_at: str
    read_on: date
    file_name: str = ""


@dataclass(frozen=True)
class Wanted:
    """What is to become of one row, as somebody has given it."""

    shelf: str
    change: str
    code: str = ""
    values: Said = field(default_factory=dict)
    last_day: date | None = None
    new_code: str = ""


class UnfitRowsError(WorkflowError):
    """Some of the rows can't be entered; `faults` says why, by their place among those that were given."""

    def __init__(self, faults: Mapping[int, WorkflowError]) -> None:
        first = next(iter(faults.values()))
        super().__init__(first.message, first.field)
        self.faults = faults


@transaction.atomic
def draft(wanted: Sequence[Wanted], source: Source, *, actor: User) -> Amendment:
    """Draw up a change of the catalogue; nothing holds before it is sent and another person has confirmed it.

    Raises NotAllowedError, or WorkflowError at the column at fault.
    """
    if not actor.keeps_law:
        raise NotAllowedError(_("The county's coordinator maintains the catalogue of the law."))
    if not wanted:
        raise WorkflowError(_("Nothing in it differs from what is on file."))
    if source.read_on > clock.today():
        raise WorkflowError(_("This day lies in the future."), "read_on")
    amendment = Amendment.objects.create(
        source=source.source,
        read_at=source.read_at,
        read_on=source.read_on,
        file_name=source.file_name,
        proposed_by=actor,
        proposed_at=clock.now(),
    )
    _write_lines(amendment, wanted)
    told = {"source": source.source, "rows": [str(line) for line in amendment.lines.all()]}
    log.record("amendment.draw-up", amendment, actor=actor, after=told)
    return amendment


@transaction.atomic
def add(amendment: Amendment, wanted: Wanted, *, actor: User) -> Amendment:
    """One more row in a change that is being drawn up, by whoever draws it up."""
    locked = AMENDMENTS.rows(actor).select_for_update(of=("self",)).get(pk=amendment.pk)
    if not AMENDMENTS.allows("send", locked, actor):
        raise NotAllowedError(_("Whoever has drawn it up sends or withdraws it."))
    _write_lines(locked, [wanted])
    locked.version += 1
    locked.save(update_fields=("version",))
    log.record("amendment.add-row", locked, actor=actor, after={"row": str(locked.lines.last())})
    return locked


def _write_lines(amendment: Amendment, wanted: Iterable[Wanted]) -> None:
    """All of the rows or none: raises UnfitRowsError, which knows what is wrong with each."""
    lines: dict[int, AmendmentLine] = {}
    faults: dict[int, WorkflowError] = {}
    for place, each in enumerate(wanted):
        with _noted(faults, place):
            lines[place] = _line(amendment, each)
    coming = [*amendment.lines.all(), *lines.values()]
    for place, line in lines.items():
        with _noted(faults, place):
            refuse_unfit(line, coming)
            _refuse_twice(line, coming)
    if faults:
        raise UnfitRowsError(dict(sorted(faults.items())))
    AmendmentLine.objects.bulk_create(lines.values())


@contextmanager
def _noted(faults: dict[int, WorkflowError], place: int) -> Iterator[None]:
    """Do something for a row, or note why it can't be."""
    try:
        yield
    except WorkflowError as fault:
        faults[place] = fault


def _refuse_twice(line: AmendmentLine, coming: Iterable[AmendmentLine]) -> None:
    same = [each for each in coming if each.shelf == line.shelf]
    for name in ("code", "new_code"):
        code = getattr(line, name)
        if code and [getattr(each, name) for each in same].count(code) > 1:
            raise WorkflowError(_("%(row)s is in this change already.") % {"row": code}, "code")


def _line(amendment: Amendment, wanted: Wanted) -> AmendmentLine:
    values = {name: text.strip() for name, text in wanted.values.items()}
    line = AmendmentLine(amendment=amendment, shelf=wanted.shelf, change=wanted.change, values=values)
    if line.makes:
        line.new_code = wanted.new_code or shelves.next_code(wanted.shelf)
    if line.ends:
        line.code, line.was = wanted.code, shelves.said(shelves.on_file(wanted.shelf, wanted.code))
        line.last_day = wanted.last_day if line.change == Change.END else _day_before(line.first_day)
    return line


def _day_before(first: date | None) -> date:
    if first is None:
        raise WorkflowError(_("Say from when on the new row holds; the old one ends the day before."), "valid_from")
    return first - DAY


def refuse_unfit(line: AmendmentLine, coming: Iterable[AmendmentLine]) -> None:
    """Raises WorkflowError, at the column at fault, for a line that could not be entered; `coming` are all of them."""
    if line.ends:
        _refuse_end(line)
    elif line.change == Change.NEW and not line.values.get("valid_from"):
        raise WorkflowError(_("Say from when on it holds."), "valid_from")
    if line.makes:
        _refuse_new(line, {each.new_code for each in coming if each.shelf == Shelf.INSTRUMENT and each.makes})
    elif line.values.get("replaced_by"):
        _refuse_unknown_instrument(line.values["replaced_by"], coming)


def _refuse_end(line: AmendmentLine) -> None:
    row = shelves.on_file(line.shelf, line.code)
    if line.last_day is None:
        raise WorkflowError(_("Say to which day it holds."), "last_day")
    facts = {"row": row, "first": row.valid_from, "last": row.valid_to}
    field = "last_day" if line.change == Change.END else "valid_from"
    if row.valid_to and row.valid_to <= line.last_day:
        raise WorkflowError(_("%(row)s has ended on %(last)s already.") % facts, field)
    if row.valid_from and line.last_day < row.valid_from:
        raise WorkflowError(_("%(row)s is in force from %(first)s on, it can't end before.") % facts, field)


def _refuse_new(line: AmendmentLine, coming: set[str]) -> None:
    kept = KEPT[Shelf(line.shelf)]
    if not line.new_code.startswith(kept.own):
        facts = {"own": kept.own}
        raise WorkflowError(_("The number of a new row begins with %(own)s; left empty, one is given.") % facts, "code")
    row = shelves.made(line.shelf, line.new_code, line.values)
    if kept.model._default_manager.filter(pk=line.new_code).exists():
        raise WorkflowError(_("A row has the number %(code)s already.") % {"code": line.new_code}, "code")
    pointed = [name for name in ("instrument", "replaced_by") if line.values.get(name) in coming]
    _refuse_invalid(row, exclude=pointed)
    if row.valid_to and row.valid_from and row.valid_to < row.valid_from:
        raise WorkflowError(_("It ends before it begins."), "valid_to")
    if isinstance(row, Basis):
        _refuse_article(row)


def _refuse_invalid(row: Row, exclude: Iterable[str]) -> None:
    try:
        row.full_clean(exclude=set(exclude))
    except ValidationError as unfit:
        name, told = next(iter(unfit.message_dict.items()))
        raise WorkflowError(" ".join(told), name) from unfit


def _refuse_article(row: Basis) -> None:
    for name in ("article", "penalty_article"):
        try:
            articles.places_in(getattr(row, name))
        except articles.UnreadableArticleError as odd:
            said = _("“%(word)s” is no article: 107, 98(2), 3¶1, 5.5.1; several divided by a space.")
            raise WorkflowError(said % {"word": odd}, name) from odd


def _refuse_unknown_instrument(code: str, coming: Iterable[AmendmentLine]) -> None:
    if code not in {each.new_code for each in coming if each.shelf == Shelf.INSTRUMENT}:
        shelves.on_file(Shelf.INSTRUMENT, code)


@AMENDMENTS.effect("send")
def _send(amendment: Amendment, actor: User, given: Mapping[str, object]) -> None:
    lines = list(amendment.lines.all())
    for line in lines:
        refuse_changed(line)
        refuse_unfit(line, lines)
    amendment.proposed_at = clock.now()


@AMENDMENTS.effect("drop")
def _drop(amendment: Amendment, actor: User, given: Mapping[str, object]) -> None:
    """It stays on file as withdrawn."""


@AMENDMENTS.effect("decline")
def _decline(amendment: Amendment, actor: User, given: Mapping[str, object]) -> None:
    amendment.decided_by, amendment.decided_at, amendment.opinion = actor, clock.now(), str(given["reason"])


def refuse_changed(line: AmendmentLine) -> None:
    """Raises StaleError where the row is not as it was when the change was drawn up."""
    if line.ends and shelves.said(shelves.on_file(line.shelf, line.code)) != line.was:
        said = _("%(row)s has been changed since; withdraw this and draw it up anew.")
        raise StaleError(said % {"row": line.code})
