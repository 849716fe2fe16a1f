"""Workbooks in which the list is not the first sheet, or not the only one."""

from openpyxl import Workbook

from tests.intake.corpus.expectations import expect
from tests.intake.corpus.grids import MadeList, book_with, dress, fill

LIST = """
青崮县化工园区问题清单
序号|问题描述|整改措施|责任单位|整改时限
#1|消防控制室单人值班|补足人员|县化工产业园管委会|2022年2月底前
#2|雨水沟有化学品气味|溯源整治|市生态环境局青崮分局|2022年3月31日
#3|危货车辆乱停|划定停车区|县公安局|2022年4月15日前
#4|应急物资不足|补充|县应急管理局|2022年一季度
"""
ITEMS = """
row|no|title|lead|deadline|text
3|1|消防控制室单人值班|县化工产业园管委会|2022-02-28|2022年2月底前
4|2|雨水沟有化学品气味|市生态环境局青崮分局|2022-03-31|2022年3月31日
5|3|危货车辆乱停|县公安局|2022-04-15|2022年4月15日前
6|4|应急物资不足|县应急管理局|2022-03-31|2022年一季度
"""
TWO_ITEMS = """
row|no|title|lead|deadline|text
2|1|旧锅炉房烟囱倾斜|青崮热力有限公司|2021-05-31|2021年5月31日
3|2|氨罐区无风向标|青崮恒泽精细化工有限公司|2021-05-20|2021年5月20日
"""


def add(book: Workbook, title: str, text: str, *, merged: str = "") -> None:
    fill(book.create_sheet(title), text, merged=merged)


def cover_contents_and_summary_first() -> MadeList:
    book = book_with(
        "封面",
        """
        .
        .
        |青崮县化工园区安全环保问题整改资料汇编
        .
        |编制单位：青崮县安委会办公室
        |编制日期：2022年1月20日
        """,
        merged="B3:F3",
    )
    add(book, "目录", "序号|名称|页码\n#1|问题汇总表|#2\n#2|问题清单|#3\n#3|填报说明|#9")
    add(
        book,
        "汇总表",
        "序号|责任单位|问题总数|已整改数|未整改数|整改率\n#1|县应急管理局|#1|#0|#1|0%\n#2|县公安局|#1|#0|#1|0%\n合计||#2|#0|#2|0%",
    )
    add(book, "问题清单", LIST, merged="A1:E1")
    dress(book["问题清单"], 2)
    return MadeList(book, expect("问题清单", 2, ITEMS))


def instructions_that_name_every_heading() -> MadeList:
    """The instructions hold all the words of a heading, one below the other."""
    book = book_with(
        "填报说明",
        """
        填报说明
        字段|填写要求|示例
        序号|按1、2、3顺序填写|1
        问题描述|写清时间、地点、表现，不超过200字|某公司储罐区围堰破损
        整改措施|逐条列出|修补围堰
        责任单位|填写单位全称|某县应急管理局
        整改时限|精确到日|2022年6月30日
        责任人|填写姓名和职务|某某，科长
        """,
        merged="A1:C1",
    )
    add(book, "填报表", LIST, merged="A1:E1")
    return MadeList(book, expect("填报表", 2, ITEMS))


def dictionary_and_hidden_sheets() -> MadeList:
    """A hidden dictionary first, a hidden old list of two items, the list, an empty sheet."""
    book = book_with("数据字典", "隐患级别|专业|状态\n一般|工艺|开放\n重大|设备|关闭\n|电气\n|仪表\n|消防")
    book.active.sheet_state = "hidden"
    add(
        book,
        "旧表",
        """
        序号|问题描述|责任单位|整改时限
        #1|旧锅炉房烟囱倾斜|青崮热力有限公司|2021年5月31日
        #2|氨罐区无风向标|青崮恒泽精细化工有限公司|2021年5月20日
        """,
    )
    book["旧表"].sheet_state = "hidden"
    add(book, "在办问题", LIST, merged="A1:E1")
    book.create_sheet("Sheet4")
    book.active = 2
    return MadeList(book, expect("在办问题", 2, ITEMS))


def two_lists() -> Workbook:
    book = book_with("企业问题", LIST, merged="A1:E1")
    add(
        book,
        "园区问题",
        """
        序号|问题描述|责任单位|整改时限
        #1|旧锅炉房烟囱倾斜|青崮热力有限公司|2021年5月31日
        #2|氨罐区无风向标|青崮恒泽精细化工有限公司|2021年5月20日
        """,
    )
    return book


def first_of_two_lists() -> MadeList:
    return MadeList(two_lists(), expect("企业问题", 2, ITEMS, ask="企业问题"))


def second_of_two_lists() -> MadeList:
    return MadeList(two_lists(), expect("园区问题", 1, TWO_ITEMS, ask="园区问题"))


def statistics_longer_than_the_list() -> MadeList:
    """Sixty rows of figures by township stand before a list of four problems."""
    figures = "\n".join(f"#{n}|第{n}网格|#{n % 7}|#{n % 5}|{n % 100}%|2022年1月" for n in range(1, 61))
    book = book_with("网格统计", "序号|责任单位|发现问题数|完成整改数|整改率|统计时间\n" + figures)
    add(book, "明细", LIST, merged="A1:E1")
    return MadeList(book, expect("明细", 2, ITEMS))
