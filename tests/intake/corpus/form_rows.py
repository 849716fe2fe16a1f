"""Rows that belong to the form and not to the list: examples, explanations, signatures, labels of what follows."""

from tests.intake.corpus.expectations import expect
from tests.intake.corpus.grids import MadeList, book_with, dress


def made_up_example_first() -> MadeList:
    book = book_with(
        "填报表",
        """
        青崮县2023年度隐患填报表
        序号|存在问题|整改措施|责任单位|整改时限
        示例|某企业未设安全警示标志|立即增设|XX县应急管理局|2023年6月30日
        #1|甲类仓库温湿度计损坏|更换|县应急管理局|8月底
        #2|卸车鹤管未接地|接地|北泽镇人民政府|9月底
        """,
        merged="A1:E1",
    )
    expected = expect(
        "填报表",
        2,
        """
        row|no|title|lead|deadline
        4|1|甲类仓库温湿度计损坏|县应急管理局|2023-08-31
        5|2|卸车鹤管未接地|北泽镇人民政府|2023-09-30
        """,
    )
    return MadeList(book, expected)


def explanations_below_the_heading() -> MadeList:
    book = book_with(
        "报送",
        """
        序号|隐患描述|责任单位|整改时限
        （自动）|（简要描述，不超过50字）|（填写全称）|（具体到日）
        #1|蒸汽冷凝水管穿孔|青崮热力有限公司|2023年3月1日
        #2|锅炉房安全出口上锁|青崮热力有限公司|2023年3月2日
        """,
    )
    dress(book.active, 1)
    expected = expect(
        "报送",
        1,
        """
        row|no|title|lead|deadline
        3|1|蒸汽冷凝水管穿孔|青崮热力有限公司|2023-03-01
        4|2|锅炉房安全出口上锁|青崮热力有限公司|2023-03-02
        """,
    )
    return MadeList(book, expected)


def signatures_without_colons() -> MadeList:
    book = book_with(
        "隐患表",
        """
        南荻县2021年隐患表
        序号|存在问题|责任单位|整改时限
        #1|消防泵不能自动启动|南荻三禾化工有限公司|6月底
        制表␣张某||审核␣李某|
        单位盖章|||
        |||年␣␣月␣␣日
        """,
        merged="A1:D1",
    )
    expected = expect(
        "隐患表",
        2,
        """
        row|no|title|lead|deadline
        3|1|消防泵不能自动启动|南荻三禾化工有限公司|2021-06-30
        """,
    )
    return MadeList(book, expected)


def office_and_day_at_the_end() -> MadeList:
    """As below a letter: who has drawn the list up and when, each alone at the right."""
    book = book_with(
        "附件",
        """
        青崮县2022年重点问题清单
        序号|存在问题|责任单位|整改时限
        #1|危险货物停车场未建|县交通运输局|年底前
        #2|园区道路无限速标志|县公安局|9月底
        .
        |||青崮县安全生产委员会办公室
        |||2022年5月20日
        """,
        merged="A1:D1",
    )
    expected = expect(
        "附件",
        2,
        """
        row|no|title|lead|deadline
        3|1|危险货物停车场未建|县交通运输局|2022-12-31
        4|2|园区道路无限速标志|县公安局|2022-09-30
        """,
    )
    return MadeList(book, expected)


def labelled_enterprises_between_the_items() -> MadeList:
    book = book_with(
        "会诊",
        """
        2021年会诊问题清单
        序号|存在问题|责任单位|整改时限
        企业名称：青崮沐阳药业有限公司||联系人：王某|
        #1|溶剂回收无氮封|青崮沐阳药业有限公司|6月底
        企业名称：南荻和顺助剂有限公司（1项）|||
        #1|投料口无除尘|南荻和顺助剂有限公司|7月底
        """,
        merged="A1:D1 A5:D5",
    )
    expected = expect(
        "会诊",
        2,
        """
        row|no|title|lead|deadline
        4|1|溶剂回收无氮封|青崮沐阳药业有限公司|2021-06-30
        6|1|投料口无除尘|南荻和顺助剂有限公司|2021-07-31
        """,
    )
    return MadeList(book, expected)


def note_between_the_items() -> MadeList:
    book = book_with(
        "清单",
        """
        2021年问题清单
        序号|存在问题|责任单位|整改时限
        #1|泵区地面积水|县应急管理局|6月底
        注：以下为5月新增问题
        #2|爬梯锈蚀|县应急管理局|7月底
        """,
        merged="A1:D1 A4:D4",
    )
    expected = expect(
        "清单",
        2,
        """
        row|no|title|lead|deadline
        3|1|泵区地面积水|县应急管理局|2021-06-30
        5|2|爬梯锈蚀|县应急管理局|2021-07-31
        """,
    )
    return MadeList(book, expected)
