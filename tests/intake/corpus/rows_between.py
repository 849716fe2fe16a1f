"""Rows that are no items: headings of groups, notes, totals, signatures, blanks."""

from tests.intake.corpus.expectations import expect
from tests.intake.corpus.grids import MadeList, book_with, dress


def group_rows_over_full_width() -> MadeList:
    book = book_with(
        "整改台账",
        """
        澄源县化工园区整改台账（2022年）
        序号|问题|整改措施|责任单位|整改时限
        一、合法合规性审查方面
        #1|二期用地未取得不动产权证|补办手续|县自然资源局|2022年10月底前
        #2|未办理节能审查|补办|县发展和改革局|2022年11月底前
        二、安全责任落实方面
        （一）澄禾新材料有限公司
        #3|未开展HAZOP分析|委托开展|县应急管理局|2022年9月30日前
        （二）澄源百川化学有限公司
        #4|主要负责人未考核合格|参加培训|县应急管理局|立行立改
        三、生态环保责任落实方面
        #5|废水排口无流量计|安装|市生态环境局澄源分局|2022年三季度末
        """,
        merged="A1:E1 A3:E3 A6:E6 A7:E7 A9:E9 A11:E11",
    )
    dress(book.active, 2)
    expected = expect(
        "整改台账",
        2,
        """
        row|no|title|lead|deadline|text|kind
        4|1|二期用地未取得|县自然资源局|2022-10-31|2022年10月底前|-
        5|2|未办理节能审查|县发展和改革局|2022-11-30|2022年11月底前|-
        8|3|未开展HAZOP分析|县应急管理局|2022-09-30|2022年9月30日前|-
        10|4|主要负责人未考核合格|县应急管理局|-|立行立改|immediate
        12|5|废水排口无流量计|市生态环境局澄源分局|2022-09-30|2022年三季度末|-
        """,
    )
    return MadeList(book, expected)


def group_rows_in_first_cell() -> MadeList:
    """Nothing is merged, and the serials start again in each group."""
    book = book_with(
        "Sheet2",
        """
        序号|存在问题|整改期限|责任单位
        一、合法合规性审查
        1|环评批复与实际建设内容不符|2021年12月31日|青崮沐阳药业有限公司
        2|未取得排水许可证|2021年11月15日|青崮沐阳药业有限公司
        二、生态环保责任落实
        1|无组织废气收集不完全|2021年12月20日|青崮恒泽精细化工有限公司
        三、安全责任落实
        1|重大危险源包保公示牌未更新|2021年10月20日|青崮恒泽精细化工有限公司
        2|安全投入台账不清|2021年10月31日|青崮禾润新材料有限公司
        """,
    )
    expected = expect(
        "Sheet2",
        1,
        """
        row|no|title|lead|deadline|text
        3|1|环评批复与实际|青崮沐阳药业有限公司|2021-12-31|2021年12月31日
        4|2|未取得排水许可证|青崮沐阳药业有限公司|2021-11-15|2021年11月15日
        6|1|无组织废气收集|青崮恒泽精细化工有限公司|2021-12-20|2021年12月20日
        8|1|重大危险源包保公示牌|青崮恒泽精细化工有限公司|2021-10-20|2021年10月20日
        9|2|安全投入台账不清|青崮禾润新材料有限公司|2021-10-31|2021年10月31日
        """,
    )
    return MadeList(book, expected)


def enterprises_as_group_rows() -> MadeList:
    """An enterprise and the number of its problems over the full width, without a number of its own."""
    book = book_with(
        "企业问题",
        """
        专家指导服务发现问题
        序号|问题描述|整改建议|整改时限
        青崮恒泽精细化工有限公司（3项）
        #1|液氨卸车鹤管未设拉断阀|增设|2022-11-30
        #2|紧急切断阀安装位置过远|移位|2022-12-15
        #3|SIS回路未定期测试|测试|2022-11-10
        青崮禾润新材料有限公司（2项）
        #1|防雷检测报告过期|重新检测|2022-11-05
        #2|仓库温湿度无记录|记录|2022-11-01
        """,
        merged="A1:D1 A3:D3 A7:D7",
    )
    dress(book.active, 2, colour="FCE4D6")
    expected = expect(
        "企业问题",
        2,
        """
        row|no|title|deadline|text
        4|1|液氨卸车鹤管|2022-11-30|2022-11-30
        5|2|紧急切断阀安装位置|2022-12-15|2022-12-15
        6|3|SIS回路未定期测试|2022-11-10|2022-11-10
        8|1|防雷检测报告过期|2022-11-05|2022-11-05
        9|2|仓库温湿度无记录|2022-11-01|2022-11-01
        """,
    )
    return MadeList(book, expected)


