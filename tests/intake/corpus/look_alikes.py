"""Items that look like notes or headings, and rows and columns that look like items."""

from tests.intake.corpus.expectations import expect
from tests.intake.corpus.grids import MadeList, book_with, dress


def problems_that_begin_like_notes() -> MadeList:
    """Problem texts that begin with the words of notes, totals and groups; two of them are the same."""
    book = book_with(
        "Sheet1",
        """
        序号|问题描述|责任单位|整改时限
        #1|注氮管线阀门内漏|恒泽公司|2022年5月10日
        #2|说明书与实物型号不符|恒泽公司|2022年5月11日
        #3|合计量程超出仪表上限|恒泽公司|2022年5月12日
        #4|备注栏未填写作业负责人|沐阳公司|2022年5月13日
        #5|一、二级负荷未分开供电|沐阳公司|2022年5月14日
        |总计量室门禁失效|沐阳公司|2022年5月15日
        #7|填表人代签动火票|禾润公司|2022年5月16日
        #8|填表人代签动火票|禾润公司|2022年5月16日
        """,
    )
    expected = expect(
        "Sheet1",
        1,
        """
        row|no|title|lead|deadline
        2|1|注氮管线阀门内漏|恒泽公司|2022-05-10
        3|2|说明书与实物|恒泽公司|2022-05-11
        4|3|合计量程超出|恒泽公司|2022-05-12
        5|4|备注栏未填写|沐阳公司|2022-05-13
        6|5|级负荷未分开供电|沐阳公司|2022-05-14
        7|-|总计量室门禁|沐阳公司|2022-05-15
        8|7|填表人代签|禾润公司|2022-05-16
        9|8|填表人代签|禾润公司|2022-05-16
        """,
    )
    return MadeList(book, expected)


def second_table_with_title_and_heading() -> MadeList:
    """A new page brings the title, the reporting line and the heading again; the end says that the rest is blank."""
    book = book_with(
        "打印稿",
        """
        柳塘镇化工企业问题及整改时限一览表
        填报单位：柳塘镇人民政府|||2022年9月1日
        序号|存在的突出问题|整改责任单位|整改完成时限
        #1|成品库超量储存|柳塘兴农化工厂|9月30日前
        #2|厂区无防雷接地|柳塘兴农化工厂|10月底前
        柳塘镇化工企业问题及整改时限一览表
        填报单位：柳塘镇人民政府|||2022年9月1日
        序号|存在的突出问题|整改责任单位|整改完成时限
        #3|清污分流未落实|柳塘兴农化工厂|2022年11月15日
        #4|值守人员脱岗|柳塘兴农化工厂|立即整改
        以下空白
        单位负责人（签字）：||日期：␣␣␣年␣␣月␣␣日
        """,
        merged="A1:D1 A2:C2 A6:D6 A7:C7 A11:D11",
    )
    dress(book.active, 3)
    expected = expect(
        "打印稿",
        3,
        """
        row|no|title|lead|deadline|text|kind
        4|1|成品库超量储存|柳塘兴农化工厂|2022-09-30|9月30日前|-
        5|2|厂区无防雷接地|柳塘兴农化工厂|2022-10-31|10月底前|-
        9|3|清污分流未落实|柳塘兴农化工厂|2022-11-15|2022年11月15日|-
        10|4|值守人员脱岗|柳塘兴农化工厂|-|立即整改|immediate
        """,
    )
    return MadeList(book, expected)


def preamble_that_names_the_columns() -> MadeList:
    book = book_with(
        "报送表",
        """
        附件3
        危化品企业隐患报送表
        各单位请按要求填写问题描述、责任单位、整改时限等内容，问题描述要具体，整改时限要明确到日。
        序号由系统生成，不得改动。
        .
        单位：万元
        序号|隐患名称|隐患描述|投入资金|责任单位|整改时限
        #1|消防|泡沫液过期|#6|青崮禾润新材料有限公司|2023年3月31日
        #2|电气|防爆接线箱缺螺栓|#1|青崮禾润新材料有限公司|2023年2月20日
        """,
        merged="A2:F2 A3:F3 A4:F4 A6:F6",
    )
    expected = expect(
        "报送表",
        7,
        """
        row|no|lead|deadline|text
        8|1|青崮禾润新材料有限公司|2023-03-31|2023年3月31日
        9|2|青崮禾润新材料有限公司|2023-02-20|2023年2月20日
        """,
    )
    return MadeList(book, expected)


