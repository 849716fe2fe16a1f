"""The same problem twice in one list, whatever its number: taken once where nothing else differs, else asked about."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from intake.imports.questions import ALIKE_WORD, EACH, ONCE, REPEAT_WORD, About, Answers, Question
from intake.reading.fields import FIELDS, Apart
from intake.reading.parsed import Draft
from intake.rules.deadline_wording import ReadDeadline
from intake.rules.matching import normalised


@dataclass(frozen=True)
class Repeat:
    """A row that names the problem of an earlier one; the same if it differs in nothing but its number."""

    first: Draft
    again: Draft
    is_same: bool


def find(drafts: Iterable[Draft]) -> list[Repeat]:
    """Every row whose problem stands in an earlier row too: same words, same day, about the same."""
    earlier: dict[tuple[object, ...], list[Draft]] = {}
    found = []
    for draft in drafts:
        before = earlier.setdefault(_problem(draft), [])
        if before:
            same = next((each for each in before if _rest(each) == _rest(draft)), None)
            found.append(Repeat(same or before[0], draft, is_same=same is not None))
        before.append(draft)
    return found


def questions(repeats: Iterable[Repeat]) -> Iterator[Question]:
    """One question for the rows that are the same, one for those that differ beside the problem."""
    listed = list(repeats)
    for about, word, is_same, proposal in (
        (About.REPEAT, REPEAT_WORD, True, ONCE),
        (About.ALIKE, ALIKE_WORD, False, EACH),
    ):
        pairs = [each for each in listed if each.is_same == is_same]
        rows = dict.fromkeys(draft.stands_at for each in pairs for draft in (each.first, each.again))
        if rows:
            yield Question(about, word, tuple(rows), proposal, is_optional=True)


def taken_once(repeats: Iterable[Repeat], answers: Answers) -> Mapping[str, Draft]:
    """By its key each row that doesn't come in again, with the row that does: as was answered, else as proposed."""
    once = {
        True: (answers.to(About.REPEAT, REPEAT_WORD) or ONCE) == ONCE,
        False: (answers.to(About.ALIKE, ALIKE_WORD) or EACH) == ONCE,
    }
    return {each.again.key: each.first for each in repeats if once[each.is_same]}


def _problem(draft: Draft) -> tuple[object, ...]:
    """What makes two rows one problem. Another unit, place or day makes another problem of the same words."""
    return _said(draft, Apart.TWO_PROBLEMS)


def _rest(draft: Draft) -> tuple[object, ...]:
    """All else that a row says, but for its number and where it stands."""
    return tuple(map(normalised, draft.groups)), *_said(draft, Apart.ASKED)


def _said(draft: Draft, apart: Apart) -> tuple[object, ...]:
    return tuple(_plain(draft.said(field)) for field in FIELDS if field.apart == apart)


def _plain(said: object) -> object:
    """What is said, however it is written."""
    if isinstance(said, ReadDeadline):
        return said.date, _plain(said.text)
    if isinstance(said, tuple):
        return tuple(map(_plain, said))
    return normalised(said) if isinstance(said, str) else said or ""
