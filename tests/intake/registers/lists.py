"""Small lists of files for tests."""

from accounts.models import User
from intake.imports.registers import kinds
from intake.imports.registers.book import Book
from intake.imports.registers.checking import CheckedRegister, check
from intake.imports.registers.questions import Asking
from intake.imports.registers.taking import take
from intake.models import ImportBatch
from intake.reading.grids import Area, Grid, read_value
from intake.reading.registers import ParsedRegister, read_register
from intake.services.importing import ListGiven

GOOD_CODE = "91420100MA4KLR9R91"
"""Made up; its check sign fits."""


def grid(*rows, merged=(), name="名录") -> Grid:
    """A sheet of these rows; `merged` are corners, top, left, bottom, right."""
    width = max(map(len, rows))
    cells = tuple(tuple(read_value(value) for value in (*row, *[None] * (width - len(row)))) for row in rows)
    return Grid(name, cells, tuple(Area(*corners) for corners in merged))


def read(kind_code: str, *grids: Grid, **options) -> ParsedRegister:
    kind = kinds.named(kind_code)
    return read_register(grids, kind.fields, kind.key, **options)


def checked(kind_code: str, actor: User, *grids: Grid, proposals: bool = True, answers=None) -> CheckedRegister:
    parsed = read(kind_code, *grids)
    return check(parsed, kinds.named(kind_code), Book(actor), Asking(answers or {}, takes_proposals=proposals))


def brought(kind_code: str, actor: User, *grids: Grid, changes=None, answers=None) -> ImportBatch:
    list_ = checked(kind_code, actor, *grids, answers=answers)
    return take(list_, ListGiven("名录.xlsx", "0" * 64, ""), actor=actor, changes=changes)


def messages(list_: CheckedRegister) -> list[tuple[int, str, str]]:
    """The errors by row, column and sentence."""
    return [(error.row, error.column, error.message) for error in list_.errors]
