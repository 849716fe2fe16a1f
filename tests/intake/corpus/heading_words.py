"""What the headings say: other words for the same columns, columns that merely look like them."""

from tests.intake.corpus.expectations import expect
from tests.intake.corpus.grids import MadeList, book_with, dress


def english_beside_chinese() -> MadeList:
    book = book_with(
        "Punch List",
        """
        HSE Inspection Findings 安全检查问题清单 (2023)
        No.|问题描述 Description|区域 Area|责任单位 Responsible Unit|整改期限 Due Date|状态 Status
        #1|LOTO tag missing at pump P-101A 未挂牌上锁|Unit 100|青崮禾润新材料有限公司|@2023-04-10|Open
        #2|Scaffold 脚手架缺少踢脚板|Unit 200|南荻安装工程有限公司|@2023-04-12|Closed
        #3|Eye washer 洗眼器无水|Tank farm|青崮禾润新材料有限公司|@2023-04-30|Open
        """,
        merged="A1:F1",
    )
    expected = expect(
        "Punch List",
        2,
        """
        row|no|title|lead|deadline|kind
        3|1|pumpP-101A|青崮禾润新材料有限公司|2023-04-10|-
        4|2|脚手架缺少踢脚板|南荻安装工程有限公司|2023-04-12|-
        5|3|洗眼器无水|青崮禾润新材料有限公司|2023-04-30|-
        """,
    )
    return MadeList(book, expected)


def twenty_five_columns() -> MadeList:
    book = book_with(
        "大排查明细",
        """
        青崮县化工园区大排查大整治明细表
        序号|问题编号|受检企业|所属园区|检查组|检查日期|检查类别|专业|装置|位号|问题描述|判定依据|隐患级别|是否重大|\
        整改措施|资金（万元）|牵头单位|配合单位|责任单位|责任人|联系电话|计划完成时间|实际完成时间|复查人|备注
        #1|QG-001|青崮恒泽精细化工有限公司|青崮化工产业园|第一组|@2023-05-08|联合检查|工艺|氯化|R-201|\
        氯化反应釜无超温联锁|企业操作规程|一般|否|增设联锁|#12|县应急管理局|管委会|恒泽公司|王某|13800000000|\
        @2023-07-31|@2023-07-20|刘某|
        #2|QG-002|青崮恒泽精细化工有限公司|青崮化工产业园|第一组|@2023-05-08|联合检查|环保|污水站|T-01|\
        调节池未加盖收集废气|环评批复|一般|否|加盖收集|#35|市生态环境局青崮分局||恒泽公司|王某|13800000000|\
        @2023-09-30||刘某|方案已报
        #3|QG-003|青崮沐阳药业有限公司|青崮化工产业园|第二组|@2023-05-09|联合检查|消防|仓库|W-03|\
        丙类仓库存放甲类物料|设计文件|重大|是|清空仓库|#0|县消防救援大队|县应急管理局|沐阳公司|郑某|13900000000|\
        @2023-05-12|@2023-05-11|陈某|
        """,
        merged="A1:Y1",
    )
    dress(book.active, 2, colour="E2EFDA")
    expected = expect(
        "大排查明细",
        2,
        """
        row|title|lead|deadline|kind
        3|氯化反应釜无超温联锁|县应急管理局|2023-07-31|-
        4|调节池未加盖收集废气|市生态环境局青崮分局|2023-09-30|-
        5|丙类仓库存放甲类物料|县消防救援大队|2023-05-12|-
        """,
    )
    return MadeList(book, expected)


def headings_with_instructions() -> MadeList:
    book = book_with(
        "Sheet1",
        """
        各县区问题隐患报送表
        序号|问题描述⏎（写清时间、地点、表现）|整改时限⏎（具体到日）|责任单位⏎（填全称）|是否完成⏎（是/否）
        #1|原料库房电气线路私拉乱接|2022年3月31日|青崮县供销农资有限公司|否
        #2|喷淋塔循环泵停用|2022年4月15日|青崮禾润新材料有限公司|是
        """,
        merged="A1:E1",
    )
    expected = expect(
        "Sheet1",
        2,
        """
        row|no|title|lead|deadline|text|kind
        3|1|原料库房电气线路|青崮县供销农资有限公司|2022-03-31|2022年3月31日|-
        4|2|喷淋塔循环泵停用|青崮禾润新材料有限公司|2022-04-15|2022年4月15日|-
        """,
    )
    return MadeList(book, expected)


