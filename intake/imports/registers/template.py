"""An empty list of a kind to be filled in: its columns, and on a second sheet what each of them takes."""

import io

import xlsxwriter
from django.utils.translation import gettext as _

from intake.imports.registers.kinds import RegisterKind
from intake.reading.register_fields import RegisterField, Type

FILLED_ROWS = 500
LONGEST_CHOICE = 255
"""A list of choices in a workbook is no longer than this."""


def workbook(kind: RegisterKind) -> bytes:
    """An .xlsx that is read as it is, once rows stand in it."""
    packed = io.BytesIO()
    with xlsxwriter.Workbook(packed, {"in_memory": True, "strings_to_formulas": False}) as book:
        head = book.add_format({"bold": True, "bg_color": "#EEF1F5", "border": 1, "text_wrap": True})
        needed = book.add_format({"bold": True, "bg_color": "#FFE9B8", "border": 1, "text_wrap": True})
        text, day = book.add_format({"num_format": "@"}), book.add_format({"num_format": "yyyy-mm-dd"})
        sheet = book.add_worksheet(str(kind.label))
        for place, each in enumerate(kind.own_fields):
            sheet.set_column(place, place, 18, day if each.type == Type.DAY else text)
            sheet.write_string(0, place, str(each.label), needed if each.is_required else head)
            choices = _choices(kind, each)
            if choices and len(",".join(choices)) <= LONGEST_CHOICE:
                sheet.data_validation(1, place, FILLED_ROWS, place, {"validate": "list", "source": choices})
        sheet.freeze_panes(1, 1)
        _explain(book.add_worksheet(_("How to fill it in")), kind, head)
    return packed.getvalue()


def _explain(sheet: xlsxwriter.worksheet.Worksheet, kind: RegisterKind, head: object) -> None:
    for place, words in enumerate((_("Column of the list"), _("Must be given"), _("What it takes"), _("For example"))):
        sheet.write_string(0, place, words, head)
    for line, each in enumerate(kind.own_fields, start=1):
        said = (str(each.label), _("Yes") if each.is_required else "", _takes(kind, each), each.example)
        for place, words in enumerate(said):
            sheet.write_string(line, place, words)
    sheet.set_column(0, 3, 30)


def _takes(kind: RegisterKind, each: RegisterField) -> str:
    choices = _choices(kind, each)
    if choices:
        return _("One of: %(choices)s") % {"choices": "、".join(choices)}
    if each.units:
        return _("A number, with its unit in the cell or the heading: %(units)s") % {"units": "、".join(each.units)}
    return {
        Type.DAY: _("A day: 2024-03-15, 2024年3月15日"),
        Type.WHOLE: _("A whole number"),
        Type.CREDIT_CODE: _("18 signs, its check sign is tested"),
        Type.LOOKED_UP: _("A name as it is on file; what is not known is asked"),
        Type.PHONE: _("A phone number"),
        Type.PERSON: _("A name"),
    }.get(each.type, _("Text"))


def _choices(kind: RegisterKind, each: RegisterField) -> list[str]:
    if each.type == Type.YES_NO:
        return [_("Yes"), _("No")]
    options = kind.options.get(each.code)
    return [str(option.label) for option in options()] if options else []
