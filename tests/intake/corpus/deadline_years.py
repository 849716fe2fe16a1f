"""A deadline without a year takes the year of its list."""

from tests.intake.corpus.expectations import expect
from tests.intake.corpus.grids import MadeList, book_with


def year_in_title() -> MadeList:
    book = book_with(
        "Sheet1",
        """
        南荻县2019年危险化学品安全综合治理问题清单
        序号|问题描述|责任单位|整改时限
        #1|罐车卸料无人监护|南荻三禾化工有限公司|6月底
        #2|库房无通风记录|南荻三禾化工有限公司|6月30日前
        #3|作业许可过期|南荻三禾化工有限公司|7月中旬
        #4|预案未演练|南荻三禾化工有限公司|年底前
        #5|双控机制未建立|县应急管理局|三季度末
        #6|培训档案缺失|南荻和顺助剂有限公司|7月1日—7月15日
        #7|一般固废露天堆放|南荻和顺助剂有限公司|十二月底前
        """,
        merged="A1:D1",
    )
    expected = expect(
        "Sheet1",
        2,
        """
        row|no|title|deadline|text
        3|1|罐车卸料无人监护|2019-06-30|6月底
        4|2|库房无通风记录|2019-06-30|6月30日前
        5|3|作业许可过期|2019-07-20|7月中旬
        6|4|预案未演练|2019-12-31|年底前
        7|5|双控机制未建立|2019-09-30|三季度末
        8|6|培训档案缺失|2019-07-15|7月1日—7月15日
        9|7|一般固废露天堆放|2019-12-31|十二月底前
        """,
    )
    return MadeList(book, expected)


def year_in_heading() -> MadeList:
    book = book_with(
        "反馈问题",
        """
        县化工产业园问题整改表
        序号|反馈问题|责任单位|完成时限（2020年）
        #1|可燃气体探测器安装过高|禾润公司|5月20日前
        #2|电工证过期|禾润公司|6月底前
        #3|放散管高度不足|禾润公司|12月
        """,
        merged="A1:D1",
    )
    expected = expect(
        "反馈问题",
        2,
        """
        row|no|title|deadline|text
        3|1|可燃气体探测器|2020-05-20|5月20日前
        4|2|电工证过期|2020-06-30|6月底前
        5|3|放散管高度不足|2020-12-31|12月
        """,
    )
    return MadeList(book, expected)


def year_in_found_date() -> MadeList:
    """Two years in one list: each row takes that of the day on which the problem was found."""
    book = book_with(
        "日常巡查",
        """
        序号|检查日期|问题描述|责任单位|整改期限
        #1|@2018-11-05|夜间偷排异味气体|禾润公司|11月20日
        #2|@2018-12-03|装卸区积水|禾润公司|12月底前
        #3|@2019-03-11|配电箱门未跨接|恒泽公司|3月25日前
        #4|2019年4月2日|固废库混存|恒泽公司|4月15日
        """,
    )
    expected = expect(
        "日常巡查",
        1,
        """
        row|no|title|deadline|text
        2|1|夜间偷排异味气体|2018-11-20|11月20日
        3|2|装卸区积水|2018-12-31|12月底前
        4|3|配电箱门未跨接|2019-03-25|3月25日前
        5|4|固废库混存|2019-04-15|4月15日
        """,
    )
    return MadeList(book, expected)


def year_in_cell_above() -> MadeList:
    book = book_with(
        "Sheet1",
        """
        序号|隐患描述|责任单位|整改时限
        #1|厂房轻质屋面破损|澄禾公司|2020年9月10日
        #2|雷达液位计故障|澄禾公司|9月20日
        #3|引风机异响|澄禾公司|10月底前
        #4|酸雾吸收塔塔体渗漏|澄禾公司|2020年11月15日前
        #5|应急通道堆物|澄禾公司|11月3日前
        """,
    )
    expected = expect(
        "Sheet1",
        1,
        """
        row|no|title|deadline|text
        2|1|厂房轻质屋面破损|2020-09-10|2020年9月10日
        3|2|雷达液位计故障|2020-09-20|9月20日
        4|3|引风机异响|2020-10-31|10月底前
        5|4|酸雾吸收塔塔体|2020-11-15|2020年11月15日前
        6|5|应急通道堆物|2020-11-03|11月3日前
        """,
    )
    return MadeList(book, expected)


def year_in_reporting_line() -> MadeList:
    """The only year stands in the line that says when the list was filled in."""
    book = book_with(
        "月报表",
        """
        化工企业隐患排查整改月报表
        填报单位：北泽镇人民政府|||填报时间：2021年5月25日
        序号|隐患描述|整改措施|责任单位|整改时限
        #1|配电室存放杂物|清理|北泽日化厂|5月31日前
        #2|临时用电未审批|补办|北泽日化厂|6月5日
        #3|消火栓被遮挡|移除|北泽镇供销社|6月上旬
        """,
        merged="A1:E1 A2:C2 D2:E2",
    )
    expected = expect(
        "月报表",
        3,
        """
        row|no|title|lead|deadline|text
        4|1|配电室存放杂物|北泽日化厂|2021-05-31|5月31日前
        5|2|临时用电未审批|北泽日化厂|2021-06-05|6月5日
        6|3|消火栓被遮挡|北泽镇供销社|2021-06-10|6月上旬
        """,
    )
    return MadeList(book, expected)
