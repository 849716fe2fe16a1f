"""What an empty problem list asks for."""

from collections.abc import Mapping, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from inspections.states import Level, SourceKind
from intake.imports.blank_list import BlankColumn, workbook
from intake.reading import fields
from rectification.states import Mode

DAYS = frozenset({fields.DEADLINE, fields.FOUND_ON, fields.REVIEWED_ON})
KNOWN = frozenset({fields.ENTERPRISE, fields.PARK, fields.LEAD, fields.ASSISTING, fields.CATEGORY})
CHOICES: Mapping[str, Sequence[str | Promise]] = {
    fields.LEVEL: Level.labels,
    fields.SOURCE: SourceKind.labels,
    fields.MODE: Mode.labels,
}
TITLE = gettext_lazy("Problem list")
LANGUAGE = "zh-hans"


def problem_list() -> bytes:
    """An .xlsx for problems; its headings are Chinese, as in every list that units hand in."""
    with override(LANGUAGE):
        return workbook(str(TITLE), [_column(each) for each in fields.FIELDS])


def _column(each: fields.ListField) -> BlankColumn:
    return BlankColumn(
        str(each.label),
        _takes(each.code),
        is_needed=each.code == fields.DESCRIPTION,
        is_day=each.code in DAYS,
        choices=[str(label) for label in CHOICES.get(each.code, ())],
    )


def _takes(code: str) -> str:
    if code in DAYS:
        return _("A day: 2024-03-15, 2024年3月15日")
    if code in KNOWN:
        return _("A name as it is on file; what is not known is asked")
    return _("Text")
