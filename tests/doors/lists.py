"""Lists of files as they come in."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

ROWS = (("序号", "企业名称", "类型", "地址"), (1, "恒泽化工有限公司", "精细化工", "东路1号"))


def list_of_plants() -> SimpleUploadedFile:
    book, out = Workbook(), io.BytesIO()
    for row in ROWS:
        book.active.append(row)
    book.save(out)
    return SimpleUploadedFile("plants.xlsx", out.getvalue())
