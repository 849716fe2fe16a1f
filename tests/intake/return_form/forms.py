"""Bring a list in, move its items on, and compare what goes back with what came."""

import contextlib
import io
import zipfile

from django.core.management import CommandError, call_command
from lxml import etree
from python_calamine import CalamineWorkbook

from intake.models import ImportBatch
from intake.reading.grids import letters
from rectification.services import advance
from tests.factories import UserFactory


def brought_in(path, coordinator):
    asked = ("--create-units", "--skip-errors", "--source", "CITY_ASSIGNED", "--actor", coordinator.username)
    with contextlib.suppress(CommandError):
        call_command("import_ledger", str(path), *asked, stdout=io.StringIO())
    return ImportBatch.objects.latest("pk")


def moved(batch, coordinator, most=3):
    """Void some of its items, which is what anybody can do to an item at once; answers their rows."""
    second = UserFactory(role="COORDINATOR", organization=coordinator.organization)
    rows = []
    for row in batch.rows.select_related("source__finding__item").order_by("row")[:most]:
        item = row.source.finding.item
        item = advance(item.pk, "void", actor=coordinator, version=item.version, reason="重复")
        advance(item.pk, "decide-void", actor=second, version=item.version, granted=True, opinion="同意")
        rows.append(row.row)
    return rows


def cells(content):
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {
        (name, row, column): value
        for name in book.sheet_names
        for row, values in enumerate(book.get_sheet_by_name(name).to_python(skip_empty_area=False), 1)
        for column, value in enumerate(values, 1)
        if value != ""
    }


def formats(content):
    """Style, merges, widths and heights by the parts of the package, the changed sheet's own cells aside."""
    packed = zipfile.ZipFile(io.BytesIO(content))
    return {name: packed.read(name) for name in packed.namelist() if not name.startswith("xl/worksheets/sheet")}


def differing(before, after):
    return {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}


def skeleton(content, changed):
    """Every element and attribute of every sheet in its order, but for the contents of the changed cells.

    `changed` holds (sheet, row, column); sheets are taken to stand in the order of their parts.
    """
    packed = zipfile.ZipFile(io.BytesIO(content))
    names = CalamineWorkbook.from_filelike(io.BytesIO(content)).sheet_names
    told = []
    for position, name in enumerate(names, 1):
        tree = etree.fromstring(packed.read(f"xl/worksheets/sheet{position}.xml"))
        free = {f"{letters(column)}{row}" for sheet, row, column in changed if sheet == name}
        for cell in tree.iter("{*}c"):
            if cell.get("r") in free:
                cell.attrib.pop("t", None)
                cell[:] = []
        told.append(etree.tostring(tree, method="c14n"))
    return told
