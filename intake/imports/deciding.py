"""A list as read with what a person has decided: the same for the command and the browser."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from intake.imports.questions import ABOVE_WORD, NO, SPLIT_WORD, STRUCK_WORD, YES, About, Answers
from intake.reading.grids import Grid
from intake.reading.parsed import Draft, LeftOut, ParsedList
from intake.reading.reading import choose
from intake.reading.splitting import taken_apart

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
    if answers.to(About.STRUCK, STRUCK_WORD) == NO:
        parsed = _without_struck(parsed)
    if answers.to(About.ABOVE, ABOVE_WORD) == YES:
        parsed = _with_leads_from_above(parsed)
    return taken_apart(parsed) if answers.to(About.SPLIT, SPLIT_WORD) == YES else parsed


def _without_struck(parsed: ParsedList) -> ParsedList:
    """The list without the rows that are struck through, which are named."""
    struck = frozenset(parsed.struck)
    why = _("The problem is struck through; it was left out as answered.")
    named = (LeftOut(sheet, "row", why, row) for sheet, row in parsed.struck)
    kept = tuple(draft for draft in parsed.drafts if draft.stands_at not in struck)
    return replace(parsed, drafts=kept, left_out=(*parsed.left_out, *named))


def _with_leads_from_above(parsed: ParsedList) -> ParsedList:
    """Rows without a unit have that of the row above, and its deadline where they have none."""
    blank, drafts = frozenset(parsed.without_lead), list[Draft]()
    for draft in parsed.drafts:
        if draft.stands_at in blank and drafts:
            above = drafts[-1]
            deadline = draft.deadline if draft.deadline.text else above.deadline
            draft = replace(
                draft, lead_organization=above.lead_organization, assisting=above.assisting, deadline=deadline
            )
        drafts.append(draft)
    return replace(parsed, drafts=tuple(drafts))
