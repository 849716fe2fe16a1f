"""An error of a list says where it stands: sheet, row and column, as far as they are known."""

import pytest

from intake.reading.parsed import RowError


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (
            RowError(5, "有效期至", "2026-13-01", "不是日期。", "证照"),
            "工作表“证照” 第 5 行 “有效期至”列 “2026-13-01”：不是日期。",
        ),
        (RowError(5, "", "", "缺少问题描述。", "问题"), "工作表“问题” 第 5 行：缺少问题描述。"),
        (RowError(5, "名称", "", "必填。"), "第 5 行 “名称”列：必填。"),
    ],
)
def test_an_error_says_sheet_row_and_column(error, said):
    assert error.in_words == said
