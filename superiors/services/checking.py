"""What the check page says of a paper: what is missing, what has moved since, what is new, which files go with it."""

from accounts.models import User
from superiors.models import ListPaper
from superiors.rules.rows import MARKS, Row, counts
from superiors.services import comparing, lacking, own_files, snapshots


def of(paper: ListPaper, user: User) -> dict[str, object]:
    """All of it; of what is issued only what does not change any more."""
    rows = snapshots.rows_of(paper)
    said: dict[str, object] = {
        "counts": counts(rows),
        "rows": len(rows),
        "shown_rows": len(comparing.shown_rows(paper)),
        "changes": _changes(paper, rows),
        "taken_out": comparing.taken_out(paper),
        "own_files": own_files.named(paper),
    }
    if paper.is_issued:
        return said
    return said | {
        "unwritten": lacking.unwritten(paper),
        "without_measures": lacking.without_measures(paper),
        "moved": list(snapshots.moved(paper, user)),
    }


def _changes(paper: ListPaper, rows: list[Row]) -> list[tuple[Row, str, Row | None]]:
    """Each row that says something anew: the mark of the table, and the row as it was reported before."""
    if paper.since is None:
        return []
    new, before = comparing.changed(paper), {row.key: row for row in snapshots.rows_of(paper.since)}
    return [(row, MARKS[new[row.key]], before.get(row.key)) for row in rows if row.key in new]


def own_file(paper: ListPaper, batch: int) -> tuple[str, bytes] | None:
    """Name and bytes of the superior's file of this batch; None where none goes with the paper."""
    if paper.is_issued:
        kept = paper.own_files.filter(batch=batch).first()
        return (kept.name, bytes(kept.content)) if kept else None
    made = (file for file in own_files.filled_in(paper, batch) if file.content)
    return next(((file.name, file.content) for file in made), None)