def group_number_and_name_apart() -> MadeList:
    """The group's number stands in the serial column, its name is merged over all the others."""
    book = book_with(
        "问题清单",
        """
        青崮县2023年度化工园区复核反馈问题清单
        序号|反馈问题|整改措施|牵头单位|配合单位|整改时限
        一|规划布局方面（2个）
        1|园区总体规划未修编|启动修编|县自然资源局|县发展和改革局|2023年12月底前
        2|周边安全控制线未划定|划定公布|县应急管理局|县自然资源局|2023年10月底前
        二|公用工程方面（1个）
        3|双电源未实现|新建线路|县供电公司|县工业和信息化局|2023年底前
        """,
        merged="A1:F1 B3:F3 B6:F6",
    )
    dress(book.active, 2)
    expected = expect(
        "问题清单",
        2,
        """
        row|no|title|lead|deadline|text
        4|1|园区总体规划未修编|县自然资源局|2023-12-31|2023年12月底前
        5|2|周边安全控制线|县应急管理局|2023-10-31|2023年10月底前
        7|3|双电源未实现|县供电公司|2023-12-31|2023年底前
        """,
    )
    return MadeList(book, expected)


def totals_notes_and_signatures() -> MadeList:
    book = book_with(
        "隐患整改",
        """
        南荻县企业隐患整改情况表
        填报单位（盖章）：南荻县应急管理局
        序号|企业名称|隐患描述|责任单位|整改期限|资金（万元）
        #1|南荻三禾化工有限公司|氮气管线无盲板|南荻三禾化工有限公司|2021年8月31日|#3
        #2|南荻三禾化工有限公司|应急照明损坏|南荻三禾化工有限公司|2021年8月12日|#1
        #3|南荻和顺助剂有限公司|粉尘清扫不及时|南荻和顺助剂有限公司|2021年8月10日|#0
        合计||3项|||#4
        .
        说明：1.整改期限为交办单所列期限。
        2.资金为企业自筹。
        备注：本表每月25日前报送县安委办。
        填表人：何某||审核人：吕某||联系电话：0900-0000000
        """,
        merged="A1:F1 A2:F2 A9:F9 A10:F10 A11:F11",
    )
    dress(book.active, 3)
    expected = expect(
        "隐患整改",
        3,
        """
        row|no|title|lead|deadline|text
        4|1|氮气管线无盲板|南荻三禾化工有限公司|2021-08-31|2021年8月31日
        5|2|应急照明损坏|南荻三禾化工有限公司|2021-08-12|2021年8月12日
        6|3|粉尘清扫不及时|南荻和顺助剂有限公司|2021-08-10|2021年8月10日
        """,
    )
    return MadeList(book, expected)


def blank_rows_and_formatted_tail() -> MadeList:
    """Blank rows between the items, serials prepared in advance, borders down to row 500."""
    book = book_with(
        "Sheet1",
        """
        序号|隐患描述|整改措施|责任单位|整改时限
        #1|蒸汽管道保温脱落|修复|青崮热力有限公司|2022年3月20日
        .
        #2|爬梯护笼变形|更换|青崮热力有限公司|2022年3月25日
        .
        .
        #3|减压阀前后无压力表|补装|青崮热力有限公司|2022年4月1日
        #4
        #5
        #6
        """,
    )
    dress(book.active, 1, last=500)
    expected = expect(
        "Sheet1",
        1,
        """
        row|no|title|lead|deadline|text
        2|1|蒸汽管道保温脱落|青崮热力有限公司|2022-03-20|2022年3月20日
        4|2|爬梯护笼变形|青崮热力有限公司|2022-03-25|2022年3月25日
        7|3|减压阀前后无压力表|青崮热力有限公司|2022-04-01|2022年4月1日
        """,
    )
    return MadeList(book, expected)


def serials_of_every_kind() -> MadeList:
    book = book_with(
        "问题",
        """
        编号|问题描述|责任单位|整改时限
        001|泵房轴流风机停用|恒泽公司|2022年6月1日
        1-1|氢气瓶与氧气瓶混放|恒泽公司|2022年6月2日
        （一）1.|操作柱接地不良|恒泽公司|2022年6月3日
        第3项|事故池阀门无标识|恒泽公司|2022年6月4日
        |取样口无冷却器|恒泽公司|2022年6月5日
        QG-2022-017|中间罐无高液位报警|恒泽公司|2022年6月6日
        #12|污油罐呼吸阀堵塞|恒泽公司|2022年6月7日
        """,
    )
    expected = expect(
        "问题",
        1,
        """
        row|no|title|lead|deadline
        2|001|泵房轴流风机停用|恒泽公司|2022-06-01
        3|1-1|氢气瓶与氧气瓶混放|恒泽公司|2022-06-02
        4|（一）1.|操作柱接地不良|恒泽公司|2022-06-03
        5|第3项|事故池阀门无标识|恒泽公司|2022-06-04
        6|-|取样口无冷却器|恒泽公司|2022-06-05
        7|QG-2022-017|中间罐无高液位报警|恒泽公司|2022-06-06
        8|12|污油罐呼吸阀堵塞|恒泽公司|2022-06-07
        """,
    )
    return MadeList(book, expected)
