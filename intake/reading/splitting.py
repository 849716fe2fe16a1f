"""Several numbered problems in one cell become items of their own, each with its own part of the texts beside them."""

from collections.abc import Iterator
from dataclasses import replace

from intake.reading.fields import TEXTS
from intake.reading.parsed import Draft, ParsedList
from intake.rules import numbering_words
from intake.rules.numbered_problems import counterparts


def taken_apart(parsed: ParsedList) -> ParsedList:
    """The list with one item for each numbered problem."""
    several = {draft.stands_at: problems for draft, problems in parsed.several}
    drafts = (part for draft in parsed.drafts for part in _parts(draft, several.get(draft.stands_at, ())))
    return replace(parsed, drafts=tuple(drafts))


def _parts(draft: Draft, problems: tuple[str, ...]) -> Iterator[Draft]:
    if not problems:
        yield draft
        return
    parts = {each.code: counterparts(draft.texts.get(each.code, ""), len(problems)) for each in TEXTS if each.is_split}
    for position, problem in enumerate(problems):
        yield replace(
            draft,
            part=position + 1,
            description=problem,
            title=numbering_words.title_of(problem),
            texts={**draft.texts, **{code: texts[position] for code, texts in parts.items()}},
        )
