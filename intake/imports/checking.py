"""Drafts against the ledger: units, duplicates, problems that are known already; nothing is written."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import Organization, User
from accounts.rules.unit_names import normalise
from core import clock
from core.errors import DomainError
from enterprises.models import Enterprise
from inspections.services import recording
from inspections.services.recording import FindingGiven, SourceGiven
from inspections.states import Level
from intake.imports import known, questions, repeats
from intake.imports.questions import NO_ANSWERS, About, Answers, Question
from intake.imports.units import UnitBook
from intake.reading.fields import ASSISTING, DEADLINE, ENTERPRISE, FIELDS, LEAD, LEGAL_BASIS, LEVEL, PROGRESS, ListField
from intake.reading.parsed import Draft, LeftOut, ParsedList, Place, RowError
from intake.rules import matching, problem_words
from intake.rules.matching import Match, Problem
from law.models import Instrument
from law.services import repealed
from parks.models import Park
from rectification.states import Entry

LONGEST_UNIT = 120
MOST_PROPOSED = 200
"""So many unknown names are compared with all units for a proposal; in a longer list the rest is to be created."""


@dataclass(frozen=True)
class Wishes:
    """How a list is to be taken: on whose behalf, from which source, for which park."""

    actor: User | None
    """None for a dry run without an account: then the ledger knows nothing."""
    source: str | None = None
    park: Park | None = None
    create_units: bool = False
    renamed: Mapping[str, int] = field(default_factory=dict)
    new_units: frozenset[str] = frozenset()
    answers: Answers = NO_ANSWERS
    done: Entry | None = None
    """What becomes of rows that say they are done; None where nobody has said it: they wait for re-inspection."""

    def creates(self, name: str) -> bool:
        """Whether an unknown unit of this name is to be created."""
        return self.create_units or name in self.new_units


@dataclass(frozen=True)
class CheckedRow:
    """A draft with what the ledger says of it."""

    draft: Draft
    source: str
    found_on: date
    fingerprint: str
    errors: tuple[RowError, ...]
    level: Level | None = None
    entry: Entry | None = None
    is_duplicate: bool = False
    repeats: Place | None = None
    """The earlier row of the list that says the same; this one isn't taken."""
    match: Match | None = None

    @property
    def is_good(self) -> bool:
        return not self.errors and not self.is_duplicate and self.repeats is None


@dataclass(frozen=True)
class Checked:
    """A whole list, checked."""

    parsed: ParsedList
    rows: tuple[CheckedRow, ...]
    unknown_units: tuple[str, ...]
    new_enterprises: Mapping[str, Park | None]
    """The enterprises among them by normalised name, with the park in which the list says that they lie."""
    asked: tuple[Question, ...] = ()
    """All that the list leaves open, whatever has been answered."""
    answers: Answers = NO_ANSWERS

    @property
    def questions(self) -> list[Question]:
        """What is open yet."""
        return [question for question in self.asked if self.answers.to(question.what, question.word) is None]

    @property
    def errors(self) -> list[RowError]:
        """All errors in the order of the sheet."""
        incomplete = {draft.stands_at for draft in self.parsed.incomplete}
        missing = [error for error in self.parsed.errors if error.stands_at in incomplete]
        found = dict.fromkeys(error for row in self.rows for error in row.errors)
        order = {sheet: position for position, sheet in enumerate(self.parsed.sheets)}
        return sorted([*missing, *found], key=lambda error: (order.get(error.sheet, 0), error.row))

    @property
    def duplicates(self) -> int:
        """Rows that bring nothing new: known already, or said in the list before."""
        return sum(row.is_duplicate or row.repeats is not None for row in self.rows)

    @property
    def repeated(self) -> int:
        return sum(row.repeats is not None for row in self.rows)

    @property
    def good(self) -> list[CheckedRow]:
        return [row for row in self.rows if row.is_good]

    @property
    def as_it_stands(self) -> dict[str, int]:
        """What becomes of each row of the list without a further answer; together they are all of its rows."""
        known_again = sum(row.is_duplicate and row.repeats is None and not row.errors for row in self.rows)
        refused = sum(bool(row.errors) for row in self.rows) + len(self.parsed.incomplete)
        repeated = len(self.rows) + len(self.parsed.incomplete) - len(self.good) - known_again - refused
        return {"good": len(self.good), "known": known_again, "repeated": repeated, "refused": refused}

    @property
    def proposals(self) -> list[CheckedRow]:
        """Good rows that name a problem of the ledger again."""
        return [row for row in self.good if row.match is not None]


