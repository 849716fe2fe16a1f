"""The list with a column of remarks, for whoever has to correct it."""

import io

import xlsxwriter
from django.utils.translation import gettext as _

from intake.imports.preview import KNOWN, MERGED, REFUSED, REPEATED, Preview, PreviewRow


def workbook(shown: Preview) -> bytes:
    """An .xlsx in which every value is a text, so that nothing in it is ever computed."""
    packed = io.BytesIO()
    with xlsxwriter.Workbook(packed, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet()
        wrap = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
        wrong = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@", "bg_color": "#FFF1F0"})
        head = book.add_format({"bold": True, "text_wrap": True})
        for column, heading in enumerate((_("Row"), *shown.headings, _("Remarks"))):
            sheet.write_string(0, column, heading, head)
        for line, row in enumerate(shown.rows, start=1):
            sheet.write_string(line, 0, str(row.number), wrap)
            for column, cell in enumerate(row.cells, start=1):
                sheet.write_string(line, column, cell.text, wrong if cell.is_wrong else wrap)
            sheet.write_string(line, len(row.cells) + 1, _remark(row), wrap)
        sheet.set_column(1, len(shown.headings) + 1, 18)
    return packed.getvalue()


def _remark(row: PreviewRow) -> str:
    if row.status == REFUSED:
        return "\n".join(row.messages)
    if row.status == REPEATED:
        return _("It says the same as %(place)s.") % {"place": row.repeats}
    if row.status == KNOWN:
        return _("Known already; it isn't imported again.")
    if row.status == MERGED and row.item is not None:
        return _("Seems to be %(number)s on the ledger.") % {"number": row.item.number}
    return ""
