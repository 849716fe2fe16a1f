"""A list as read with what a person has decided: the same for the command and the browser."""

from collections.abc import Mapping, Sequence

from rectification.imports.grids import Grid
from rectification.imports.parsed import ParsedList
from rectification.imports.questions import SPLIT_WORD, YES, About, Answers
from rectification.imports.reading import choose
from rectification.imports.splitting import taken_apart

Mapped = Mapping[str, str | None]


def read_decided(
    grids: Sequence[Grid], answers: Answers, *, sheet: str | None = None, mapping: Mapped | None = None
) -> ParsedList:
    """The list with its columns and its cells of several problems as was answered. Raises UnreadableFileError."""
    parsed = choose(grids, mapping, sheet)
    headings = {question.heading for question in parsed.guesses}
    said = {heading: field for heading, field in answers.mapping.items() if heading in headings}
    if said:
        parsed = choose(grids, {**(mapping or {}), **said}, sheet)
    return taken_apart(parsed) if answers.to(About.SPLIT, SPLIT_WORD) == YES else parsed