def with_units_answered(wishes: Wishes, book: UnitBook) -> Wishes:
    """Names that were answered with the name of a unit (应急局=县应急管理局), or with `new`.

    Raises DomainError for a unit that isn't there.
    """
    renamed: dict[str, int] = {}
    new = set()
    for word, code in wishes.answers.given.items():
        name = word.removeprefix(f"{About.UNIT}:")
        if code.lower() == questions.NEW:
            new.add(name)
        elif unit := book.organization(code):
            renamed[name] = unit.pk
        elif not questions.is_code(code):
            raise DomainError(_("The ledger knows no unit “%(name)s”.") % {"name": code}, "answer")
    return replace(wishes, renamed={**renamed, **wishes.renamed}, new_units=wishes.new_units | new)


def unit_named(name: str, book: UnitBook, wishes: Wishes) -> Organization | None:
    """The unit a name stands for: as a person has decided, else as the ledger knows it."""
    decided = wishes.renamed.get(name)
    return book.organizations.get(decided) if decided is not None else book.organization(name)


def concerned(draft: Draft, book: UnitBook, wishes: Wishes) -> Enterprise | None:
    """The enterprise a draft is about: the one it names, else the lead unit if that is one."""
    name = draft.enterprise_name or draft.lead_organization
    return book.enterprise_of(unit_named(name, book, wishes)) if name else None


def park_of(draft: Draft, enterprise: Enterprise | None, book: UnitBook, wishes: Wishes) -> Park | None:
    """The park that a draft names, else that of its enterprise; what names neither lies in the one wished for."""
    named = book.park(draft.park_name) if draft.park_name else None
    return named or (enterprise.park if enterprise else wishes.park)


def check(parsed: ParsedList, book: UnitBook, wishes: Wishes) -> Checked:
    """Ask the ledger about every draft of a list."""
    unknown = _unknown(parsed, book, wishes)
    again = repeats.find(parsed.drafts)
    asked = (
        *_without_done(questions.of_list(parsed), wishes),
        *repeats.questions(again),
        *_about_units(parsed, unknown, book, wishes),
    )
    told = _errors_by_row((*parsed.errors, *_unanswered(asked, parsed, wishes.answers)))
    checker = _Checker(parsed, book, wishes, unknown, _new_enterprises(parsed, unknown, book, wishes))
    rows = [checker.row(draft, told.get(draft.stands_at, ())) for draft in parsed.drafts]
    rows = _with_duplicates(rows, repeats.taken_once(again, wishes.answers), wishes)
    rows = _with_matches(rows, book, wishes)
    told_besides = (
        *_unable_leads(parsed, book, wishes),
        *_no_enterprises(parsed, book, wishes),
        *_in_no_park(parsed, book, wishes),
        *_about_nothing(parsed, book, wishes),
        *_late_at_once(parsed, rows),
    )
    parsed = replace(
        parsed,
        warnings=(*parsed.warnings, *told_besides),
        left_out=(*parsed.left_out, *_said_before(parsed, rows)),
    )
    return Checked(parsed, tuple(rows), tuple(unknown), checker.new_enterprises, tuple(asked), wishes.answers)


def _without_done(asked: Iterable[Question], wishes: Wishes) -> Iterator[Question]:
    return (question for question in asked if question.what != About.DONE or wishes.done is None)


def _about_units(parsed: ParsedList, unknown: Mapping[str, None], book: UnitBook, wishes: Wishes) -> Iterator[Question]:
    """Each unknown name once, with the unit that it is most like, or that it is to be created."""
    if wishes.create_units:
        return
    places: dict[str, dict[Place, None]] = {name: {} for name in unknown if name not in wishes.new_units}
    for draft in parsed.drafts:
        for _field, name in names_in(draft):
            if name in places:
                places[name][draft.stands_at] = None
    for position, (name, rows) in enumerate(places.items()):
        like = book.suggestions(name)[:1] if position < MOST_PROPOSED else []
        yield Question(About.UNIT, name, tuple(rows), like[0].name if like else questions.NEW)


