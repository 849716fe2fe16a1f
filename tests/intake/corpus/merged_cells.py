"""Cells merged over several items, and items that take several rows."""

from tests.intake.corpus.expectations import expect, expect_at_least
from tests.intake.corpus.grids import MadeList, book_with, dress


def enterprise_and_deadline_over_items() -> MadeList:
    """Enterprise, deadline and unit each stand once for the rows they are merged over."""
    book = book_with(
        "问题清单",
        """
        澄源县化工园区企业问题清单
        序号|企业名称|存在问题|整改时限|牵头单位|责任人
        #1|澄禾新材料有限公司|液氯库房无应急喷淋|2022年9月底前|县应急管理局|韩某
        #2||压力管道未登记|||
        #3||应急柜空气呼吸器过期|2022年8月20日||
        #4|澄源百川化学有限公司|焚烧炉烟气超标|2022年12月底前|市生态环境局澄源分局|杨某
        #5||危废标签缺失|||
        #6||消防泵无法自启|2022年8月31日前|县消防救援大队|
        """,
        merged="A1:F1 B3:B5 D3:D4 E3:E5 F3:F5 B6:B8 D6:D7 E6:E7 F6:F8",
    )
    dress(book.active, 2)
    expected = expect(
        "问题清单",
        2,
        """
        row|no|title|lead|deadline|text
        3|1|液氯库房无应急喷淋|县应急管理局|2022-09-30|2022年9月底前
        4|2|压力管道未登记|县应急管理局|2022-09-30|2022年9月底前
        5|3|应急柜空气呼吸器|县应急管理局|2022-08-20|2022年8月20日
        6|4|焚烧炉烟气超标|市生态环境局澄源分局|2022-12-31|2022年12月底前
        7|5|危废标签缺失|市生态环境局澄源分局|2022-12-31|2022年12月底前
        8|6|消防泵无法自启|县消防救援大队|2022-08-31|2022年8月31日前
        """,
    )
    return MadeList(book, expected)


def items_merged_over_rows() -> MadeList:
    """Every cell of an item is merged over two or three rows: still one item."""
    book = book_with(
        "Sheet1",
        """
        序号|问题描述|整改措施|责任单位|整改时限
        #1|园区东侧围墙未封闭|补建围墙|县化工产业园管委会|2021年10月底前
        .
        #2|专用停车场未建设|立项建设|县交通运输局|2022年底前
        .
        .
        #3|固废填埋场防渗膜破损|修补并检测|青崮县洁源环保有限公司|2021年9月30日
        #4|公共管廊标识不清|重做标识|县化工产业园管委会|2021年9月15日
        .
        """,
        merged="A2:A3 B2:B3 C2:C3 D2:D3 E2:E3 A4:A6 B4:B6 C4:C6 D4:D6 E4:E6 A8:A9 B8:B9 C8:C9 D8:D9 E8:E9",
    )
    dress(book.active, 1)
    expected = expect(
        "Sheet1",
        1,
        """
        row|no|title|lead|deadline|text
        2|1|园区东侧围墙未封闭|县化工产业园管委会|2021-10-31|2021年10月底前
        4|2|专用停车场未建设|县交通运输局|2022-12-31|2022年底前
        7|3|固废填埋场防渗膜破损|青崮县洁源环保有限公司|2021-09-30|2021年9月30日
        8|4|公共管廊标识不清|县化工产业园管委会|2021-09-15|2021年9月15日
        """,
    )
    return MadeList(book, expected)


def blocks_whose_rows_differ() -> MadeList:
    """Serial and problem are merged, but every row has its own unit, measure and deadline: each is an item."""
    book = book_with(
        "任务分解",
        """
        澄源县化工园区突出问题任务分解表
        序号|反馈问题|整改任务|责任单位|完成时限
        #1|园区雨污管网混接|完成管网普查|县住房和城乡建设局|2022年6月底前
        ||完成混接点改造|县化工产业园管委会|2022年12月底前
        ||建立排查档案|市生态环境局澄源分局|2023年3月底前
        #2|园区未设消防站|完成选址|县自然资源局|2022年5月底前
        ||建成投用|县消防救援大队|2023年底前
        #3|智慧平台数据中断|恢复传输|县化工产业园管委会|2022年4月10日
        """,
        merged="A1:E1 A3:A5 B3:B5 A6:A7 B6:B7",
    )
    dress(book.active, 2)
    expected = expect(
        "任务分解",
        2,
        """
        row|no|title|lead|deadline|text
        3|1|园区雨污管网混接|县住房和城乡建设局|2022-06-30|2022年6月底前
        4|1|园区雨污管网混接|县化工产业园管委会|2022-12-31|2022年12月底前
        5|1|园区雨污管网混接|市生态环境局澄源分局|2023-03-31|2023年3月底前
        6|2|园区未设消防站|县自然资源局|2022-05-31|2022年5月底前
        7|2|园区未设消防站|县消防救援大队|2023-12-31|2023年底前
        8|3|智慧平台数据中断|县化工产业园管委会|2022-04-10|2022年4月10日
        """,
    )
    return MadeList(book, expected)


