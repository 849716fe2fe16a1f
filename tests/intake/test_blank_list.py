"""An empty list to be filled in: what is written under its headings arrives in the fields that they name."""

import io

import pytest
from openpyxl import load_workbook

from intake.imports.wizard import Opened
from intake.models import ImportBatch
from intake.reading.fields import FIELDS
from tests.factories import UserFactory
from tests.intake.test_wizard import bring

pytestmark = pytest.mark.django_db
DAY = "2026-11-23"
CELLS = {
    "number": "7",
    "description": "液氯储罐区可燃气体报警器失效",
    "deadline": "2026-12-20",
    "found_on": DAY,
    "reviewed_on": DAY,
    "level": "一般隐患",
    "source": "县级检查发现",
    "mode": "工程",
}


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_each_heading_of_an_empty_problem_list_is_understood(client, settings, tmp_path, language):
    settings.MEDIA_ROOT = tmp_path / "media"
    client.force_login(user := UserFactory(language=language))
    book = load_workbook(io.BytesIO(client.get("/imports/blank.xlsx").content))
    sheet, file = book.worksheets[0], tmp_path / "list.xlsx"
    sheet.append([CELLS.get(each.code, "恒泽") for each in FIELDS])
    book.save(file)

    bring(client, file)

    _grid, layout = Opened(ImportBatch.objects.get(), user).guess
    assert {column.heading: column.field for column in layout.columns} == {
        cell.value: each.code for cell, each in zip(sheet[1], FIELDS, strict=True)
    }


def test_who_brings_no_lists_is_given_no_empty_one(client):
    client.force_login(UserFactory(role="INSPECTOR"))

    assert client.get("/imports/blank.xlsx").status_code == 404