def _unanswered(asked: Iterable[Question], parsed: ParsedList, answers: Answers) -> Iterator[RowError]:
    """An open question is an error of its rows, unless it may stay open; those about units are told by name."""
    headings = {About.LEVEL: _heading(parsed, LEVEL), About.STATE: _heading(parsed, PROGRESS)}
    for question in asked:
        if question.is_optional or question.what == About.UNIT or answers.to(question.what, question.word):
            continue
        message = _("It isn't sure what “%(word)s” means; answer the question about it.") % {"word": question.word}
        column = headings.get(question.what, question.word)
        yield from (RowError(row, column, question.word, message, sheet) for sheet, row in question.rows)


def fingerprints_of(parsed: ParsedList, source: str | None) -> dict[tuple[str, int, int], str]:
    """By what each row of a list (sheet, row, part) is known again, as `check` writes it down."""
    default = _default_source(parsed, source)
    return {
        (draft.sheet, draft.row, draft.part): _fingerprint(draft, _source(draft, default)) for draft in parsed.drafts
    }


def _default_source(parsed: ParsedList, wished: str | None) -> str:
    return wished or problem_words.source_in(parsed.title) or "COUNTY_CHECK"


def _source(draft: Draft, default: str) -> str:
    return (problem_words.source_in(draft.source_text) if draft.source_text else None) or default


def _errors_by_row(errors: Iterable[RowError]) -> dict[Place, tuple[RowError, ...]]:
    by_row: dict[Place, tuple[RowError, ...]] = {}
    for error in errors:
        by_row[error.stands_at] = (*by_row.get(error.stands_at, ()), error)
    return by_row


def names_in(draft: Draft) -> Iterator[tuple[str, str]]:
    """Every unit a draft names, with the field it stands in."""
    if draft.lead_organization:
        yield LEAD, draft.lead_organization
    for name in draft.assisting:
        yield ASSISTING, name
    if draft.enterprise_name:
        yield ENTERPRISE, draft.enterprise_name


def _unable_leads(parsed: ParsedList, book: UnitBook, wishes: Wishes) -> Iterator[RowError]:
    """Lead units that answer for no item, such as a group that only watches: the item comes in without one."""
    for draft in parsed.drafts:
        name = draft.lead_organization
        unit = unit_named(name, book, wishes) if name else None
        if name and unit and unit.pk not in book.answering:
            message = _("This unit answers for no item; another one is to be named when the item is assigned.")
            yield RowError(draft.row, _heading(parsed, LEAD), name, message, draft.sheet)


def _no_enterprises(parsed: ParsedList, book: UnitBook, wishes: Wishes) -> Iterator[RowError]:
    """Units in the place of an enterprise that are none: the row comes in about no enterprise."""
    for draft in parsed.drafts:
        name = draft.enterprise_name
        unit = unit_named(name, book, wishes) if name else None
        if name and unit and book.enterprise_of(unit) is None:
            message = _("“%(name)s” is no enterprise; the name stays in the words of the source.") % {"name": name}
            yield RowError(draft.row, _heading(parsed, ENTERPRISE), name, message, draft.sheet)


def _in_no_park(parsed: ParsedList, book: UnitBook, wishes: Wishes) -> Iterator[RowError]:
    """Enterprises in no park, where one was named for the rows that name none: a row with an enterprise isn't one."""
    for draft in parsed.drafts if wishes.park else ():
        enterprise = concerned(draft, book, wishes)
        if enterprise and enterprise.park is None and not draft.park_name:
            message = _("“%(name)s” lies in no park; the row comes in without one.") % {"name": enterprise.name}
            heading = _heading(parsed, ENTERPRISE if draft.enterprise_name else LEAD)
            yield RowError(draft.row, heading, enterprise.name, message, draft.sheet)


