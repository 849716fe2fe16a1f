"""Random workbooks with hidden parts, several sheets, formulas, errors and pictures: every text in them is its own."""

import random
from collections.abc import Iterator
from pathlib import Path

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

FIELDS = (
    "序号",
    "企业名称",
    "存在问题",
    "责任单位",
    "整改期限",
    "整改措施",
    "整改情况",
    "隐患地点",
    "备注",
    "资金（万元）",
    "法律依据",
    "所属园区",
    "所属项目",
    "专业类别",
    "检查日期",
)
STRANGE = ("班次", "天气", "联系电话", "甲栏", "整改后照片")
NO_VALUES = ("=SUM(A1:A2)", "#REF!", "#N/A", '=_xlfn.DISPIMG("ID_1",1)')


class Maker:
    """Writes one workbook; counts up, so that no text stands twice."""

    def __init__(self, seed: int) -> None:
        self.random, self.count = random.Random(seed), 0

    def token(self) -> str:
        self.count += 1
        return f"字{self.count:05d}号"

    def save(self, path: Path) -> Path:
        book = Workbook()
        book.remove(book.active)
        headings = self.headings()
        for number in range(self.random.randint(1, 3)):
            self.list_sheet(book.create_sheet(f"{number + 1}月"), headings)
        for name in self.random.sample(["说明页", "统计页"], self.random.randint(0, 2)):
            book.create_sheet(name).append([self.token(), self.token()])
        if self.random.random() < 0.5:
            hidden = book.create_sheet("旧表")
            self.list_sheet(hidden, headings)
            hidden.sheet_state = "hidden"
        book.save(path)
        return path

    def headings(self) -> list[str]:
        chosen = [*FIELDS[:5], *self.random.sample(FIELDS[5:], self.random.randint(2, len(FIELDS) - 5))]
        chosen += self.random.sample(STRANGE, self.random.randint(0, 3))
        rest = chosen[1:]
        self.random.shuffle(rest)
        return [chosen[0], *rest]

    def list_sheet(self, sheet: Worksheet, headings: list[str]) -> None:
        sheet.append([f"2026年隐患整改台账{self.token()}"])
        sheet.append(headings)
        for number in range(1, self.random.randint(3, 9)):
            for row in self.rows_before():
                sheet.append(row)
            sheet.append([self.cell(heading, number) for heading in headings])
        self.spoil(sheet, len(headings))
        sheet.append(["合计", None, self.token()])
        sheet.append([f"说明：{self.token()}"])

    def rows_before(self) -> Iterator[list[str | None]]:
        if self.random.random() < 0.2:
            yield ["一", f"{self.token()}方面"]
        if self.random.random() < 0.1:
            yield [None]

    def cell(self, heading: str, number: int) -> object:
        if heading == "序号":
            return number
        if heading in ("整改期限", "检查日期"):
            return f"2026年{self.random.randint(1, 9)}月{self.random.randint(1, 28)}日"
        if heading != "存在问题" and self.random.random() < 0.15:
            return None
        ending = {"企业名称": "化工有限公司", "责任单位": "管理局", "存在问题": "处管线泄漏"}
        return self.token() + ending.get(heading, "")

    def spoil(self, sheet: Worksheet, width: int) -> None:
        """Cells without a value, cells beside the list, hidden rows and columns."""
        for _ in range(self.random.randint(0, 4)):
            place = sheet.cell(self.random.randint(3, sheet.max_row), self.random.randint(2, width))
            place.value = self.random.choice(NO_VALUES)
        if self.random.random() < 0.4:
            sheet.cell(self.random.randint(3, sheet.max_row), width + 2).value = self.token()
        if self.random.random() < 0.3:
            sheet.column_dimensions[get_column_letter(self.random.randint(2, width))].hidden = True
        if self.random.random() < 0.3:
            sheet.row_dimensions[self.random.randint(3, sheet.max_row)].hidden = True
