"""A list of the city, and the coordinator who brings it in."""

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from tests.factories import ParkFactory, UserFactory, county

HEADINGS = ("序号", "问题描述", "责任单位", "整改时限", "整改进展情况", "是否完成", "备注")
ROWS = (
    (1, "储罐区报警器失效", "示范化工有限公司", "2026年12月31日", "正在采购", "否", "=1+1"),
    (2, "应急池渗漏", "示范化工有限公司", "2026年12月31日", "", "否", ""),
    (3, "无证动火作业", "示范化工有限公司", "2026年12月31日", "已停止作业", "是", "x"),
)


@pytest.fixture(autouse=True)
def _kept(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def coordinator():
    ParkFactory()
    return UserFactory(role="COORDINATOR", organization__parent=county())


@pytest.fixture
def form(tmp_path):
    """A list of the city with merged cells, formats, a comment, a hidden row and a second sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "交办清单"
    sheet.merge_cells("A1:G1")
    sheet["A1"] = "2026年市级交办问题清单"
    sheet.append(HEADINGS)
    for row in ROWS:
        sheet.append(row)
    sheet["E4"].fill = PatternFill("solid", fgColor="FFFF00")
    sheet["F5"].font = Font(bold=True)
    sheet["B3"].comment = Comment("原件", "市局")
    sheet.row_dimensions[5].hidden = True
    book.create_sheet("说明")["A1"] = "填报说明"
    path = tmp_path / "交办.xlsx"
    book.save(path)
    return path
