"""The superior's own form goes back: only its progress cells differ, for the items that have moved."""

import hashlib
import io
import os
from pathlib import Path

import openpyxl
import pytest
from django.test import Client

from intake.imports import return_form as form_back
from intake.reading.grids import letters
from intake.reading.sheet_xml import column_of
from rectification.models import Item
from tests.factories import UserFactory
from tests.intake.return_form.forms import brought_in, cells, differing, formats, moved, skeleton

pytestmark = pytest.mark.django_db
SAMPLES = os.environ.get("LEDGER_SAMPLES", "")
LEDGERS = (
    "phosphoric_acid_project_hazards_2019_06",
    "phosphoric_acid_project_hazards_2020_05",
    "hazard_export_from_hse_software_2020_05",
    "coal_mine_hazard_ledger_2017_2018",
)


def test_nothing_has_moved_and_the_same_bytes_go_back(form, coordinator):
    batch = brought_in(form, coordinator)

    assert form_back.prepare(batch).content == form.read_bytes()


def test_only_the_progress_cells_of_what_has_moved_differ(form, coordinator):
    batch = brought_in(form, coordinator)
    rows = moved(batch, coordinator, most=1)
    back = form_back.prepare(batch)
    before, after = form.read_bytes(), back.content

    assert rows == [3]
    assert back.headings == ("整改进展情况", "是否完成")
    assert differing(cells(before), cells(after)) == {("交办清单", 3, 5), ("交办清单", 3, 6)}
    assert cells(after)["交办清单", 3, 5] == "已作废：重复"
    assert cells(after)["交办清单", 3, 6] == "已作废"
    assert formats(before) == formats(after)


def test_formats_merges_and_comments_are_as_they_were(form, coordinator):
    batch = brought_in(form, coordinator)
    moved(batch, coordinator)
    old, new = (
        openpyxl.load_workbook(io.BytesIO(each)) for each in (form.read_bytes(), form_back.prepare(batch).content)
    )
    for sheet in old:
        other = new[sheet.title]
        assert sheet.merged_cells.ranges == other.merged_cells.ranges
        assert {key: row.hidden for key, row in sheet.row_dimensions.items()} == {
            key: row.hidden for key, row in other.row_dimensions.items()
        }
        for line in sheet.iter_rows():
            for cell in line:
                twin = other[cell.coordinate]
                assert (cell.fill.fgColor.rgb, cell.font.b, cell.number_format) == (
                    twin.fill.fgColor.rgb,
                    twin.font.b,
                    twin.number_format,
                )
    assert new["交办清单"]["G3"].value == "=1+1"


def test_the_form_that_went_back_brings_nothing_new(form, coordinator, tmp_path):
    batch = brought_in(form, coordinator)
    moved(batch, coordinator)
    (tmp_path / "back.xlsx").write_bytes(form_back.prepare(batch).content)
    count = Item.objects.count()

    brought_in(tmp_path / "back.xlsx", coordinator)

    assert Item.objects.count() == count


def test_it_is_downloaded_by_its_unit_and_by_nobody_else(form, coordinator):
    batch = brought_in(form, coordinator)
    moved(batch, coordinator)
    own, foreign = Client(), Client()
    own.force_login(coordinator)
    foreign.force_login(UserFactory(role="COORDINATOR"))

    assert "download" not in own.get(f"/imports/{batch.pk}/").context["batch"].file_name
    assert own.post(f"/imports/{batch.pk}/back/").content == form_back.prepare(batch).content
    assert foreign.post(f"/imports/{batch.pk}/back/").status_code == 404
    assert own.get(f"/imports/{batch.pk}/back/").status_code == 405


def test_what_was_taken_to_be_sent_back_is_written_down_and_shown(form, coordinator):
    batch = brought_in(form, coordinator)
    moved(batch, coordinator, most=1)
    own = Client()
    own.force_login(coordinator)
    content = own.post(f"/imports/{batch.pk}/back/").content

    noted = batch.sent_back.get()
    digest = hashlib.sha256(content).hexdigest()
    assert (noted.by, noted.cells, noted.sha256) == (coordinator, 2, digest)
    assert digest[:16] in own.get(f"/imports/{batch.pk}/").content.decode()


def test_a_list_without_a_progress_column_is_refused_in_words(form, coordinator):
    book = openpyxl.load_workbook(form)
    for column in ("E2", "F2"):
        book["交办清单"][column] = None
    book["交办清单"].delete_cols(5, 2)
    book.save(form)
    batch = brought_in(form, coordinator)
    own = Client()
    own.force_login(coordinator)

    answer = own.post(f"/imports/{batch.pk}/back/")

    assert answer.status_code == 409
    assert "导出" in answer.content.decode()
    assert not batch.sent_back.exists()


@pytest.mark.skipif(not SAMPLES, reason="LEDGER_SAMPLES names no folder with real ledgers")
@pytest.mark.parametrize("name", LEDGERS)
def test_every_real_ledger_goes_back_with_its_progress_cells_alone(name, coordinator):
    path = Path(SAMPLES) / f"{name}.xlsx"
    batch = brought_in(path, coordinator)
    rows = moved(batch, coordinator, most=7)
    back = form_back.prepare(batch)
    before, after = path.read_bytes(), back.content

    assert len(rows) == 7
    assert back.changes
    allowed = {(change.sheet, change.row, change.column) for change in back.changes}
    assert differing(cells(before), cells(after)) == allowed
    assert skeleton(before, allowed) == skeleton(after, allowed)
    assert {change.row for change in back.changes} <= set(rows)
    assert formats(before) == formats(after)


@pytest.mark.parametrize(("number", "name"), [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (703, "AAA")])
def test_columns_have_letters(number, name):
    assert letters(number) == name
    assert column_of(f"{name}12") == number
