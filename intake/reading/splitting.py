"""Several numbered problems in one cell become items of their own, each with its measures and its progress."""

from collections.abc import Iterator
from dataclasses import replace

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
    count = len(problems)
    measures, progress = counterparts(draft.measures, count), counterparts(draft.progress_text, count)
    for position, problem in enumerate(problems):
        yield replace(
            draft,
            part=position + 1,
            description=problem,
            title=numbering_words.title_of(problem),
            measures=measures[position],
            progress_text=progress[position],
        )