def first_and_last_day_in_two_columns() -> MadeList:
    """The time limit has a column for the start and one for the end; each role has a column for unit and person."""
    book = book_with(
        "责任清单 ",
        """
        问题整改责任清单
        序号|问题描述|牵头单位||配合单位||整改时限|
        ||单位名称|负责人|单位名称|负责人|开始时间|完成时间
        #1|园区出入口未设卡口|县公安局|罗某|县化工产业园管委会|邓某|@2022-03-01|@2022-05-31
        #2|管廊穿越段无防撞|县交通运输局|萧某|县应急管理局|邓某|@2022-03-10|@2022-06-15
        """,
        merged="A1:H1 A2:A3 B2:B3 C2:D2 E2:F2 G2:H2",
    )
    expected = expect(
        "责任清单 ",
        3,
        """
        row|no|title|lead|deadline|kind
        4|1|园区出入口未设卡口|县公安局|2022-05-31|-
        5|2|管廊穿越段无防撞|县交通运输局|2022-06-15|-
        """,
    )
    return MadeList(book, expected)


def list_without_serials() -> MadeList:
    """No column of serials at all; the enterprise comes first and the problem last."""
    book = book_with(
        "20220518检查",
        """
        被检查单位|检查日期|限期整改日期|隐患级别|事故隐患内容
        青崮沐阳药业有限公司|@2022-05-18|@2022-05-25|一般|离心机氮封未投用
        青崮沐阳药业有限公司|@2022-05-18|@2022-06-10|一般|溶媒罐阻火器堵塞
        青崮热力有限公司|@2022-05-19|@2022-05-19|一般|煤仓测温装置失灵
        """,
    )
    dress(book.active, 1, colour="C6E0B4")
    expected = expect(
        "20220518检查",
        1,
        """
        row|no|title|deadline|kind
        2|-|离心机氮封未投用|2022-05-25|-
        3|-|溶媒罐阻火器堵塞|2022-06-10|-
        4|-|煤仓测温装置失灵|2022-05-19|-
        """,
    )
    return MadeList(book, expected)


def units_with_labels_and_rare_separators() -> MadeList:
    book = book_with(
        "清单",
        """
        序号|反馈问题|责任单位|整改期限
        #1|危货运输路线未划定|牵头单位：县公安局；配合单位：县交通运输局|2022年10月底前
        #2|渔业养殖区距离不足|县农业农村局␣县自然资源局|2022年10月底前
        #3|变电站无应急电源|县供电公司/县化工产业园管委会|2022年11月底前
        #4|水源地标志缺失|市生态环境局青崮分局⏎（县水务局配合）|2022年11月底前
        #5|外来施工队管理缺位|青崮恒泽精细化工有限公司|2022年10月15日
        """,
    )
    expected = expect(
        "清单",
        1,
        """
        row|no|title|lead|deadline
        2|1|危货运输路线未划定|县公安局|2022-10-31
        3|2|渔业养殖区距离不足|县农业农村局|2022-10-31
        4|3|变电站无应急电源|县供电公司|2022-11-30
        5|4|水源地标志缺失|?|2022-11-30
        6|5|外来施工队管理|青崮恒泽精细化工有限公司|2022-10-15
        """,
    )
    return MadeList(book, expected)


def units_and_persons_in_one_column() -> MadeList:
    """The person stands behind the unit, after a blank or a line break: the unit named first is the lead."""
    book = book_with(
        "清单",
        """
        序号|存在问题|整改措施|责任单位及责任人|整改时限
        #1|粉尘车间未按期清灰|制定清灰制度|县应急管理局␣王某|2022年9月底前
        #2|污泥堆场无防雨设施|搭建雨棚|市生态环境局青崮分局⏎李某|2022年8月底前
        #3|临时用电线路过路未防护|穿管保护|县住房和城乡建设局␣␣赵某|2022年7月20日
        """,
    )
    expected = expect(
        "清单",
        1,
        """
        row|no|title|lead|deadline
        2|1|粉尘车间未按期清灰|县应急管理局|2022-09-30
        3|2|污泥堆场无防雨设施|市生态环境局青崮分局|2022-08-31
        4|3|临时用电线路过路|县住房和城乡建设局|2022-07-20
        """,
    )
    return MadeList(book, expected)