def blocks_with_listed_measures() -> MadeList:
    """Only the measures fill the rows of a block. Whether they make items of their own the contract leaves open."""
    book = book_with(
        "方案",
        """
        序号|问题|整改措施|责任单位|整改时限
        #1|承包商管理混乱|1.清退无资质队伍|澄源百川化学有限公司|2022年7月15日
        ||2.重新培训
        ||3.签订安全协议
        #2|检维修作业无人监护|1.落实监护人|澄禾新材料有限公司|2022年7月1日
        ||2.视频监控
        """,
        merged="A2:A4 B2:B4 D2:D4 E2:E4 A5:A6 B5:B6 D5:D6 E5:E6",
    )
    expected = expect_at_least(
        "方案",
        1,
        """
        row|no|title|lead|deadline|text
        2|1|承包商管理混乱|澄源百川化学有限公司|2022-07-15|2022年7月15日
        5|2|检维修作业无人监护|澄禾新材料有限公司|2022-07-01|2022年7月1日
        """,
    )
    return MadeList(book, expected)


def one_serial_for_each_enterprise() -> MadeList:
    """The serial counts enterprises; each row below it is a problem of its own."""
    book = book_with(
        "明查暗访",
        """
        序号|企业|隐患内容|责任单位|整改期限
        #1|澄禾新材料有限公司|值班室无人值守|镇安监站|2023年2月10日
        ||安全出口上锁|镇安监站|2023年2月3日
        ||灭火器压力不足|镇安监站|2023年2月5日
        #2|澄源百川化学有限公司|储罐液位计失灵|县应急管理局|2023年2月28日
        ||围堰排水阀常开|市生态环境局澄源分局|2023年2月6日
        """,
        merged="A2:A4 B2:B4 A5:A6 B5:B6",
    )
    expected = expect(
        "明查暗访",
        1,
        """
        row|no|title|lead|deadline|text
        2|1|值班室无人值守|镇安监站|2023-02-10|2023年2月10日
        3|1|安全出口上锁|镇安监站|2023-02-03|2023年2月3日
        4|1|灭火器压力不足|镇安监站|2023-02-05|2023年2月5日
        5|2|储罐液位计失灵|县应急管理局|2023-02-28|2023年2月28日
        6|2|围堰排水阀常开|市生态环境局澄源分局|2023-02-06|2023年2月6日
        """,
    )
    return MadeList(book, expected)


def cells_merged_sideways() -> MadeList:
    """Measures take three columns in every row, and a unit two columns and two rows."""
    book = book_with(
        "统计表",
        """
        现场隐患整改统计表
        序号|隐患内容|整改措施|||责任单位||整改期限
        #1|吊篮钢丝绳断丝|更换钢丝绳|||南荻安装工程有限公司||@2021-11-02
        #2|脚手架连墙件缺失|补设|||||@2021-11-03
        #3|受限空间未通风检测|停工整改|||青崮第二建筑有限公司||@2021-11-02
        """,
        merged="A1:H1 C2:E2 F2:G2 C3:E3 C4:E4 C5:E5 F3:G4 F5:G5",
    )
    dress(book.active, 2, font="楷体_GB2312")
    expected = expect(
        "统计表",
        2,
        """
        row|no|title|lead|deadline|kind
        3|1|吊篮钢丝绳断丝|南荻安装工程有限公司|2021-11-02|-
        4|2|脚手架连墙件缺失|南荻安装工程有限公司|2021-11-03|-
        5|3|受限空间未通风检测|青崮第二建筑有限公司|2021-11-02|-
        """,
    )
    return MadeList(book, expected)
