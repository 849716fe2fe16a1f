"""One list over several sheets: which of them belong together, and why the others are left out."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from django.utils.translation import gettext as _

from intake.reading.fields import DEADLINE, DESCRIPTION, ENTERPRISE, LEAD
from intake.reading.grids import Grid, squeezed
from intake.reading.parsed import Draft, Guess, LeftOut, ParsedList

CORE_FIELDS = frozenset({DESCRIPTION, DEADLINE, LEAD, ENTERPRISE})
ALIKE = 0.5
REPEATED = 0.9


def together(lists: Sequence[ParsedList], grids: Iterable[Grid]) -> ParsedList:
    """The best of these lists with all that have its form, in the order of the sheets; every other sheet is named."""
    best = max(lists, key=_merit)
    reasons: dict[str, str] = {}
    parts = [best]
    for parsed in sorted((each for each in lists if each is not best), key=lambda each: -each.rows):
        why = _why_not(parsed, parts)
        if why:
            reasons[parsed.sheet] = why
        else:
            parts.append(parsed)
    parts.sort(key=lambda each: [entry.sheet for entry in lists].index(each.sheet))
    left_out = tuple(_sheets_left_out(grids, {part.sheet for part in parts}, reasons))
    return _joined(best, parts, left_out)


def _merit(parsed: ParsedList) -> tuple[bool, int, int]:
    fields = set(parsed.columns.values()) & CORE_FIELDS
    return parsed.rows > 0, len(fields), parsed.rows


def _why_not(parsed: ParsedList, parts: Sequence[ParsedList]) -> str:
    """Why a list is no part of the best one; empty where it is."""
    if not parsed.rows:
        return _("It holds headings but no problems.")
    if not _is_alike(parsed, parts[0]):
        return _("It is another list: its headings differ. Read it by itself.")
    known = {_words(draft) for part in parts for draft in part.drafts}
    repeated = sum(_words(draft) in known for draft in parsed.drafts)
    if repeated >= REPEATED * len(parsed.drafts) and parsed.drafts:
        return _("Its problems stand in another sheet already.")
    return ""


def _is_alike(one: ParsedList, other: ParsedList) -> bool:
    fields, others = set(filter(None, one.columns.values())), set(filter(None, other.columns.values()))
    headings, further = set(map(squeezed, one.columns)), set(map(squeezed, other.columns))
    alike = max(len(fields & others) / len(fields | others), len(headings & further) / len(headings | further))
    return alike >= ALIKE


def _words(draft: Draft) -> tuple[object, ...]:
    return draft.description, draft.enterprise_name, draft.lead_organization, draft.place, draft.deadline.text


def _sheets_left_out(grids: Iterable[Grid], taken: set[str], reasons: dict[str, str]) -> Iterator[LeftOut]:
    for grid in grids:
        if grid.name in taken:
            continue
        if not grid.is_visible:
            yield LeftOut(grid.name, "sheet", _("The sheet is hidden."))
        elif not grid.rows and grid.is_drawn:
            yield LeftOut(grid.name, "sheet", _("It holds nothing but pictures or drawings."))
        elif not grid.rows:
            yield LeftOut(grid.name, "sheet", _("The sheet is empty."))
        else:
            yield LeftOut(
                grid.name, "sheet", reasons.get(grid.name) or _("It holds no list of problems, or wasn't asked for.")
            )


def _joined(best: ParsedList, parts: Sequence[ParsedList], left_out: tuple[LeftOut, ...]) -> ParsedList:
    return replace(
        best,
        columns=_columns(best, parts),
        drafts=tuple(chain.from_iterable(part.drafts for part in parts)),
        incomplete=tuple(chain.from_iterable(part.incomplete for part in parts)),
        errors=tuple(chain.from_iterable(part.errors for part in parts)),
        warnings=tuple(chain.from_iterable(part.warnings for part in parts)),
        sheets=tuple(part.sheet for part in parts),
        left_out=(*left_out, *chain.from_iterable(part.left_out for part in parts)),
        guesses=tuple(_guesses(parts)),
        struck=tuple(chain.from_iterable(part.struck for part in parts)),
        without_lead=tuple(chain.from_iterable(part.without_lead for part in parts)),
        hidden_rows=frozenset(chain.from_iterable(part.hidden_rows for part in parts)),
    )


def _columns(best: ParsedList, parts: Iterable[ParsedList]) -> dict[str, str | None]:
    """The headings of all sheets; the first that gives one a meaning decides, before all the best list."""
    columns: dict[str, str | None] = dict(best.columns)
    for part in parts:
        columns |= {name: field for name, field in part.columns.items() if columns.get(name) is None}
    return columns


def _guesses(parts: Iterable[ParsedList]) -> Iterator[Guess]:
    """A heading that is guessed in several sheets is one guess, over the rows of all of them."""
    alike: dict[str, list[Guess]] = {}
    for guess in chain.from_iterable(part.guesses for part in parts):
        alike.setdefault(guess.heading, []).append(guess)
    for same in alike.values():
        yield replace(same[-1], rows=tuple(chain.from_iterable(guess.rows for guess in same)))
