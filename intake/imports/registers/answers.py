"""What became of a list of files, as one JSON object."""

from intake.imports.registers.checking import CHANGED, CheckedRegister, CheckedRow
from intake.imports.registers.questions import Question
from intake.models import ImportBatch
from intake.reading.parsed import LeftOut, RowError


def as_json(file: str, checked: CheckedRegister, batch: ImportBatch | None) -> dict[str, object]:
    """The list with its columns, rows, errors, questions and what was left out."""
    parsed, summary = checked.parsed, batch.summary if batch else {}
    return {
        "file": file,
        "kind": checked.kind.code,
        "sheet": parsed.first.grid.name,
        "sheets": [sheet.grid.name for sheet in parsed.sheets],
        "header_row": parsed.first.layout.bottom,
        "columns": parsed.columns,
        "rows": len(parsed.rows),
        **checked.counts,
        "imported": summary.get("imported", 0),
        "updated": summary.get("changed", 0),
        "items": list(map(_item, checked.rows)),
        "changes": [change for row in checked.of(CHANGED) for change in _changes(row)],
        "errors": list(map(_told, checked.errors)),
        "warnings": list(map(_told, checked.warnings)),
        "questions": list(map(_asked, checked.asking.asked.values())),
        "left_out": list(map(_left, parsed.left_out)),
    }


def _item(row: CheckedRow) -> dict[str, object]:
    item = {"row": row.row.row, "sheet": row.row.sheet, "status": row.status, **_said(row.values)}
    beside = [{"status": part.status, **_said(part.values)} for part in row.beside]
    return {**item, "beside": beside} if beside else item


def _changes(row: CheckedRow) -> list[dict[str, object]]:
    return [{"row": row.row.row, "field": each.field, "old": each.old, "new": each.new} for each in row.changes]


def _asked(question: Question) -> dict[str, object]:
    return {
        "key": question.key,
        "what": question.what,
        "field": question.field,
        "word": question.word,
        "rows": [row for _sheet, row in question.rows],
        "proposal": question.proposal,
        "optional": question.is_optional,
    }


def _said(values: dict[str, object]) -> dict[str, object]:
    """The values of a row as plain ones."""
    return {code: value if isinstance(value, bool | int) else str(value) for code, value in values.items()}


def _told(error: RowError) -> dict[str, object]:
    told = {"row": error.row, "column": error.column, "value": error.value, "message": error.message}
    return {**told, "sheet": error.sheet}


def _left(entry: LeftOut) -> dict[str, object]:
    return {"sheet": entry.sheet, "row": entry.row, "column": entry.column, "what": entry.what, "why": entry.why}
