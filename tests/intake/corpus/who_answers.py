"""Who answers for an item: roles in words, several columns for units, 同上."""

from tests.intake.corpus.expectations import expect
from tests.intake.corpus.grids import MadeList, book_with


def roles_written_into_the_cell() -> MadeList:
    book = book_with(
        "清单",
        """
        2021年问题清单
        序号|存在问题|责任单位|整改时限
        #1|危货车辆违停|县公安局牵头，县交通运输局配合|6月底
        #2|消防水压不足|由园区管委会牵头负责，县水利局配合|6月底
        #3|燃气管道占压|1.县住建局⏎2.县城管局|6月底
        #4|应急演练走过场|县应急管理局及各乡镇人民政府|6月底
        #5|烟花非法储存|县公安局和县应急管理局按职责分工负责|6月底
        #6|特种设备超期|★县市场⏎监督管理局|6月底
        #7|加油站无防渗池|县商务局负责|6月底
        #8|酸罐老化|沁阳和平化工有限公司、北泽镇|6月底
        #9|扬尘未抑制|县生态环境局配合、县住建局牵头|6月底
        """,
    )
    expected = expect(
        "清单",
        2,
        """
        row|no|title|lead|deadline
        3|1|危货车辆违停|县公安局|2021-06-30
        4|2|消防水压不足|园区管委会|2021-06-30
        5|3|燃气管道占压|县住建局|2021-06-30
        6|4|应急演练走过场|县应急管理局|2021-06-30
        7|5|烟花非法储存|县公安局|2021-06-30
        8|6|特种设备超期|县市场监督管理局|2021-06-30
        9|7|加油站无防渗池|县商务局|2021-06-30
        10|8|酸罐老化|沁阳和平化工有限公司|2021-06-30
        11|9|扬尘未抑制|县住建局|2021-06-30
        """,
    )
    return MadeList(book, expected)


def leading_responsible_and_assisting_units() -> MadeList:
    """Where no unit leads, the responsible one does."""
    book = book_with(
        "任务",
        """
        2021年问题清单
        序号|存在问题|牵头领导|牵头单位|责任单位|配合单位|整改时限
        #1|尾气收集率低|陈某|市生态环境局青崮分局|青崮恒泽精细化工有限公司|园区管委会|6月底
        #2|应急物资账实不符|陈某||青崮恒泽精细化工有限公司|园区管委会|6月底
        """,
    )
    expected = expect(
        "任务",
        2,
        """
        row|no|title|lead|deadline
        3|1|尾气收集率低|市生态环境局青崮分局|2021-06-30
        4|2|应急物资账实不符|青崮恒泽精细化工有限公司|2021-06-30
        """,
    )
    return MadeList(book, expected)


def as_above() -> MadeList:
    book = book_with(
        "清单",
        """
        序号|企业名称|存在问题|责任单位|整改时限
        #1|青崮沐阳药业有限公司|甲类仓库超量|县应急管理局|2021年6月30日
        #2|同上|标识不清|同上|同上
        #3|〃|通道堵塞|〃|〃
        #4|南荻和顺助剂有限公司|甲类仓库超量|县公安局|长期坚持
        #5|"|同上|"|"
        """,
    )
    expected = expect(
        "清单",
        1,
        """
        row|no|title|lead|deadline|text|kind
        2|1|甲类仓库超量|县应急管理局|2021-06-30|2021年6月30日|-
        3|2|标识不清|县应急管理局|2021-06-30|同上|-
        4|3|通道堵塞|县应急管理局|2021-06-30|〃|-
        5|4|甲类仓库超量|县公安局|-|长期坚持|long_term
        6|5|甲类仓库超量|县公安局|-|"|long_term
        """,
    )
    return MadeList(book, expected)


def listed_supervision() -> MadeList:
    """隐患基本情况 is the problem, the supervising unit is not the one that has to act."""
    book = book_with(
        "挂牌",
        """
        青崮县2022年第一批挂牌督办重大事故隐患清单
        项次|隐患所在单位|隐患地址|隐患基本情况|督办单位|整改责任单位|拟整改到位时间
        #1|青柳路K12段|柳塘镇|边坡滑塌，危及行车|县安委会|县交通运输局|2022年6月30日前
        #2|永兴煤矿|北泽镇|通风系统不可靠|县安委会|永兴煤矿有限公司|2022年10月底前
        """,
        merged="A1:G1",
    )
    expected = expect(
        "挂牌",
        2,
        """
        row|no|title|lead|deadline
        3|1|边坡滑塌|县交通运输局|2022-06-30
        4|2|通风系统不可靠|永兴煤矿有限公司|2022-10-31
        """,
    )
    return MadeList(book, expected)


def letters_of_the_public() -> MadeList:
    book = book_with(
        "第三批",
        """
        省督察组交办群众信访举报件办理情况一览表
        （第三批，2021年9月2日）
        序号|受理编号|交办问题基本情况|行政区域|污染类型|是否属实|处理和整改情况|责任单位|办结时限
        #1|D3HB202109010023|夜间偷排废气，气味刺鼻。|青崮县|大气|属实|责令停产|县应急管理局|9月10日前
        #2|X3HB202109010007|粪污直排水库。|青崮县|水|部分属实|限期整改|县农业农村局|9月30日前
        """,
        merged="A1:I1 A2:I2",
    )
    expected = expect(
        "第三批",
        3,
        """
        row|title|lead|deadline
        4|夜间偷排废气|县应急管理局|2021-09-10
        5|粪污直排水库|县农业农村局|2021-09-30
        """,
    )
    return MadeList(book, expected)