def columns_that_look_alike() -> MadeList:
    """Problem kind, source and number beside the problem; three dates beside the deadline."""
    book = book_with(
        "问题台账",
        """
        序号|问题来源|问题类别|具体问题|问题整改情况|督导单位|牵头单位|责任单位|责任领导|交办时间|销号时限|实际销号时间
        #1|省级反馈|安全|气体检测仪布点不足|已补装|市应急局|县应急管理局|沐阳药业|冯某|@2022-02-10|@2022-04-30|@2022-04-26
        #2|省级反馈|环保|初期雨水池容积不足|设计中|市生态局|青崮分局|恒泽化工|陈某|@2022-02-10|@2022-10-31|
        #3|市级交办|合规|二期项目未办施工许可|已停工|市住建局|县住建局|禾润公司|楚某|@2022-02-18|@2022-06-30|
        """,
    )
    dress(book.active, 1, font="微软雅黑", colour="BDD7EE")
    expected = expect(
        "问题台账",
        1,
        """
        row|no|title|lead|deadline|kind
        2|1|气体检测仪布点不足|县应急管理局|2022-04-30|-
        3|2|初期雨水池容积不足|青崮分局|2022-10-31|-
        4|3|二期项目未办施工许可|县住建局|2022-06-30|-
        """,
    )
    return MadeList(book, expected)


def heading_repeated_on_each_page() -> MadeList:
    book = book_with(
        "台账",
        """
        南荻县危化品企业隐患台账
        序号|隐患描述|整改措施|责任单位|整改时限
        #1|反应釜压力表未校验|送检|南荻三禾化工有限公司|2022年8月10日
        #2|叉车司机无证上岗|培训取证|南荻三禾化工有限公司|2022年9月底
        #3|员工未佩戴防静电工作服|配发|南荻三禾化工有限公司|2022年8月5日
        序号|隐患描述|整改措施|责任单位|整改时限
        #4|防爆区使用非防爆手机|禁止带入|南荻和顺助剂有限公司|2022年8月1日
        #5|装卸鹤管无紧急切断阀|加装|南荻和顺助剂有限公司|2022年10月底前
        序号|隐患描述|整改措施|责任单位|整改时限
        #6|泄爆口朝向通道|改造|南荻和顺助剂有限公司|2022年11月30日
        """,
        merged="A1:E1",
    )
    expected = expect(
        "台账",
        2,
        """
        row|no|title|lead|deadline|text
        3|1|反应釜压力表|南荻三禾化工有限公司|2022-08-10|2022年8月10日
        4|2|叉车司机无证上岗|南荻三禾化工有限公司|2022-09-30|2022年9月底
        5|3|员工未佩戴防静电|南荻三禾化工有限公司|2022-08-05|2022年8月5日
        7|4|防爆区使用非防爆手机|南荻和顺助剂有限公司|2022-08-01|2022年8月1日
        8|5|装卸鹤管无紧急切断阀|南荻和顺助剂有限公司|2022-10-31|2022年10月底前
        10|6|泄爆口朝向通道|南荻和顺助剂有限公司|2022-11-30|2022年11月30日
        """,
    )
    return MadeList(book, expected)


def serial_heading_one_row_higher() -> MadeList:
    """The serial's heading is merged with the line of particulars above the other headings."""
    book = book_with(
        "隐患排查统计",
        """
        施工现场隐患排查与治理统计表
        序号|工程名称：南荻三禾化工有限公司搬迁项目|||填报人：何某|填报时间：2022年␣7␣月␣8␣日
        |隐患内容|排查日期|责任单位|整改期限|整改措施与要求||复查结果
        #1|基坑临边未设防护栏杆|@2022-07-01|南荻安装工程有限公司|@2022-07-03|设置栏杆||已整改
        #2|塔吊限位器失灵|@2022-07-02|南荻安装工程有限公司|@2022-07-02|停用检修||已整改
        #3|配电箱一闸多机|@2022-07-05|青崮第二建筑有限公司|@2022-07-06|按规范接线||整改中
        """,
        merged="A1:H1 A2:A3 B2:D2 F2:H2 F3:G3 F4:G4 F5:G5 F6:G6",
    )
    dress(book.active, 3, font="宋体")
    expected = expect(
        "隐患排查统计",
        3,
        """
        row|no|title|lead|deadline|kind
        4|1|基坑临边未设防护栏杆|南荻安装工程有限公司|2022-07-03|-
        5|2|塔吊限位器失灵|南荻安装工程有限公司|2022-07-02|-
        6|3|配电箱一闸多机|青崮第二建筑有限公司|2022-07-06|-
        """,
    )
    return MadeList(book, expected)
