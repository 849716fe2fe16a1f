"""证照 in a list of enterprises: columns that say number, days and issuer of a kind of permit."""

import csv
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.apps import apps
from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from intake.imports.registers.cells import ReadRow
from intake.imports.registers.kinds import Beside, text_in
from intake.imports.registers.permit_words import AUTHORITY, ISSUED, MEANS, NUMBER, UNTIL
from intake.reading.register_fields import RegisterField, Type
from intake.rules import register_values
from intake.rules.register_values import OddValueError

_THERE = re.compile(r"是|有|已|√|✓|✔|(?:已|具备|持有|已经)?(?:取得|办理|领取|办|取证|办结|具备|持有)")
_NOT_THERE = re.compile(
    r"否|没有|×|✗|不(?:涉及|需要|需办理?|适用)|未(?:取得|办理|办|领取)|(?:正在)?(?:办理|申办|申请)中|正在办理"
)
_WITH_ITS_END = re.compile(r"(.+?)[\s,，;；、(（]*有效期限?(?:至|到|止|为)?[:：]?\s*(.+?)[)）]?")
_END = rf"(?:(?:及|和|与)?{UNTIL})?"
_LABELS = {
    "valid_until": (gettext_lazy("Valid until"), Type.DAY),
    "issued_on": (gettext_lazy("Issued on"), Type.DAY),
    "authority": (gettext_lazy("Authority"), Type.TEXT),
    "number": (gettext_lazy("Number"), Type.TEXT),
}


@cache
def _catalogue() -> dict[str, tuple[str, str]]:
    """The kinds of permits of enterprises by their codes, in both languages."""
    path = Path(apps.get_app_config("enterprises").path) / "catalogs" / "permit_kinds.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["scope"] == "enterprise"]
    return {row["code"]: (row["name_zh"], row["name_en"]) for row in rows}


def _name(code: str) -> str:
    chinese, english = _catalogue()[code]
    return english if (get_language() or "").startswith("en") else chinese


_lazy_name = lazy(_name, str)


def _headed(code: str) -> str:
    """How headings call a kind of permit: its words, without what stands after them in a cell."""
    words = MEANS.get(code) or re.escape(_catalogue()[code][0])
    return (
        "(?:"
        + re.sub(r"\.\*(?=\||$)", "(?:危险化学品|危化品|回执|报告|使用登记证?)?", words).replace(".*", ".{0,6}")
        + ")"
    )


def fields() -> Iterator[RegisterField]:
    """Of each kind of permit four columns; a heading that only names a licence (…证) holds its number."""
    for code in _catalogue():
        head = _headed(code)
        number = rf"{head}(?:备案|许可)?{NUMBER}{_END}|(?=.*证$){head}"
        yield _column(code, "valid_until", rf"{head}{UNTIL}", UNTIL)
        yield _column(code, "issued_on", rf"{head}{ISSUED}", ISSUED)
        yield _column(code, "authority", rf"{head}{AUTHORITY}", AUTHORITY)
        yield _column(code, "number", number, rf"(?:许可证|证书|证照|证件)?{NUMBER}")


def _column(code: str, field: str, words: str, after: str) -> RegisterField:
    label, of = _LABELS[field]
    title = format_lazy("{}·{}", _lazy_name(code), label)
    return RegisterField(f"{code}.{field}", title, words, of, at_end=field == "valid_until", part=code, after=after)


def reads(read: ReadRow) -> bool:
    """Whether there is such a permit: its number or its last day is said. 有 and √ are no number."""
    number = text_in(read.values, "number")
    if _THERE.fullmatch(number):
        del read.values["number"]
        read.warn("number", _("It says only that there is one; its number stays empty."))
    elif _NOT_THERE.fullmatch(number):
        del read.values["number"]
    elif found := _WITH_ITS_END.fullmatch(number):
        read.values["number"] = found[1]
        _read_end(read, found[2])
    return any(read.values.get(code) for code in ("number", "valid_until")) or bool(read.errors)


def _read_end(read: ReadRow, words: str) -> None:
    """The last day that stands in the cell of the number; a column of its own goes first."""
    if "valid_until" in read.values:
        return
    try:
        found = register_values.day_of(words, at_end=True)
    except OddValueError as odd:
        read.refuse("number", str(odd))
        return
    if found.day is not None:
        read.values["valid_until"] = found.day


PERMITS_BESIDE = Beside("permits", "kind", gettext_lazy("Permits"), reads)
