"""What an old .xls says beside its values (MS-CFB, MS-XLS): hidden rows and columns, errors, whether it is locked."""

import struct
from collections.abc import Iterator

from django.utils.translation import gettext_noop as _

from intake.reading.grids import Mark
from intake.reading.refusals import UnreadableFileError
from intake.reading.sheet_marks import DRAWN, SheetMarks

FREE = 0xFFFFFFFA
SMALL_STREAM = 4096
MOST_SECTORS = 100_000
NOTE, OBJECT = 0x1C, 0x5D
COMMENT_FRAME, DROP_DOWN = 0x19, 0x14
"""Objects that are no drawing of somebody: the frame of a comment, the arrow of a filter."""
BOUND_SHEET, FILE_PASS, COLUMN_INFO, ROW, BOOL_OR_ERROR, FORMULA, END = 0x85, 0x2F, 0x7D, 0x208, 0x205, 0x06, 0x0A


def read_marks(content: bytes) -> dict[str, SheetMarks]:
    """By the name of the sheet. Raises UnreadableFileError for a damaged or a locked file."""
    try:
        streams = _streams(content)
        stream = streams.get("workbook") or streams.get("book")
        if stream is None:
            raise UnreadableFileError(_locked() if "encryptedpackage" in streams else _("This is no .xls workbook."))
        return {name: _marks(stream, start) for name, start in _sheets(stream)}
    except (struct.error, IndexError, ValueError, MemoryError) as damaged:
        raise UnreadableFileError(_("The workbook is damaged and can't be read.")) from damaged


def _locked() -> str:
    return _("The file is protected by a password. Save it without one.")


def _streams(content: bytes) -> dict[str, bytes]:
    """The streams of a compound file by name, in small letters."""
    size = 1 << struct.unpack_from("<H", content, 30)[0]
    small = 1 << struct.unpack_from("<H", content, 32)[0]
    count, start = struct.unpack_from("<I", content, 44)[0], struct.unpack_from("<I", content, 48)[0]
    small_start = struct.unpack_from("<I", content, 60)[0]
    table = _table(content, size, count)
    sector = lambda number: content[(number + 1) * size : (number + 2) * size]  # noqa: E731
    chain = lambda first: b"".join(map(sector, _chain(table, first)))  # noqa: E731
    entries = list(_entries(chain(start)))
    small_table = [each for (each,) in struct.iter_unpack("<I", chain(small_start))] if small_start < FREE else []
    root = chain(entries[0][1]) if entries and entries[0][1] < FREE else b""
    found = {}
    for name, first, length in entries[1:]:
        if length < SMALL_STREAM:
            pieces = (root[number * small : (number + 1) * small] for number in _chain(small_table, first))
            found[name] = b"".join(pieces)[:length]
        else:
            found[name] = chain(first)[:length]
    return found


def _table(content: bytes, size: int, count: int) -> list[int]:
    """Which sector follows which."""
    places = list(struct.unpack_from("<109I", content, 76))
    further = struct.unpack_from("<I", content, 68)[0]
    while further < FREE and len(places) < MOST_SECTORS:
        block = struct.unpack_from(f"<{size // 4}I", content, (further + 1) * size)
        places, further = [*places, *block[:-1]], block[-1]
    table: list[int] = []
    for place in places[:count]:
        if place < FREE:
            table.extend(struct.unpack_from(f"<{size // 4}I", content, (place + 1) * size))
    return table


def _chain(table: list[int], first: int) -> Iterator[int]:
    steps = 0
    while first < FREE and steps < MOST_SECTORS:
        yield first
        first, steps = table[first], steps + 1


def _entries(directory: bytes) -> Iterator[tuple[str, int, int]]:
    for start in range(0, len(directory) - 127, 128):
        length = struct.unpack_from("<H", directory, start + 64)[0]
        name = directory[start : start + max(length - 2, 0)].decode("utf-16-le", "replace").lower()
        if length:
            yield name, *struct.unpack_from("<II", directory, start + 116)


def _records(stream: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    while start + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, start)
        yield kind, stream[start + 4 : start + 4 + length]
        if kind == END:
            return
        start += 4 + length


def _sheets(stream: bytes) -> Iterator[tuple[str, int]]:
    for kind, record in _records(stream, 0):
        if kind == FILE_PASS:
            raise UnreadableFileError(_locked())
        if kind == BOUND_SHEET:
            start, length, wide = struct.unpack_from("<IxxBB", record)
            yield record[8 : 8 + length * (1 + (wide & 1))].decode("utf-16-le" if wide & 1 else "latin-1"), start


def _marks(stream: bytes, start: int) -> SheetMarks:
    marks = SheetMarks()
    for kind, record in _records(stream, start):
        if kind in NOTED:
            NOTED[kind](marks, record)
        elif kind in (BOOL_OR_ERROR, FORMULA) and (mark := _mark(kind, record)):
            row, column = struct.unpack_from("<HH", record)
            marks.cells[row + 1, column + 1] = mark
    return marks


def _note_columns(marks: SheetMarks, record: bytes) -> None:
    first, last, width, _style, flags = struct.unpack_from("<5H", record)
    if flags & 1 or not width:
        marks.hidden_columns.update(range(first + 1, min(last, 255) + 2))


def _note_row(marks: SheetMarks, record: bytes) -> None:
    if struct.unpack_from("<H", record, 12)[0] & 0x20:
        marks.hidden_rows.add(struct.unpack_from("<H", record)[0] + 1)


def _note_comment(marks: SheetMarks, record: bytes) -> None:
    """Its words stand in a record of their own; that there is one is told by its cell."""
    row, column = struct.unpack_from("<HH", record)
    marks.comments[row + 1, column + 1] = ""


def _note_object(marks: SheetMarks, record: bytes) -> None:
    if _is_drawn(record) and DRAWN not in marks.apart:
        marks.apart.append(DRAWN)


def _is_drawn(record: bytes) -> bool:
    return len(record) >= 6 and struct.unpack_from("<H", record, 4)[0] not in (COMMENT_FRAME, DROP_DOWN)


def _mark(kind: int, record: bytes) -> Mark | None:
    if kind == BOOL_OR_ERROR:
        return Mark.ERROR if record[7] == 1 else None
    special = record[12:14] == b"\xff\xff"
    return {2: Mark.ERROR, 3: Mark.FORMULA}.get(record[6]) if special else None


NOTED = {COLUMN_INFO: _note_columns, ROW: _note_row, NOTE: _note_comment, OBJECT: _note_object}
