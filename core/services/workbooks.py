"""A list as a workbook: row by row from the database, text always as text, never as a formula."""

import re
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import IO

import xlsxwriter
from django.utils import timezone
from django.utils.translation import gettext as _
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from core import clock

FORMULA_STARTS = tuple("=+-@\t\r\x00＝＋－＠")
WIDTH = 18
LINE, MOST_LINES = 17, 24
"""Height of a line in points; a row is at most 409 points high."""
A3, PRINT_GRIDLINES = 8, 0
"""Numbers of the format: a size of paper, and 'hide no lines, on paper either'."""
LONGEST_HEADER = 200
LONGEST_SHEET_NAME = 31


def new_book(out: IO[bytes]) -> xlsxwriter.Workbook:
    """An empty workbook, to be written row by row; it says by the house's clock when it was made."""
    book = xlsxwriter.Workbook(out, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": clock.now().astimezone(UTC).replace(tzinfo=None)})
    return book


def workbook_of(
    rows: Iterable[Sequence[object]], *, heading: str, columns: Sequence[str], widths: Sequence[int] = ()
) -> IO[bytes]:
    """The rows under a heading and the names of the columns, as a temporary file at its beginning."""
    # The caller answers with the file, which closes it.
    out = tempfile.TemporaryFile()  # noqa: SIM115
    book = new_book(out)
    formats = _formats(book)
    sheet = book.add_worksheet(sheet_name(heading))
    wide = list(widths) or [WIDTH] * len(columns)
    sheet.write_string(0, 0, heading, formats["title"])
    sheet.set_row(1, row_height(columns, wide))
    for place, name in enumerate(columns):
        sheet.set_column(place, place, wide[place])
        sheet.write_string(1, place, str(name), formats["head"])
    sheet.freeze_panes(2, 1)
    number = 1
    for number, values in enumerate(rows, start=2):
        sheet.set_row(number, row_height(values, wide))
        for place, value in enumerate(values):
            _write(sheet, number, place, value, formats)
    for_paper(sheet, heading, last=(number, len(columns) - 1))
    book.close()
    out.seek(0)
    return out


@dataclass(frozen=True)
class Sheet:
    """A sheet that is filled in and read again: its columns in the first row, its rows below."""

    name: str
    columns: Sequence[str]
    rows: Iterable[Sequence[object]]


def workbook_of_sheets(sheets: Iterable[Sheet]) -> IO[bytes]:
    """Several sheets as a temporary file at its beginning."""
    # The caller answers with the file, which closes it.
    out = tempfile.TemporaryFile()  # noqa: SIM115
    book = new_book(out)
    formats = _formats(book)
    for each in sheets:
        sheet = book.add_worksheet(each.name)
        sheet.set_column(0, len(each.columns) - 1, WIDTH)
        sheet.freeze_panes(1, 1)
        for place, name in enumerate(each.columns):
            sheet.write_string(0, place, name, formats["head"])
        for number, values in enumerate(each.rows, start=1):
            for place, value in enumerate(values):
                _write(sheet, number, place, value, formats)
    book.close()
    out.seek(0)
    return out


def sheet_name(heading: str) -> str:
    """The name of a list's sheet: the first words of its heading, without the signs that a sheet's name can't have."""
    first = re.split(r"[\s·:：\[\]*?/\\]", heading.strip(), maxsplit=1)[0]
    return first.strip("'")[:LONGEST_SHEET_NAME] or _("List")


def row_height(values: Sequence[object], widths: Sequence[int]) -> int:
    """The height at which the longest text of a row is seen whole: not every program finds it by itself."""
    lines = 1
    for value, width in zip(values, widths, strict=True):
        if isinstance(value, str) and 2 * len(value) >= width:
            signs = len(value) if value.isascii() else 2 * len(value)
            lines = max(lines, -(-signs // (width - 1)) + value.count("\n"))
    return LINE * min(lines, MOST_LINES)


def for_paper(sheet: Worksheet, heading: str, *, last: tuple[int, int], pages_across: int = 1) -> None:
    """A3 across, with the heading over each page, the heads over its columns, and its own number.

    `last` is the row and the column that end the list. Where all columns stand on several pages side by side,
    each has the first column too.
    """
    sheet.set_landscape()
    sheet.set_paper(A3)
    sheet.fit_to_pages(pages_across, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
    # The first row would be cut where a page repeats its first column alone.
    sheet.print_area(1, 0, *last)
    sheet.repeat_rows(1)
    if pages_across > 1:
        sheet.repeat_columns(0)
    sheet.hide_gridlines(PRINT_GRIDLINES)
    sheet.set_header("&C" + heading[:LONGEST_HEADER].replace("&", "&&"))
    sheet.set_footer("&C&P / &N")


def _formats(book: xlsxwriter.Workbook) -> dict[str, Format]:
    return {
        "title": book.add_format({"bold": True, "font_size": 12}),
        "head": book.add_format({"bold": True, "bg_color": "#EEF1F5", "border": 1, "text_wrap": True}),
        "date": book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"}),
        "text": book.add_format({"text_wrap": True, "valign": "top"}),
        # The quote prefix keeps a text that begins like a formula a text when the cell is edited.
        "quoted": book.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True}),
    }


def _write(sheet: Worksheet, row: int, place: int, value: object, formats: Mapping[str, Format]) -> None:
    if value is None or value == "":
        return
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    if isinstance(value, date):
        sheet.write_datetime(row, place, value, formats["date"])
    elif isinstance(value, int | Decimal) and not isinstance(value, bool):
        sheet.write_number(row, place, value, formats["text"])
    else:
        text = str(value)
        sheet.write_string(row, place, text, formats["quoted"] if text.startswith(FORMULA_STARTS) else formats["text"])
