"""Files that must not be parsed (security S44): one clear line, quickly, and no harm."""

import time
import warnings
import zipfile
from pathlib import Path

import pytest

from core.bounded.packages import NAMES
from intake.reading.bounded import read_apart
from intake.reading.opening import check
from intake.reading.refusals import UnreadableFileError
from intake.reading.workbooks import read_grids
from tests.core.hostile_packages import STRAY_NAMES
from tests.intake.sheets import ledger, repacked

pytestmark = pytest.mark.req("S44")
SHEET = "xl/worksheets/sheet1.xml"
ROW = (1, "阀门泄漏", None, "恒泽公司", "恒泽公司", None, None, "2022年6月")
SHEET_XML = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData>%s</worksheet>'


def with_parts(folder: Path, parts: dict[str, bytes]) -> Path:
    return repacked(ledger(folder / "list.xlsx", ROW), parts)


def far_cell(place: bytes) -> bytes:
    return SHEET_XML % (b'<row><c r="%s"><v>1</v></c></row>' % place, b"")


BILLION = (
    b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;">]><worksheet>&b;</worksheet>'
)
EXTERNAL = b'<?xml version="1.0"?><!DOCTYPE x SYSTEM "file:///etc/passwd"><worksheet/>'
HOSTILE = {
    "billion laughs": {SHEET: BILLION},
    "external entity": {SHEET: EXTERNAL},
    "entity in the texts": {"xl/sharedStrings.xml": BILLION},
    "entity in the workbook": {"xl/workbook.xml": BILLION},
    "declaration behind much text": {SHEET: b"<a>" + b" " * 5_000_000 + b"<!DOCTYPE x>"},
    "another encoding": {SHEET: "<!DOCTYPE x []><worksheet/>".encode("utf-16")},
    "a cell far to the right and below": {SHEET: far_cell(b"XFD1048576")},
    "a cell far below": {SHEET: far_cell(b"A1048576")},
    "a cell far to the right": {SHEET: far_cell(b"XFD1")},
    "zip bomb": {"xl/media/image1.bin": b"\0" * 150_000_000},
    "tightly packed texts": {"xl/sharedStrings.xml": b"<sst>" + b"<si><t>a</t></si>" * 2_000_000},
    "macros": {"xl/vbaProject.bin": b"x"},
    "two thousand and one parts": {f"xl/part{number}.xml": b"<a/>" for number in range(2001)},
    "too many merged cells": {SHEET: SHEET_XML % (b"", b'<mergeCell ref="A1:B2"/>' * 100_001)},
    "too many styles": {"xl/styles.xml": b"<styleSheet>" + b'<xf a="1"/>' * 200_001 + b"</styleSheet>"},
}


@pytest.mark.parametrize("parts", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_workbooks_are_refused_before_they_are_parsed(parts, tmp_path):
    path = with_parts(tmp_path, parts)
    started = time.perf_counter()

    with pytest.raises(UnreadableFileError) as refused:
        check(path)

    assert len(str(refused.value).splitlines()) == 1
    assert time.perf_counter() - started < 10


@pytest.mark.parametrize("names", STRAY_NAMES.values(), ids=STRAY_NAMES)
def test_a_workbook_with_stray_names_of_parts_is_not_parsed(names, tmp_path):
    path = ledger(tmp_path / "list.xlsx", ROW)
    with warnings.catch_warnings(), zipfile.ZipFile(path, "a") as packed:
        warnings.simplefilter("ignore")
        for name in names:
            packed.writestr(name, b"<x/>")

    with pytest.raises(UnreadableFileError) as refused:
        check(path)

    assert refused.value.message == NAMES


def test_a_merged_range_over_the_whole_sheet_does_no_harm(tmp_path):
    path = ledger(tmp_path / "list.xlsx", ROW)
    with zipfile.ZipFile(path) as packed:
        sheet = packed.read(SHEET).decode()
    merged = sheet.replace("</sheetData>", '</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')

    grids = read_grids(repacked(path, {SHEET: merged.encode()}))

    assert [(grid.height, grid.width) for grid in grids] == [(2, 8)]


@pytest.mark.parametrize("empty", ['s="0"/>', 's="0"></c>', 's="0" t="n"></c>'], ids=["closed", "open", "typed"])
def test_declared_rows_and_empty_formatted_cells_do_not_count(empty, tmp_path):
    path = ledger(tmp_path / "list.xlsx", ROW)
    with zipfile.ZipFile(path) as packed:
        sheet = packed.read(SHEET).decode()
    tail = f'<row r="1048576"><c r="XFD1048576" {empty}</row></sheetData>'
    changed = sheet.replace('ref="A1:H2"', 'ref="A1:XFD1048576"').replace("</sheetData>", tail)

    grids = read_grids(repacked(path, {SHEET: changed.encode()}))

    assert grids[0].height == 2


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "空"),
        (b"\x01\x02\x03 no text", "xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "损坏"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"PK\x03\x04 broken", "损坏"),
    ],
    ids=["empty", "no text", "damaged xls", "pdf", "photo", "broken"],
)
def test_what_is_no_workbook_is_called_by_its_name(content, words, tmp_path):
    path = tmp_path / "list.xlsx"
    path.write_bytes(content)

    with pytest.raises(UnreadableFileError) as refused:
        read_grids(path)

    assert words in str(refused.value)


@pytest.mark.parametrize(
    ("part", "words"), [("word/document.xml", "Word"), ("xl/workbook.bin", "xlsb"), ("a.txt", "xlsx")]
)
def test_other_packages_are_called_by_their_name(part, words, tmp_path):
    path = tmp_path / "list.xlsx"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr(part, "x")

    with pytest.raises(UnreadableFileError) as refused:
        check(path)

    assert words in str(refused.value)


def test_the_child_process_answers_with_the_grids_or_the_reason(tmp_path):
    path = ledger(tmp_path / "list.xlsx", ROW)

    assert [grid.name for grid in read_apart(path)] == ["问题清单"]
    with pytest.raises(UnreadableFileError, match="Sheet9"):
        read_apart(path, "Sheet9")
