"""Compare what was read with what was expected, without regard to blanks and line breaks."""

import re
from collections.abc import Iterable
from typing import Any


def squeezed(text: Any) -> str:
    return re.sub(r"\s+", "", str(text or ""))


def seen(draft: Any) -> dict[str, str | None]:
    """The compared values of a draft, under the names of the contract."""
    day = draft.deadline.date
    return {
        "number": squeezed(draft.number),
        "title": squeezed(draft.title),
        "lead_organization": squeezed(draft.lead_organization),
        "deadline": day.isoformat() if day else "",
        "deadline_text": squeezed(draft.deadline.text),
        "undated_kind": squeezed(draft.deadline.undated_kind),
    }


def differences(drafts: Iterable[Any], wanted: list[dict[str, Any]]) -> list[str]:
    """One line for each value that is not as expected, and for each item that is missing."""
    found = {draft.row: seen(draft) for draft in drafts}
    lines = []
    for item in wanted:
        if item["row"] in found:
            lines += compared(found[item["row"]], item)
        else:
            lines.append(f"row {item['row']}: not read")
    return lines


def compared(found: dict[str, str | None], item: dict[str, Any]) -> list[str]:
    lines = []
    for name in item.keys() - {"row"}:
        wanted, value = squeezed(item[name]), found[name]
        agrees = wanted in str(value) if name == "title" else wanted == value
        if not agrees:
            lines.append(f"row {item['row']}: {name} is {value!r}, not {wanted!r}")
    return lines