def _about_nothing(parsed: ParsedList, book: UnitBook, wishes: Wishes) -> Iterator[RowError]:
    """Rows that name no enterprise, park, place or unit: they stand in the county's figures alone."""
    for draft in parsed.drafts:
        named = draft.enterprise_name or draft.lead_organization or draft.place or draft.park_name
        if not named and wishes.park is None:
            message = _("The row names neither enterprise, park, place nor unit; it counts for the county alone.")
            yield RowError(draft.row, "", "", message, draft.sheet)


def _late_at_once(parsed: ParsedList, rows: Iterable[CheckedRow]) -> Iterator[RowError]:
    """Deadlines before the day of the finding that stands in the same row: one of the two can't be right."""
    for row in rows:
        day = row.draft.deadline.date
        if day is not None and row.draft.found_on is not None and day < row.found_on:
            message = _("The deadline lies before the day of the finding (%(day)s).") % {
                "day": row.found_on.isoformat()
            }
            yield RowError(
                row.draft.row, _heading(parsed, DEADLINE), row.draft.deadline.text or "", message, row.draft.sheet
            )


def _unknown(parsed: ParsedList, book: UnitBook, wishes: Wishes) -> dict[str, None]:
    names = dict.fromkeys(name for draft in parsed.drafts for _field, name in names_in(draft))
    return {name: None for name in names if unit_named(name, book, wishes) is None}


def _heading(parsed: ParsedList, name: str) -> str:
    """The heading of a field, empty where it has none; further units of the lead column stand under that one."""
    headings = {field_: heading for heading, field_ in parsed.columns.items() if field_}
    return headings.get(name) or (headings.get(LEAD, "") if name == ASSISTING else "")


def _new_enterprises(
    parsed: ParsedList, unknown: Mapping[str, None], book: UnitBook, wishes: Wishes
) -> dict[str, Park | None]:
    """The enterprises that the ledger doesn't know, each with the park of the first row that names one with it."""
    parks: dict[str, Park | None] = {}
    for draft in parsed.drafts:
        if draft.enterprise_name in unknown and draft.enterprise_name:
            key = normalise(draft.enterprise_name)
            parks[key] = parks.get(key) or (book.park(draft.park_name) if draft.park_name else None)
    return {key: park or wishes.park for key, park in parks.items()}


@dataclass(frozen=True)
class _Checker:
    """Asks the ledger about each draft of one list."""

    parsed: ParsedList
    book: UnitBook
    wishes: Wishes
    unknown: Mapping[str, None]
    new_enterprises: Mapping[str, Park | None]
    today: date = field(default_factory=clock.today)

    def row(self, draft: Draft, told: Iterable[RowError]) -> CheckedRow:
        answers, source = self.wishes.answers, _source(draft, self._default_source)
        found_on = draft.found_on or min(draft.list_day or self.today, self.today)
        errors = (*told, *self._unit_errors(draft), *self._refusals(draft, source, found_on))
        level = questions.level_of(draft, answers)
        entry = questions.entry_of(draft, answers, self.wishes.done or Entry.FOR_REVIEW)
        return CheckedRow(draft, source, found_on, _fingerprint(draft, source), errors, level, entry)

    @cached_property
    def _default_source(self) -> str:
        return _default_source(self.parsed, self.wishes.source)

    @cached_property
    def _ended(self) -> list[Instrument]:
        return repealed.ended()

    def _unit_errors(self, draft: Draft) -> Iterator[RowError]:
        for code, name in names_in(draft):
            why = self._why_no_unit(name) if name in self.unknown else ""
            if why:
                yield RowError(draft.row, _heading(self.parsed, code), name, why, draft.sheet)

    def _why_no_unit(self, name: str) -> str:
        """Why an unknown name doesn't come to be a unit; empty where it does."""
        if len(name) > LONGEST_UNIT:
            return _("This is too long to be the name of a unit.")
        if not self.wishes.creates(name):
            return _("The ledger knows no unit “%(name)s”.") % {"name": name}
        if self.book.is_taken(name):
            return _("A unit “%(name)s” is closed, or several go by this name: say which unit is meant.") % {
                "name": name
            }
        return ""

    def _refusals(self, draft: Draft, source: str, found_on: date) -> Iterator[RowError]:
        """What the recording of the row would be refused for, at the column that says it."""
        enterprise = self._enterprise(draft)
        park = park_of(draft, enterprise, self.book, self.wishes)
        sources = (SourceGiven(source),)
        given = FindingGiven(
            draft.title,
            draft.description,
            found_on,
            sources,
            park=park,
            enterprise=enterprise,
            legal_basis=draft.texts.get(LEGAL_BASIS, ""),
        )
        for refused in recording.refusals(given, self.wishes.actor, self._ended):
            said = _of_value(refused.field, draft)
            heading, value = (_heading(self.parsed, said.code), _as_told(draft.said(said))) if said else ("", "")
            yield RowError(draft.row, heading, value, str(refused), draft.sheet)

    def _enterprise(self, draft: Draft) -> Enterprise | None:
        """The enterprise that a row is about, one that is to be created with it too."""
        name = draft.enterprise_name or ""
        if name in self.unknown and self.wishes.creates(name):
            return Enterprise(name=name, park=self.new_enterprises[normalise(name)])
        return concerned(draft, self.book, self.wishes)


