"""What an answer says anew: beside the one that was issued before."""

from superiors.models import ListPaper
from superiors.rules.rows import Row, changes, gone
from superiors.services.snapshots import rows_of


def changed(paper: ListPaper) -> dict[str, str]:
    """What has changed of each row since the answer before, by the key of the row; nothing of a first answer."""
    return changes(rows_of(paper), rows_of(paper.since)) if paper.since else {}


def taken_out(paper: ListPaper) -> list[Row]:
    """Rows of the answer before that the list has no more."""
    return list(gone(rows_of(paper), rows_of(paper.since))) if paper.since and paper.is_answer else []


def shown_rows(paper: ListPaper) -> list[Row]:
    """The rows that the table of a paper has: all of them, or what has changed where only that is reported."""
    rows = rows_of(paper)
    if not (paper.only_changed and paper.since):
        return rows
    new = changed(paper)
    return [row for row in rows if row.key in new]
