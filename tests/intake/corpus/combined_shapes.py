"""Several difficulties in one list, and what spreadsheet programs add to a file."""

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tests.intake.corpus.expectations import expect
from tests.intake.corpus.grids import MadeList, book_with, dress


def everything_at_once() -> MadeList:
    """Second column, two-row heading, groups, merged enterprises and deadlines, a total and notes."""
    book = book_with(
        "整改台账（总）",
        """
        澄源县化工园区专项整治问题整改台账
        填报单位：澄源县攻坚办||||统计截止：2021年10月8日
        序␣号|企业名称|存在的⏎问␣题|整改措施|责任落实||整改␣时限
        ||||牵头单位|责任人
        一、安全责任落实方面（3个）
        1|澄禾新材料有限公司|液溴储存间无碱液池|建设碱液池|县应急管理局|蔡某|2021年11月底前
        2||吊装作业未办票|补办并考核||蔡某|立行立改
        3|澄源百川化学有限公司|老旧装置未评估|委托评估|县应急管理局|龚某|2021年12月底前
        二、生态环保责任落实方面（2个）
        （一）废水
        4|澄源百川化学有限公司|高盐废水去向不明|核查去向|市生态环境局澄源分局|龚某|年底前
        （二）固废
        5|澄禾新材料有限公司|废盐超期贮存|转移处置|市生态环境局澄源分局|蔡某
        小计|5个
        注：整改时限以县攻坚办交办为准。
        """,
        left=2,
        merged="B1:H1 B2:D2 F2:H2 B3:B4 C3:C4 D3:D4 E3:E4 F3:G3 H3:H4 B5:H5 C6:C7 F6:F7 B9:H9 B10:H10 B12:H12 B15:H15",
    )
    dress(book.active, 3, colour="EDEDED")
    expected = expect(
        "整改台账（总）",
        4,
        """
        row|no|title|lead|deadline|text|kind
        6|1|液溴储存间无碱液池|县应急管理局|2021-11-30|2021年11月底前|-
        7|2|吊装作业未办票|县应急管理局|-|立行立改|immediate
        8|3|老旧装置未评估|县应急管理局|2021-12-31|2021年12月底前|-
        11|4|高盐废水去向不明|市生态环境局澄源分局|2021-12-31|年底前|-
        13|5|废盐超期贮存|市生态环境局澄源分局|-|-|-
        """,
    )
    return MadeList(book, expected)


def category_merged_down_the_first_column() -> MadeList:
    """The category stands left of the serial, merged over its problems."""
    book = book_with(
        "反馈问题",
        """
        省级评估反馈问题整改清单
        问题类别|序号|反馈问题|牵头单位|配合单位|整改时限
        合法合规性审查|1|三个项目未办理用地手续|县自然资源局|县化工产业园管委会|2022年6月30日前
        |2|化工园区扩区未报批|县工业和信息化局|县自然资源局|2022年12月底前
        安全责任落实|3|专职消防队人数不足|县消防救援大队|县财政局|2022年上半年
        |4|封闭化管理未实施|县化工产业园管委会|县公安局|2023年6月
        |5|安全评估未覆盖北区|县应急管理局|县化工产业园管委会|2022年三季度末
        """,
        merged="A1:F1 A3:A4 A5:A7",
    )
    dress(book.active, 2)
    expected = expect(
        "反馈问题",
        2,
        """
        row|no|title|lead|deadline|text
        3|1|三个项目未办理用地|县自然资源局|2022-06-30|2022年6月30日前
        4|2|化工园区扩区未报批|县工业和信息化局|2022-12-31|2022年12月底前
        5|3|专职消防队人数不足|县消防救援大队|2022-06-30|2022年上半年
        6|4|封闭化管理未实施|县化工产业园管委会|2023-06-30|2023年6月
        7|5|安全评估未覆盖北区|县应急管理局|2022-09-30|2022年三季度末
        """,
    )
    return MadeList(book, expected)


