"""What stands inside the cells."""

from tests.intake.corpus.expectations import expect
from tests.intake.corpus.grids import MadeList, book_with, dress, put

SENTENCE = "现场发现原料输送泵机械密封持续滴漏且地面未设收集沟。"
SUBJECTS = ("安全阀", "液位计", "切断阀", "压力表", "报警器", "接地线")
UNITS = ("县应急管理局", "市生态环境局澄源分局", "县消防救援大队", "澄禾新材料有限公司", "澄源百川化学有限公司")


def numbered_points_in_one_cell() -> MadeList:
    """Several points in a problem cell stay one item."""
    book = book_with(
        "督导反馈",
        """
        序号|问题描述|责任单位|整改时限
        #1|重大危险源管理不到位。⏎1.未按期评估；⏎2.未备案；⏎3.监控数据中断。|恒泽公司|2022年7月31日
        #2|1.配电室漏雨；⏎2.应急灯不亮；⏎3.绝缘垫破损。|恒泽公司|2022年7月20日
        #3|（1）氯气瓶超量存放；（2）无尾气吸收。|沐阳公司|2022年7月10日
        """,
    )
    expected = expect(
        "督导反馈",
        1,
        """
        row|no|title|lead|deadline|text
        2|1|重大危险源管理不到位|恒泽公司|2022-07-31|2022年7月31日
        3|2|配电室漏雨|恒泽公司|2022-07-20|2022年7月20日
        4|3|氯气瓶超量存放|沐阳公司|2022-07-10|2022年7月10日
        """,
    )
    return MadeList(book, expected)


def several_units_in_a_cell() -> MadeList:
    book = book_with(
        "问题清单",
        """
        序号|存在问题|责任单位|整改时限
        #1|园区道路破损|县应急管理局、市生态环境局青崮分局；北泽镇人民政府|2022年8月底前
        #2|禁限控目录未公布|县工业和信息化局，县发展和改革局|2022年8月底前
        #3|搬迁补偿未到位|青崮恒泽精细化工有限公司（北泽分公司）、北泽镇人民政府|2022年12月底前
        #4|应急通道封堵|县化工产业园管委会⏎县消防救援大队|2022年7月5日
        #5|泄洪沟淤积|北泽镇人民政府;县水务局|2022年6月15日
        #6|公交线路穿越园区|县交通运输局,县公安局|2022年9月底前
        #7|地下水监测井损坏|市生态环境局青崮分局(监测站)|2022年9月底前
        """,
    )
    expected = expect(
        "问题清单",
        1,
        """
        row|no|title|lead|deadline
        2|1|园区道路破损|县应急管理局|2022-08-31
        3|2|禁限控目录未公布|县工业和信息化局|2022-08-31
        4|3|搬迁补偿未到位|青崮恒泽精细化工有限公司（北泽分公司）|2022-12-31
        5|4|应急通道封堵|县化工产业园管委会|2022-07-05
        6|5|泄洪沟淤积|北泽镇人民政府|2022-06-15
        7|6|公交线路穿越园区|县交通运输局|2022-09-30
        8|7|地下水监测井|市生态环境局青崮分局(监测站)|2022-09-30
        """,
    )
    return MadeList(book, expected)


def formulas_with_results() -> MadeList:
    """Serial, unit and deadline are computed in the sheet: what counts is the stored result."""
    book = book_with(
        "Sheet1",
        """
        序号|隐患描述|排查日期|责任单位|整改期限
        =ROW()-1|配料釜人孔密封失效|@2022-10-08|恒泽公司|=C2+7
        =ROW()-1|空压机安全阀未校|@2022-10-08|=D2|=C3+30
        =ROW()-1|地沟盖板缺失|@2022-10-09|沐阳公司|=TEXT(C4+1,"yyyy年m月d日")
        """,
    )
    for row in (2, 3):
        book.active.cell(row, 5).number_format = "yyyy/m/d"
    expected = expect(
        "Sheet1",
        1,
        """
        row|no|title|lead|deadline|kind
        2|1|配料釜人孔密封|恒泽公司|2022-10-15|-
        3|2|空压机安全阀未校|恒泽公司|2022-11-07|-
        4|3|地沟盖板缺失|沐阳公司|2022-10-10|-
        """,
    )
    results = {"A2": 1, "A3": 2, "A4": 3, "D3": "恒泽公司", "E2": 44849, "E3": 44872, "E4": "2022年10月10日"}
    return MadeList(book, expected, results)


