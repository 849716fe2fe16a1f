"""What the words of a list leave open: asked once for each word, with a proposal, never given the harmless meaning."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from core.errors import DomainError
from inspections.states import Level
from intake.reading.fields import CODES
from intake.reading.parsed import Draft, ParsedList, Place
from intake.rules import level_words, progress_words
from intake.rules.progress_words import SAYS_DONE, Says
from rectification.states import Entry

YES, NO, NONE, NEW = "yes", "no", "none", "new"
LEAVE = "leave"
"""In the browser: the rows of this word stay out, knowingly."""
DONE_WORD, SPLIT_WORD = "done", "split"
REPEAT_WORD, ALIKE_WORD = "repeat", "alike"
ONCE, EACH = "once", "each"
STRUCK_WORD, ABOVE_WORD = "struck", "above"
REVIEW = "review"


class About(StrEnum):
    """What a question is about."""

    LEVEL = "level"
    STATE = "state"
    UNIT = "unit"
    COLUMN = "column"
    DONE = "done"
    SPLIT = "split"
    REPEAT = "repeat"
    ALIKE = "alike"
    STRUCK = "struck"
    ABOVE = "above"


_ENTRIES = frozenset({*Entry, REVIEW})
_CODES: Mapping[About, frozenset[str]] = {
    About.LEVEL: frozenset(Level),
    About.STATE: _ENTRIES,
    About.DONE: _ENTRIES,
    About.SPLIT: frozenset({YES, NO}),
    About.REPEAT: frozenset({ONCE, EACH}),
    About.ALIKE: frozenset({ONCE, EACH}),
    About.STRUCK: frozenset({YES, NO}),
    About.ABOVE: frozenset({YES, NO}),
    About.COLUMN: frozenset({*CODES, NONE}),
}


@dataclass(frozen=True)
class Question:
    """A word that can be meant in more than one way, where it stands, and what is proposed."""

    what: About
    word: str
    rows: tuple[Place, ...]
    proposal: str
    is_optional: bool = False

    @property
    def key(self) -> str:
        return f"{self.what}:{self.word}"


@dataclass(frozen=True)
class Answers:
    """What a person has said: a code for a word, or for a word in one of its meanings (`level:高`)."""

    given: Mapping[str, str]

    def to(self, what: About, word: str) -> str | None:
        """The answer to a question; None where it is open yet."""
        answer = self.given.get(f"{what}:{word}") or self.given.get(word)
        codes = _CODES.get(what)
        return answer if answer and (codes is None or answer in codes) else None

    def entry(self, what: About, word: str) -> Entry | None:
        answer = self.to(what, word)
        return None if answer is None else Entry.FOR_REVIEW if answer == REVIEW else Entry(answer)

    @property
    def mapping(self) -> dict[str, str | None]:
        """What was said of the columns: heading → field."""
        columns = ((word.removeprefix(f"{About.COLUMN}:"), code) for word, code in self.given.items())
        return {word: None if code == NONE else code for word, code in columns if code in _CODES[About.COLUMN]}


def is_code(code: str) -> bool:
    """Whether any question but one about a unit takes this answer."""
    return any(code in codes for codes in _CODES.values())


NO_ANSWERS = Answers({})


def read_answers(texts: Iterable[str]) -> Answers:
    """WORD=CODE, as the command takes it. Raises DomainError for what isn't that."""
    given = {}
    for text in texts:
        word, sign, code = text.rpartition("=")
        if not sign or not word or not code:
            raise DomainError(_("“%(text)s” is no answer; write WORD=CODE.") % {"text": text}, "answer")
        given[word] = code if code not in {level.lower() for level in Level} else code.upper()
    return Answers(given)


def level_of(draft: Draft, answers: Answers) -> Level | None:
    """The level of an item: as its words say, as was answered; None where it is open. No word at all is general."""
    if not draft.level_text:
        return Level.GENERAL
    known = level_words.level_in(draft.level_text, draft.level_heading)
    answer = answers.to(About.LEVEL, draft.level_text)
    if known or answer:
        return known or Level(answer or "")
    return level_words.proposal(draft.level_text) if level_words.may_stay_unanswered(draft.level_text) else None


def told_of(draft: Draft) -> Says:
    """What a row says of its progress; where its progress column is empty, its re-inspection speaks."""
    told = progress_words.says(draft.progress_text, draft.progress_heading)
    if told == Says.NOTHING and draft.review_result:
        reviewed = progress_words.says(draft.review_result)
        return reviewed if reviewed != Says.UNSURE else told
    return told


def entry_of(draft: Draft, answers: Answers, done: Entry) -> Entry | None:
    """How a row comes onto the ledger; None where a word of its progress is open.

    What was only stopped for now comes in open, whatever its list says of it (浙安委〔2019〕11号).
    """
    told = told_of(draft)
    is_open = told == Says.UNSURE
    entry = answers.entry(About.STATE, draft.progress_text) if is_open else progress_words.entry(told, done)
    return Entry.OPEN if entry and draft.is_stopped else entry


def of_list(parsed: ParsedList) -> Iterator[Question]:
    """Everything that a list leaves open, whatever has been answered; the units are asked of the ledger."""
    for guess in parsed.guesses:
        yield Question(About.COLUMN, guess.heading, guess.rows, guess.field)
    yield from _of_words(parsed.drafts)
    done = tuple(draft.stands_at for draft in parsed.drafts if told_of(draft) in SAYS_DONE)
    if done:
        yield Question(About.DONE, DONE_WORD, done, REVIEW, is_optional=True)
    if parsed.struck:
        yield Question(About.STRUCK, STRUCK_WORD, parsed.struck, NO, is_optional=True)
    if parsed.without_lead:
        yield Question(About.ABOVE, ABOVE_WORD, parsed.without_lead, YES, is_optional=True)
    several = tuple(draft.stands_at for draft, _problems in parsed.several)
    if several:
        yield Question(About.SPLIT, SPLIT_WORD, several, YES, is_optional=True)


def _of_words(drafts: Sequence[Draft]) -> Iterator[Question]:
    """Words for a level or for the progress that can be meant in more than one way."""
    unknown = [draft for draft in drafts if _is_unknown_level(draft)]
    for word, places in _by_word((draft.level_text, draft) for draft in unknown):
        optional = level_words.may_stay_unanswered(word)
        yield Question(About.LEVEL, word, places, level_words.proposal(word), optional)
    unsure = [draft for draft in drafts if told_of(draft) == Says.UNSURE]
    for word, places in _by_word((draft.progress_text, draft) for draft in unsure):
        yield Question(About.STATE, word, places, progress_words.proposal(word))


def _is_unknown_level(draft: Draft) -> bool:
    return bool(draft.level_text) and level_words.level_in(draft.level_text, draft.level_heading) is None


def _by_word(words: Iterable[tuple[str, Draft]]) -> Iterator[tuple[str, tuple[Place, ...]]]:
    found: dict[str, dict[Place, None]] = defaultdict(dict)
    for word, draft in words:
        found[word][draft.stands_at] = None
    return ((word, tuple(places)) for word, places in found.items())
