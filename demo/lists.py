"""名录: a list of enterprises that has come in: it says of their files what no field of these takes."""

import hashlib
import io
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import xlsxwriter

from core import clock
from demo.county import County
from demo.timelines import COUNTY_TIME
from enterprises.models import Enterprise
from intake.imports.registers import kinds
from intake.imports.registers.book import Book
from intake.imports.registers.checking import check
from intake.imports.registers.questions import Asking
from intake.imports.registers.taking import take
from intake.reading.registers import read_register
from intake.reading.workbooks import read_grids
from intake.services.importing import ListGiven

LISTED = 8
DAYS_AGO = 40
NAME = "化工企业基本情况一览表.xlsx"
HEADING = ("序号", "企业名称", "统一社会信用代码", "建厂年份", "占地面积（亩）", "班制")


def bring_list(county: County, enterprises: Sequence[Enterprise], today: date) -> None:
    """Let the coordinator bring a list of the first enterprises, some weeks ago."""
    content = _workbook(enterprises[:LISTED])
    with TemporaryDirectory() as folder, clock.at(_morning(today - timedelta(days=DAYS_AGO))):
        path = Path(folder) / NAME
        path.write_bytes(content)
        kind, actor = kinds.named("enterprises"), county.logins["coordinator"]
        assert kind is not None
        parsed = read_register(read_grids(path), kind.fields, kind.key)
        checked = check(parsed, kind, Book(actor), Asking({}, takes_proposals=True))
        told = (NAME, hashlib.sha256(content).hexdigest(), parsed.first.grid.name, parsed.title)
        take(checked, ListGiven(*told, path=path, content=content), actor=actor)


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(9, 20), COUNTY_TIME)


def _workbook(enterprises: Sequence[Enterprise]) -> bytes:
    packed = io.BytesIO()
    with xlsxwriter.Workbook(packed, {"in_memory": True}) as book:
        # The same bytes for the same day, whenever it is made.
        book.set_properties({"created": datetime(2026, 1, 1)})  # noqa: DTZ001 - the format knows no zones
        sheet = book.add_worksheet("企业")
        sheet.write_string(0, 0, "化工企业基本情况一览表")
        for row, values in enumerate((HEADING, *map(_row, enumerate(enterprises, start=1))), start=1):
            sheet.write_row(row, 0, values)
    return packed.getvalue()


def _row(numbered: tuple[int, Enterprise]) -> tuple[object, ...]:
    number, enterprise = numbered
    shifts = ("四班三运转", "三班两运转")[number % 2]
    return number, enterprise.name, enterprise.credit_code, 2003 + 2 * number, 60 + 35 * number, shifts
