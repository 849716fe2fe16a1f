"""What the import answers, in the form of contract C3."""

from collections import Counter
from typing import Any

from rectification.imports.checking import CheckedRow
from rectification.imports.parsed import Draft, ParsedList, RowError
from rectification.imports.taking import Taken


def as_json(file_name: str, taken: Taken) -> dict[str, Any]:
    """The one JSON object of `import_ledger --json`."""
    parsed, checked = taken.checked.parsed, taken.checked
    return {
        "file": file_name,
        "sheet": parsed.sheet,
        "header_row": parsed.header_row,
        "columns": parsed.columns,
        "rows": parsed.rows,
        "imported": taken.imported,
        "duplicates": checked.duplicates,
        "merged_sources": taken.merged,
        "deadlines": sum(draft.deadline.date is not None for draft in parsed.items),
        "undated": undated(parsed),
        "items": [_item(draft) for draft in parsed.items],
        "unknown_units": list(checked.unknown_units),
        "errors": [_error(error) for error in checked.errors],
        "warnings": [_error(warning) for warning in parsed.warnings],
        "proposals": [_proposal(row) for row in checked.proposals],
    }


def undated(parsed: ParsedList) -> dict[str, int]:
    """How often each wording stands in place of a date."""
    wordings = (draft.deadline.text for draft in parsed.items if draft.deadline.date is None)
    return dict(Counter(text for text in wordings if text))


def _item(draft: Draft) -> dict[str, Any]:
    deadline = draft.deadline
    return {
        "row": draft.row,
        "title": draft.title,
        "lead_organization": draft.lead_organization,
        "deadline": deadline.date.isoformat() if deadline.date else None,
        "deadline_text": deadline.text,
        "undated_kind": deadline.undated_kind,
        "progress_text": draft.progress_text,
        "number": draft.number,
    }


def _error(error: RowError) -> dict[str, Any]:
    return {"row": error.row, "column": error.column, "value": error.value, "message": error.message}


def _proposal(row: CheckedRow) -> dict[str, Any]:
    """A row that names an item of the ledger again."""
    match = row.match
    return (
        {"row": row.draft.row, "item": match.key, "similarity": match.similarity, "certain": match.is_certain}
        if match
        else {}
    )
