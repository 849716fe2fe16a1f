"""Say what must be read from a list.

A table of items has the names of its columns in the first line. `-` means that nothing stands there, `?` that the
contract does not say (then it is not compared); `title` is a fragment of the item's title.
"""

from typing import Any

NAMES = {
    "row": "row",
    "no": "number",
    "title": "title",
    "lead": "lead_organization",
    "deadline": "deadline",
    "text": "deadline_text",
    "kind": "undated_kind",
}


def items(table: str) -> list[dict[str, Any]]:
    lines = [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]
    names = [NAMES[name] for name in lines[0]]
    return [item(dict(zip(names, line, strict=True))) for line in lines[1:]]


def item(written: dict[str, str]) -> dict[str, Any]:
    known = {name: value for name, value in written.items() if value != "?"}
    values = {name: None if value == "-" else value.replace("⏎", "\n") for name, value in known.items()}
    return {**values, "row": int(written["row"])}


def expect(sheet: str, header_row: int, table: str, *, errors: tuple[int, ...] = (), ask: str = "") -> dict[str, Any]:
    """Exactly these items and these refused rows; `ask` is the sheet that is asked for by name."""
    wanted = items(table)
    return {
        "ask": ask or None,
        "sheet": sheet,
        "header_row": header_row,
        "rows": len(wanted) + len(errors),
        "items": wanted,
        "errors": list(errors),
    }


def expect_at_least(sheet: str, header_row: int, table: str) -> dict[str, Any]:
    """These items; how many more there are is not said by the contract."""
    return {"ask": None, "sheet": sheet, "header_row": header_row, "items": items(table)}


def refused() -> dict[str, Any]:
    """No problem list: one clear line instead of items."""
    return {"ask": None, "refused": True}