def parks_and_enterprises_as_groups() -> MadeList:
    book = book_with(
        "分园区",
        """
        序号|隐患描述|整改期限|责任单位
        一、南荻化工园区
        （一）南荻三禾化工有限公司
        #1|地坪防腐层破损|2021年6月20日|南荻三禾化工有限公司
        #2|洗眼器水压不足|2021年6月10日|南荻三禾化工有限公司
        （二）南荻和顺助剂有限公司
        #1|原料桶倾倒泄漏|2021年6月5日|南荻和顺助剂有限公司
        二、柳塘精细化工集中区
        （一）柳塘兴农化工厂
        #1|老旧储罐未拆除|2021年8月底前|柳塘镇人民政府
        """,
        merged="A2:D2 A3:D3 A6:D6 A8:D8 A9:D9",
    )
    expected = expect(
        "分园区",
        1,
        """
        row|no|title|lead|deadline|text
        4|1|地坪防腐层破损|南荻三禾化工有限公司|2021-06-20|2021年6月20日
        5|2|洗眼器水压不足|南荻三禾化工有限公司|2021-06-10|2021年6月10日
        7|1|原料桶倾倒泄漏|南荻和顺助剂有限公司|2021-06-05|2021年6月5日
        10|1|老旧储罐未拆除|柳塘镇人民政府|2021-08-31|2021年8月底前
        """,
    )
    return MadeList(book, expected)


def two_row_heading_without_merging() -> MadeList:
    book = book_with(
        "Sheet1",
        """
        县直部门问题认领清单
        序号|问题描述|整改责任|||完成时限
        ||牵头单位|配合单位|责任领导
        #1|执法人员持证率低|县应急管理局|县司法局|曾某|2022年5月底前
        #2|企业清单底数不清|县工业和信息化局||黄某|2022年4月底前
        """,
    )
    expected = expect(
        "Sheet1",
        3,
        """
        row|no|title|lead|deadline|text
        4|1|执法人员持证率低|县应急管理局|2022-05-31|2022年5月底前
        5|2|企业清单底数不清|县工业和信息化局|2022-04-30|2022年4月底前
        """,
    )
    return MadeList(book, expected)


def problems_merged_sideways() -> MadeList:
    """Heading and problem take three columns in every row, as in a table that came from a letter."""
    book = book_with(
        "Sheet1",
        """
        现场检查发现问题及整改要求
        序号|检查发现的问题|||整改要求||整改期限
        #1|酸罐区防腐地面开裂|||修复地面||2022年9月10日
        #2|空气储罐未登记|||办理登记||2022年9月30日
        #3|安全警示标识褪色|||更换||2022年9月5日
        """,
        merged="A1:G1 B2:D2 E2:F2 B3:D3 E3:F3 B4:D4 E4:F4 B5:D5 E5:F5",
    )
    dress(book.active, 2)
    expected = expect(
        "Sheet1",
        2,
        """
        row|no|title|deadline|text
        3|1|酸罐区防腐地面开裂|2022-09-10|2022年9月10日
        4|2|空气储罐未登记|2022-09-30|2022年9月30日
        5|3|安全警示标识褪色|2022-09-05|2022年9月5日
        """,
    )
    return MadeList(book, expected)


def column_numbers_below_the_heading() -> MadeList:
    """A row that numbers the columns is no item; whether it is heading the contract leaves open."""
    book = book_with(
        "统计台账",
        """
        序号|问题描述|整改措施|责任单位|整改时限
        （1）|（2）|（3）|（4）|（5）
        #1|喷漆房无废气收集|加装收集|青崮第二机械厂|2021年7月20日
        #2|切削液桶露天存放|移入库房|青崮第二机械厂|2021年7月10日
        """,
    )
    expected = expect(
        "统计台账",
        1,
        """
        row|no|title|lead|deadline
        3|1|喷漆房无废气收集|青崮第二机械厂|2021-07-20
        4|2|切削液桶露天存放|青崮第二机械厂|2021-07-10
        """,
    )
    del expected["header_row"]
    return MadeList(book, expected)


