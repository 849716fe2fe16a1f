"""Files that are no problem lists: they are refused in one clear line."""

from openpyxl import Workbook

from tests.intake.corpus.expectations import refused
from tests.intake.corpus.grids import MadeList, book_with


def contact_list() -> MadeList:
    book = book_with(
        "通讯录",
        """
        青崮县化工园区应急联络员通讯录
        序号|单位|姓名|职务|手机号码|备注
        #1|县应急管理局|何某|科长|13800000001
        #2|市生态环境局青崮分局|吕某|股长|13800000002|A角
        #3|青崮恒泽精细化工有限公司|施某|安全总监|13800000003
        """,
        merged="A1:F1",
    )
    return MadeList(book, refused())


def list_of_enterprises() -> MadeList:
    book = book_with(
        "企业名录",
        """
        序号|企业名称|统一社会信用代码|主要产品|投产日期|许可证有效期
        #1|青崮恒泽精细化工有限公司|-|邻硝基氯苯|@2009-06-01|@2024-05-31
        #2|青崮禾润新材料有限公司|-|环氧树脂|@2015-10-12|@2025-03-31
        """,
    )
    return MadeList(book, refused())


def figures_only() -> MadeList:
    book = book_with(
        "汇总",
        """
        各乡镇隐患排查整改统计表
        序号|乡镇|检查企业数|发现隐患数|已整改数|整改率
        #1|北泽镇|#12|#30|#28|93.3%
        #2|柳塘镇|#8|#17|#17|100.0%
        合计||#20|#47|#45|95.7%
        """,
        merged="A1:F1",
    )
    return MadeList(book, refused())


def nothing_at_all() -> MadeList:
    return MadeList(Workbook(), refused())


def text_without_a_list() -> MadeList:
    return MadeList("序号,园区名称\n1,甲园区\n".encode(), refused())
