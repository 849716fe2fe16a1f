"""A list as a workbook: row by row from the database, text always as text, never as a formula."""

import tempfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any

import xlsxwriter
from django.utils import timezone

FORMULA_STARTS = tuple("=+-@\t\r\x00＝＋－＠")
WIDTH = 18


def workbook_of(rows: Iterable[Sequence[Any]], *, heading: str, columns: Sequence[str]) -> IO[bytes]:
    """The rows under a heading and the names of the columns, as a temporary file at its beginning."""
    # The caller answers with the file, which closes it.
    out = tempfile.TemporaryFile()  # noqa: SIM115
    book = xlsxwriter.Workbook(out, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    formats = _formats(book)
    sheet = book.add_worksheet()
    sheet.set_column(0, len(columns) - 1, WIDTH)
    sheet.write_string(0, 0, heading, formats["title"])
    for place, name in enumerate(columns):
        sheet.write_string(1, place, str(name), formats["head"])
    sheet.freeze_panes(2, 1)
    for number, values in enumerate(rows, start=2):
        for place, value in enumerate(values):
            _write(sheet, number, place, value, formats)
    book.close()
    out.seek(0)
    return out


def _formats(book: Any) -> dict[str, Any]:
    return {
        "title": book.add_format({"bold": True, "font_size": 12}),
        "head": book.add_format({"bold": True, "bg_color": "#EEF1F5", "border": 1, "text_wrap": True}),
        "date": book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"}),
        "text": book.add_format({"text_wrap": True, "valign": "top"}),
        # The quote prefix keeps a text that begins like a formula a text when the cell is edited.
        "quoted": book.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True}),
    }


def _write(sheet: Any, row: int, place: int, value: Any, formats: dict[str, Any]) -> None:
    if value is None or value == "":
        return
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    if isinstance(value, date):
        sheet.write_datetime(row, place, value, formats["date"])
    elif isinstance(value, int | Decimal) and not isinstance(value, bool):
        sheet.write_number(row, place, value)
    else:
        text = str(value)
        sheet.write_string(row, place, text, formats["quoted"] if text.startswith(FORMULA_STARTS) else formats["text"])