def serials_never_computed() -> MadeList:
    """Written by a program that stores no results: the items are there all the same."""
    book = book_with(
        "导出",
        """
        序号|隐患描述|责任单位|整改期限
        =ROW()-1|反应釜搅拌轴封泄漏|禾润公司|2022-10-12
        =ROW()-1|回收溶剂桶无标签|禾润公司|2022-10-13
        """,
    )
    expected = expect(
        "导出",
        1,
        """
        row|title|lead|deadline|text
        2|反应釜搅拌轴封泄漏|禾润公司|2022-10-12|2022-10-12
        3|回收溶剂桶无标签|禾润公司|2022-10-13|2022-10-13
        """,
    )
    return MadeList(book, expected)


def text_that_is_no_formula() -> MadeList:
    """Texts that begin with signs, blanks at both ends, and a cell of the greatest length."""
    book = book_with(
        "台账",
        """
        序号|问题描述|责任单位|整改时限
        #1|␣␣装车台未设人体静电消除器␣␣|␣沐阳公司␣␣|␣2022年5月31日␣
        #2||沐阳公司|2022年6月30日
        #3|-15℃冷库氨管未标识|沐阳公司|2022年6月15日
        #4|+3.5m平台护栏缺失|␣␣禾润公司|2022年6月15日␣␣
        #5|@门岗登记不实|沐阳公司|2022年6月1日
        #6||禾润公司|2022年7月31日
        """,
    )
    sheet = book.active
    put(sheet, 3, 2, "=50%液位时消防水池补水阀未开启")
    sheet.cell(3, 2).data_type = "s"
    put(sheet, 7, 2, (SENTENCE * 1300)[:32000])
    expected = expect(
        "台账",
        1,
        """
        row|no|title|lead|deadline|text
        2|1|装车台未设人体静电|沐阳公司|2022-05-31|2022年5月31日
        3|2|消防水池补水阀未开启|沐阳公司|2022-06-30|2022年6月30日
        4|3|冷库氨管未标识|沐阳公司|2022-06-15|2022年6月15日
        5|4|平台护栏缺失|禾润公司|2022-06-15|2022年6月15日
        6|5|门岗登记不实|沐阳公司|2022-06-01|2022年6月1日
        7|6|原料输送泵机械密封|禾润公司|2022-07-31|2022年7月31日
        """,
    )
    return MadeList(book, expected)


def rows_without_a_problem() -> MadeList:
    """Unit, measure and deadline are filled in, the problem is not: refused, and counted."""
    book = book_with(
        "Sheet1",
        """
        南荻县施工现场隐患整改表
        序号|隐患内容|排查日期|责任单位|整改期限|整改措施
        #1|高处作业未系安全带|@2020-05-06|安装公司|@2020-05-06|当场纠正
        #2||@2020-05-06|安装公司|@2020-05-08|限期整改
        #3|动火点旁有易燃物|@2020-05-07|第二建筑公司|@2020-05-07|当场清理
        #4|␣␣|@2020-05-07|第二建筑公司|@2020-05-09|限期整改
        #5|卷扬机无防护|@2020-05-08|安装公司|@2020-05-10|加装
        #6
        """,
        merged="A1:F1",
    )
    expected = expect(
        "Sheet1",
        2,
        """
        row|no|title|lead|deadline
        3|1|高处作业未系安全带|安装公司|2020-05-06
        5|3|动火点旁有易燃物|第二建筑公司|2020-05-07
        7|5|卷扬机无防护|安装公司|2020-05-10
        """,
        errors=(4, 6),
    )
    return MadeList(book, expected)


def three_hundred_rows() -> MadeList:
    """Row n+3 holds problem n; the deadlines walk through the months of 2022."""
    table = ["row|no|title|lead|deadline|text|kind"]
    lines = ["澄源县隐患排查整改总台账", "截至2022年1月5日", "序号|隐患描述|整改措施|责任单位|整改时限|整改情况"]
    for number in range(1, 301):
        month, subject, unit = number % 12 + 1, SUBJECTS[number % 6], UNITS[number % 5]
        lines.append(f"#{number}|{number}号装置{subject}失效|更换{subject}|{unit}|2022年{month}月15日前|整改中")
        table.append(f"{number + 3}|{number}|{number}号装置{subject}|{unit}|2022-{month:02}-15|2022年{month}月15日前|-")
    book = book_with("总台账", "\n".join(lines), merged="A1:F1 A2:F2")
    dress(book.active, 3)
    return MadeList(book, expect("总台账", 3, "\n".join(table)))
