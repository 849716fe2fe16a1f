"""What the import answers, in the form of contract C3."""

from collections import Counter, defaultdict
from typing import Any

from intake.imports.checking import Checked, CheckedRow
from intake.imports.pictures import kind_under
from intake.imports.questions import Question, told_of
from intake.imports.taking import Taken
from intake.reading.parsed import Draft, LeftOut, ParsedList, RowError


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
        "sheets": list(parsed.sheets),
        "deadlines": sum(draft.deadline.date is not None for draft in parsed.items),
        "undated": undated(parsed),
        "items": _items(checked),
        "unknown_units": list(checked.unknown_units),
        "errors": [_error(error) for error in checked.errors],
        "warnings": [_error(warning) for warning in parsed.warnings],
        "proposals": [_proposal(row) for row in checked.proposals],
        "left_out": [_left_out(entry) for entry in parsed.left_out],
        "questions": [_question(question) for question in checked.questions],
        "states": _states(parsed),
        "several": [
            {"sheet": draft.sheet, "row": draft.row, "problems": list(problems)} for draft, problems in parsed.several
        ],
    }


def _items(checked: Checked) -> list[dict[str, object]]:
    """Every problem of the list, with what was made of its level and its progress."""
    known = {row.draft.key: row for row in checked.rows}
    return [_item(draft, known.get(draft.key)) for draft in checked.parsed.items]


def _left_out(entry: LeftOut) -> dict[str, object]:
    return {
        "sheet": entry.sheet,
        "row": entry.row,
        "column": entry.column,
        "what": entry.what,
        "why": entry.why,
    }


def _question(question: Question) -> dict[str, object]:
    return {
        "what": str(question.what),
        "word": question.word,
        "rows": [row for _sheet, row in question.rows],
        "sheets": list(dict.fromkeys(sheet for sheet, _row in question.rows)),
        "proposal": question.proposal,
        "optional": question.is_optional,
    }


def _states(parsed: ParsedList) -> list[dict[str, object]]:
    """What each word of the progress column was understood to say."""
    rows: dict[str, list[int]] = defaultdict(list)
    says: dict[str, str] = {}
    for draft in parsed.drafts:
        rows[draft.progress_text].append(draft.row)
        says[draft.progress_text] = told_of(draft)
    return [{"word": word, "says": str(says[word]), "rows": places} for word, places in rows.items()]


def undated(parsed: ParsedList) -> dict[str, int]:
    """How often each wording stands in place of a date."""
    wordings = (draft.deadline.text for draft in parsed.items if draft.deadline.date is None)
    return dict(Counter(text for text in wordings if text))


def _item(draft: Draft, row: CheckedRow | None) -> dict[str, object]:
    deadline = draft.deadline
    return {
        "sheet": draft.sheet,
        "row": draft.row,
        "rows": list(draft.rows),
        "part": draft.part,
        "title": draft.title,
        "lead_organization": draft.lead_organization,
        "deadline": deadline.date.isoformat() if deadline.date else None,
        "deadline_text": deadline.text,
        "undated_kind": deadline.undated_kind,
        "progress_text": draft.progress_text,
        "number": draft.number,
        "level": row.level if row else None,
        "found_on": draft.found_on.isoformat() if draft.found_on else None,
        "assisting_organizations": list(draft.assisting),
        "enterprise": draft.enterprise_name,
        "responsible_person": draft.responsible_person,
        "measures": draft.measures,
        "groups": list(draft.groups),
        "place": draft.place,
        "mode_of_entry": row.entry if row else None,
        "pictures": [
            {"column": picture.heading, "kind": str(kind_under(picture.heading))} for picture in draft.pictures
        ],
    }


def _error(error: RowError) -> dict[str, object]:
    return {
        "sheet": error.sheet,
        "row": error.row,
        "column": error.column,
        "value": error.value,
        "message": error.message,
    }


def _proposal(row: CheckedRow) -> dict[str, object]:
    """A row that names an item of the ledger again."""
    match = row.match
    return (
        {
            "sheet": row.draft.sheet,
            "row": row.draft.row,
            "item": match.key,
            "similarity": match.similarity,
            "certain": match.is_certain,
        }
        if match
        else {}
    )
