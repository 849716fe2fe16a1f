"""An empty list to be filled in: its columns, and on a second sheet what each of them takes."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

import xlsxwriter
from django.utils.translation import gettext as _

FILLED_ROWS = 500
LONGEST_CHOICE = 255
"""A list of choices in a workbook is no longer than this."""


@dataclass(frozen=True)
class BlankColumn:
    """A column of an empty list: its heading, what its cells take, and whether a row needs it."""

    label: str
    takes: str = ""
    is_needed: bool = False
    is_day: bool = False
    choices: Sequence[str] = ()
    example: str = ""

    @property
    def said(self) -> str:
        """What its cells take, in words."""
        return _("One of: %(choices)s") % {"choices": "、".join(self.choices)} if self.choices else self.takes


def workbook(title: str, columns: Sequence[BlankColumn]) -> bytes:
    """An .xlsx that is read as it is, once rows stand in it."""
    packed = io.BytesIO()
    with xlsxwriter.Workbook(packed, {"in_memory": True, "strings_to_formulas": False}) as book:
        head = book.add_format({"bold": True, "bg_color": "#EEF1F5", "border": 1, "text_wrap": True})
        needed = book.add_format({"bold": True, "bg_color": "#FFE9B8", "border": 1, "text_wrap": True})
        text, day = book.add_format({"num_format": "@"}), book.add_format({"num_format": "yyyy-mm-dd"})
        sheet = book.add_worksheet(title)
        for place, each in enumerate(columns):
            sheet.set_column(place, place, 18, day if each.is_day else text)
            sheet.write_string(0, place, each.label, needed if each.is_needed else head)
            if each.choices and len(",".join(each.choices)) <= LONGEST_CHOICE:
                offered = {"validate": "list", "source": list(each.choices)}
                sheet.data_validation(1, place, FILLED_ROWS, place, offered)
        sheet.freeze_panes(1, 1)
        _explain(book.add_worksheet(_("How to fill it in")), columns, head)
    return packed.getvalue()


def _explain(sheet: xlsxwriter.worksheet.Worksheet, columns: Sequence[BlankColumn], head: object) -> None:
    for place, words in enumerate((_("Column of the list"), _("Must be given"), _("What it takes"), _("For example"))):
        sheet.write_string(0, place, words, head)
    for line, each in enumerate(columns, start=1):
        for place, words in enumerate((each.label, _("Yes") if each.is_needed else "", each.said, each.example)):
            sheet.write_string(line, place, words)
    sheet.set_column(0, 3, 30)
