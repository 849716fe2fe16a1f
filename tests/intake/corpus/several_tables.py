"""Several tables in one sheet, one below the other, each with a heading of its own."""

from tests.intake.corpus.expectations import expect
from tests.intake.corpus.grids import MadeList, book_with, dress


def further_table_in_another_order() -> MadeList:
    """The second list of the sheet has the same columns, but the problem stands last."""
    book = book_with(
        "交办单",
        """
        北泽镇2022年交办问题清单
        序号|存在问题|责任单位|整改时限
        #1|集镇垃圾中转站渗滤液外溢|北泽镇人民政府|6月底
        .
        二、生态环境类问题清单
        序号|责任单位|整改时限|存在问题
        #1|市生态环境局青崮分局|9月底|危废台账缺失
        #2|县水利局|10月底|北泽河非法采砂
        """,
        merged="A1:D1 A5:D5",
    )
    expected = expect(
        "交办单",
        2,
        """
        row|no|title|lead|deadline|text
        3|1|垃圾中转站渗滤液外溢|北泽镇人民政府|2022-06-30|6月底
        7|1|危废台账缺失|市生态环境局青崮分局|2022-09-30|9月底
        8|2|北泽河非法采砂|县水利局|2022-10-31|10月底
        """,
    )
    return MadeList(book, expected)


def richer_table_below_a_plain_one() -> MadeList:
    """The second heading says more than the first; the list still begins with the first."""
    book = book_with(
        "清单",
        """
        南荻县2021年问题清单
        序号|存在问题|责任单位|整改时限
        #1|交通标线不清|县公安局|6月底
        #2|桥面破损|县交通运输局|7月底
        .
        附表二
        序号|企业名称|存在问题|隐患级别|整改措施|责任单位|整改时限|备注
        #1|南荻三禾化工有限公司|危废标签缺失|一般|补贴|县应急管理局|9月底|复查
        """,
        merged="A1:D1",
    )
    expected = expect(
        "清单",
        2,
        """
        row|no|title|lead|deadline
        3|1|交通标线不清|县公安局|2021-06-30
        4|2|桥面破损|县交通运输局|2021-07-31
        8|1|危废标签缺失|县应急管理局|2021-09-30
        """,
    )
    return MadeList(book, expected)


def enterprises_one_below_the_other_in_different_years() -> MadeList:
    """Each enterprise has its own labels above its own heading: the year of the visit is that of the deadlines."""
    book = book_with(
        "诊断",
        """
        危化品企业专家诊断问题清单
        企业名称：青崮恒泽精细化工有限公司|||检查时间：2021年5月6日
        序号|存在问题|责任单位|整改时限
        #1|反应釜爆破片超期|恒泽公司|6月底
        .
        企业名称：南荻和顺助剂有限公司|||检查时间：2022年3月5日
        序号|存在问题|责任单位|整改时限
        #1|导热油炉无低液位报警|和顺公司|7月底
        #2|电缆沟未封堵|和顺公司|15日内
        """,
        merged="A1:D1",
    )
    expected = expect(
        "诊断",
        3,
        """
        row|no|title|lead|deadline|text
        4|1|反应釜爆破片超期|恒泽公司|2021-06-30|6月底
        8|1|导热油炉无低液位报警|和顺公司|2022-07-31|7月底
        9|2|电缆沟未封堵|和顺公司|2022-03-20|15日内
        """,
    )
    return MadeList(book, expected)


def two_row_heading_on_each_page() -> MadeList:
    book = book_with(
        "打印",
        """
        柳塘镇2021年隐患整改清单
        序号|隐患内容|整改时限|责任单位|
        |||牵头单位|配合单位
        #1|粮库电气线路老化|6月底|柳塘镇人民政府|县供电公司
        序号|隐患内容|整改时限|责任单位|
        |||牵头单位|配合单位
        #2|渡口缺少救生设备|7月底|县交通运输局|
        """,
        merged="A1:E1 A2:A3 B2:B3 C2:C3 D2:E2 A5:A6 B5:B6 C5:C6 D5:E5",
    )
    dress(book.active, 3)
    expected = expect(
        "打印",
        3,
        """
        row|no|title|lead|deadline
        4|1|粮库电气线路老化|柳塘镇人民政府|2021-06-30
        7|2|渡口缺少救生设备|县交通运输局|2021-07-31
        """,
    )
    return MadeList(book, expected)