def _of_value(name: str | None, draft: Draft) -> ListField | None:
    """The field that becomes this value of the registration or its source; a lead unit can be the enterprise."""
    if name == "enterprise" and not draft.enterprise_name:
        name = "lead_organization"
    return next((each for each in FIELDS if name and name in (each.item, each.source)), None)


def _as_told(said: object) -> str:
    return said.isoformat() if isinstance(said, date) else str(said or "")


def _fingerprint(draft: Draft, source: str) -> str:
    return matching.fingerprint(
        source,
        draft.number,
        draft.description,
        draft.found_on,
        draft.enterprise_name,
        draft.lead_organization,
        draft.place,
        draft.deadline.text,
    )


def _with_duplicates(rows: Sequence[CheckedRow], once: Mapping[str, Draft], wishes: Wishes) -> list[CheckedRow]:
    """Mark what stands in the file twice, and what came with an earlier list."""
    there = known.fingerprints((row.fingerprint for row in rows), wishes.actor)
    refused = {row.draft.key for row in rows if row.errors}
    said = {key: {"repeats": first.stands_at} for key, first in once.items() if first.key not in refused}
    known_again = {row.draft.key: {"is_duplicate": True} for row in rows if row.fingerprint in there}
    return _each(_each(rows, known_again), said)


def _said_before(parsed: ParsedList, rows: Iterable[CheckedRow]) -> Iterator[LeftOut]:
    """Rows that aren't taken because an earlier one says the same."""
    for row in rows:
        if row.repeats is not None:
            place = where(row.repeats, parsed)
            yield LeftOut(row.draft.sheet, "row", _("It says the same as %(place)s.") % {"place": place}, row.draft.row)


def where(place: Place, parsed: ParsedList) -> str:
    """A row as it is named to a person; its sheet where the list has several."""
    sheet, row = place
    told = _("row %(row)d") % {"row": row}
    return f"{sheet} {told}" if len(parsed.sheets) > 1 else told


def _with_matches(rows: Sequence[CheckedRow], book: UnitBook, wishes: Wishes) -> list[CheckedRow]:
    """Propose for each new row the problem of the ledger that it names again; each of those only once."""
    new = [row for row in rows if row.is_good]
    ledger = known.ledger([row.found_on for row in new], wishes.actor)
    taken: set[int] = set()
    matches: dict[str, Match] = {}
    for row in new if ledger.problems else ():
        match = ledger.match(_problem(row, book, wishes))
        if match is not None and match.key not in taken:
            taken.add(match.key)
            matches[row.draft.key] = match
    return _each(rows, {key: {"match": match} for key, match in matches.items()})


def _each(rows: Iterable[CheckedRow], told: Mapping[str, Mapping[str, Any]]) -> list[CheckedRow]:
    """The rows with what was found of some of them; of most there is nothing, and those stay as they are."""
    return [replace(row, **told[row.draft.key]) if row.draft.key in told else row for row in rows]


def _problem(row: CheckedRow, book: UnitBook, wishes: Wishes) -> Problem:
    enterprise = concerned(row.draft, book, wishes)
    return Problem(0, row.draft.description, enterprise.pk if enterprise else 0, row.draft.found_on)