def days_since_1904() -> MadeList:
    """A workbook of the old calendar: the same day has another number in the file."""
    book = book_with(
        "Sheet1",
        """
        序号|隐患内容|责任单位|整改期限
        #1|色谱室氢气瓶未固定|青崮沐阳药业有限公司|@2021-11-15
        #2|废液桶未加盖|青崮沐阳药业有限公司|@2021-11-20
        """,
    )
    book.epoch = CALENDAR_MAC_1904
    expected = expect(
        "Sheet1",
        1,
        """
        row|no|title|lead|deadline|kind
        2|1|色谱室氢气瓶未固定|青崮沐阳药业有限公司|2021-11-15|-
        3|2|废液桶未加盖|青崮沐阳药业有限公司|2021-11-20|-
        """,
    )
    return MadeList(book, expected)


def words_in_red_and_comments() -> MadeList:
    """Parts of a cell in red, a comment, a hidden column, a filter and frozen panes."""
    book = book_with(
        "台账",
        """
        序号|问题描述|内部编码|责任单位|整改时限|备注
        #1||a-01|县应急管理局|2022年11月底前|重点
        #2|消防水带老化|a-02|县消防救援大队|2022年10月15日|
        """,
    )
    sheet = book.active
    red = InlineFont(color="FFFF0000", b=True)
    sheet["B2"] = CellRichText("光气化装置", TextBlock(red, "未设置独立"), "的安全仪表系统")
    sheet["E3"].comment = Comment("县攻坚办：已顺延至2022年12月15日", "攻坚办")
    sheet.column_dimensions["C"].hidden = True
    sheet.auto_filter.ref = "A1:F3"
    sheet.freeze_panes = "A2"
    expected = expect(
        "台账",
        1,
        """
        row|no|title|lead|deadline|text
        2|1|光气化装置未设置独立的安全仪表|县应急管理局|2022-11-30|2022年11月底前
        3|2|消防水带老化|县消防救援大队|2022-10-15|2022年10月15日
        """,
    )
    return MadeList(book, expected)


def longer_periods() -> MadeList:
    """Years and spans of years, enumerations, and a standing duty beside a date."""
    book = book_with(
        "中长期",
        """
        序号|问题|牵头单位|整改时限
        #1|产业链条短、精细化率低|县工业和信息化局|2022年
        #2|环境容量不足|市生态环境局澄源分局|2021—2023年
        #3|搬迁改造滞后|县发展和改革局|2023年内
        #4|巡检机器人未启用|县化工产业园管委会|2022年6月、12月底前
        #5|监测网络不健全|市生态环境局澄源分局|长期坚持（2022年12月底前建成）
        #6|生态修复进展慢|县自然资源局|持续推进，2023年6月底前见效
        """,
    )
    expected = expect(
        "中长期",
        1,
        """
        row|no|title|lead|deadline|text|kind
        2|1|产业链条短|县工业和信息化局|2022-12-31|2022年|-
        3|2|环境容量不足|市生态环境局澄源分局|2023-12-31|2021—2023年|-
        4|3|搬迁改造滞后|县发展和改革局|2023-12-31|2023年内|-
        5|4|巡检机器人未启用|县化工产业园管委会|2022-12-31|2022年6月、12月底前|-
        6|5|监测网络不健全|市生态环境局澄源分局|2022-12-31|长期坚持（2022年12月底前建成）|continuous
        7|6|生态修复进展慢|县自然资源局|2023-06-30|持续推进，2023年6月底前见效|?
        """,
    )
    return MadeList(book, expected)


def single_item() -> MadeList:
    book = book_with(
        "交办",
        """
        县安委会办公室挂牌督办重大隐患交办表
        序号|隐患内容|责任单位|整改期限
        #1|全厂可燃气体报警系统停用|青崮恒泽精细化工有限公司|2022年1月31日前
        """,
        merged="A1:D1",
    )
    expected = expect(
        "交办",
        2,
        """
        row|no|title|lead|deadline|text|kind
        3|1|全厂可燃气体报警系统|青崮恒泽精细化工有限公司|2022-01-31|2022年1月31日前|-
        """,
    )
    return MadeList(book, expected)
