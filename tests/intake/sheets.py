"""Small workbooks for tests: a list of rows becomes a file."""

import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from openpyxl import Workbook

HEADING = ("序号", "问题描述", "排查日期", "企业名称", "责任单位", "配合单位", "整改措施", "整改时限")


def save(path: Path, rows: Iterable[Sequence[object]], *, merged: Sequence[str] = (), sheet: str = "问题清单") -> Path:
    """Write the rows to one sheet."""
    book = Workbook()
    book.active.title = sheet
    for row in rows:
        book.active.append(list(row))
    for area in merged:
        book.active.merge_cells(area)
    book.save(path)
    return path


def ledger(path: Path, *rows: Sequence[object]) -> Path:
    """A list under the usual heading."""
    return save(path, [HEADING, *rows])


def repacked(path: Path, changes: dict[str, bytes]) -> Path:
    """The workbook with some of its parts replaced or added."""
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in {**parts, **changes}.items():
            packed.writestr(name, content)
    return path
