# ruff: noqa: E501 - the catalogue reads as a table
"""Which heading means which field: the catalogue of the words that lists use.

Each pattern must fit the whole heading, without blanks, brackets and joining words; where two
columns claim one field, the higher weight has it. The first pattern that fits counts.
"""

import re

from intake.reading.fields import (
    ASSISTING,
    CATEGORY,
    CODES,
    DEADLINE,
    DESCRIPTION,
    ENTERPRISE,
    FOUND_ON,
    FUNDS,
    LEAD,
    LEGAL_BASIS,
    LEVEL,
    MEASURES,
    MODE,
    NUMBER,
    PARK,
    PERSON,
    PLACE,
    PROGRESS,
    PROJECT,
    REMARK,
    REQUIREMENT,
    REVIEW_RESULT,
    REVIEWED_ON,
    REVIEWER,
    SOURCE,
)
from intake.reading.grids import squeezed

RESPONSIBLE = 80
TASK = 75
_P = "(?:问题|隐患|不符合项?|缺陷|不足|差距|薄弱环节|弱项|症结|违法行为|违规行为|违法违规行为|短板(?:弱项)?)"
_S = "(?:单位|部门|主体|机构|科室)"
_T = "(?:期限|时限|限期)"
_D = "(?:时间|日期|节点|日)"

# fmt: off
_WORDS: tuple[tuple[str | None, int, str], ...] = (
    (None,          0,   r".*(?:数|数量|个数|总数|条数|率|占比|页码|照片|图片|图|影像|附件|电话|手机.*|联系方式|签字|签名|盖章)"),
    (NUMBER,        100, r"序号?|序列号|项次|no\.?|s/?n|#"),
    (NUMBER,        80,  rf"(?:{_P}|台账|受理|案件|交办|清单|整改|信访|举报|流水|任务|记录|检查)?(?:编号|编码|序号|号|代码)|number|num|id"),
    (None,          0,   r".*(?:编号|编码|代码|位号|文号|证号)"),
    (SOURCE,        90,  rf".*(?:{_P}|检查|反馈|交办|线索|数据|信息)?来源|(?:检查|排查|督查)(?:类型|类别|方式|形式|性质)|source|交办批次|批次"),
    (CATEGORY,      95,  rf"(?:{_P}|评估|所属|整改|事项|污染)*(?:类型|类别|分类|大类|小类|种类|归类|所属领域)|一级类别|二级类别|category|type"),
    (LEVEL,         95,  rf"(?:{_P}|风险|整改)*(?:级别|等级|分级|性质|程度|严重程度|严重性|定级)|level|是否重大(?:{_P})?|重大/?一般|一般/?重大|severity|priority"),
    (CATEGORY,      60,  r"专业|专业类别|领域|方面|行业领域|要素|板块|归口|检查内容分类"),
    (LEGAL_BASIS,   90,  r".*(?:依据|法规条款|违反条款|标准条款|法规标准|条款|法律法规)"),
    (REVIEWED_ON,   90,  rf"(?:复查|复核|验收|核查|复验|确认|销号验收){_D}"),
    (REVIEW_RESULT, 90,  r"(?:复查|复核|验收|核查|核实|复验|督查|整改验收)(?:结果|情况|结论|意见|是否合格)|是否(?:通过)?(?:验收|复查)(?:合格)?"),
    (REVIEWER,      90,  rf"(?:复查|复核|验收|核查|复验|确认|整改验收)(?:人员?|{_S}|人签字)"),
    (None,          0,   rf"实际.*{_D}|(?:销号|办结|关闭|反馈|报送|上报|统计|填报|填表|更新|签收|整改完成情况){_D}|.*(?:公示){_D}"),
    (DEADLINE,      100, rf"(?:拟|计划)?(?:整改|治理|限期整改|问题整改|隐患整改|整改完成|完成整改|整改落实|任务)?{_T}(?:要求)?"),
    (DEADLINE,      95,  rf"(?:整改)?(?:完成|办理|办结|销号|落实|目标|解决|处理|处置|任务|责任|计划|工作|拟定|规定|要求|交办|整治|清零)+(?:完成|整改)?{_T}|截止{_D}|整改截止{_D}|截至{_D}|deadline|duedate|due|targetdate|期限|时限"),
    (DEADLINE,      90,  rf"(?:计划|要求|预计|拟|应|规定|限定|目标|约定|承诺|预期)(?:整改|办理|治理)?(?:完成|销号|办结|整改|解决|达标|落实)?{_D}|(?:计划|要求)完成|完成{_D}(?:要求)|整改(?:完成)?{_D}要求|限改{_D}|限期(?:整改|改正|完成|治理)?{_D}?|(?:拟)?(?:整改|落实|完成)到位(?:{_D}|{_T})|(?:整改|治理)?计划完成{_D}|(?:整改)?完成{_D}节点"),
    (DEADLINE,      80,  rf"整改{_D}|{_T}{_D}|整改{_D}节点|{_D}节点|{_D}要求|完成节点|进度安排|{_D}安排|整改五定{_D}|治理{_D}"),
    (DEADLINE,      60,  rf"(?:整改|治理)?完成{_D}|(?:整改)完成|五定{_D}|落实{_D}|解决{_D}"),
    (FOUND_ON,      95,  rf"(?:{_P})?(?:排查|检查|发现|巡查|查出|排查发现|检查发现|自查|诊断|督查|督导|抽查|巡检|暗访|现场检查){_D}|{_P}(?:登记)?{_D}|(?:检查|排查|发现){_P}{_D}|检查年月|founddate|foundon|inspectiondate|date"),
    (FOUND_ON,      70,  rf"(?:举报|受理|交办|来访|来信|来电|接报|上报|登记|反映|转办|移交|下发|通报|提出|录入|案发){_D}|日期|时间"),
    (None,          0,   rf".*{_D}"),
    (ASSISTING,     100, rf"(?:责任)?(?:配合|协办|协助|协同|参与|共同|配合责任|会办|协作|辅助|协调)(?:责任)?(?:{_S}|责任{_S})?"),
    (LEAD,          100, rf"(?:整改)?牵头(?:责任|整改|负责|主责)?(?:{_S})?|主[责办抓]{_S}|(?:主要|第一)责任{_S}|牵头责任|leadunit"),
    (LEAD,          RESPONSIBLE, rf"(?:整改|治理|落实|主体)?责任(?:{_S}|股室)|责任主体|整改责任主体|责任归属|responsible(?:unit|party|organization|department)|责任(?:县区|乡镇|镇街|属地|科室|队组|区队|分包商|承包商|地区|县市区)"),
    (LEAD,          70,  rf"(?:承办|整改|治理|办理|落实|负责|实施|包保|主管|处理|处置|完成|执行|接收|交办对象)(?:责任)?{_S}|整改主体|承包商|施工单位|分包商|分包单位|owner"),
    (LEAD,          65,  rf"属地(?:责任|管理)?{_S}"),
    (PERSON,        95,  rf"(?:整改|治理|具体|直接|隐患整改|落实|问题整改)?责任人(?:员)?(?:姓名|职务|职务姓名)?|责任{_S}(?:负责人|责任人)|(?:整改|治理|{_S})负责人|企业负责人|responsibleperson"),
    (PERSON,        70,  r"(?:包保|包联|挂联|牵头|责任|分管|挂包|包抓|县级|市级)(?:责任)?(?:领导|县领导|责任人|负责人)|负责人|整改人|经办人|主要负责人|承办人|责任者"),
    (None,          0,   rf"(?:督办|督导|监管|监督|检查|验收|交办|填报|上报|举报|主管|指导|行业主管|行业监管|安全监管|监理|反馈|来文|下达|组织|检查组织|指导帮扶)(?:责任)?(?:{_S}|人员?|组|专家|组长|领导)|(?:排查|发现|登记|上报|填报|记录|督办|检查|督导|举报|信访|投诉)人员?|检查组|专家|专家姓名|班次|带班领导|联系人|姓名|职务"),
    (PROGRESS,      95,  rf"(?:目前|当前|最新|上报|报送|工作|任务|{_P})*(?:整改|销号|治理|办理|处理|落实|完成|推进|工作|处置|处理整改)*(?:进展|进度|进展情况|落实情况|完成进度|工作进展)(?:说明|情况)?"),
    (PROGRESS,      90,  rf"(?:目前|当前|{_P})*(?:整改|办理|治理|落实|处理|完成|整改落实|整改完成|整改办理|处置|处理整改|处理处置|闭环|推进|处理和整改|边督边改)+(?:情况|结果|状况|成效|现状|效果)(?:说明|描述)?|现状|目前情况"),
    (PROGRESS,      80,  rf"(?:{_P}|整改|当前|办理|处理|目前|完成|销号|闭环|治理|处置)*(?:状态|完成与否)|status|progress"),
    (PROGRESS,      70,  r"是否(?:已)?(?:按期|按时)?(?:完成|整改|销号|办结|闭环|关闭|解决|落实)+(?:到位|完毕|完成|整改|销号|闭环)?|完成否|整改与否|销号情况|是否整改完成|(?:整改|完成)(?:完毕|是否)"),
    (MEASURES,      95,  rf"(?:拟|已|建议|{_P})*(?:整改|治理|处置|处理|解决|防范|管控|控制|纠正|采取|临时|具体|落实|主要|整治|工作|监控|办理)*(?:措施|方案|办法|举措|对策|做法)(?:清单|要求|建议|内容|任务|目标)?|correctiveactions?|actions?|measures?"),
    (MODE,          95,  r"(?:隐患|问题)?(?:整改|治理)方式(?:类别)?|rectificationmode"),
    (MEASURES,      TASK,   r"(?:整改|治理|处理|处置)(?:内容|方法|方式|任务|事项|计划|步骤|工作|清单|工作任务)|(?:具体|工作|重点|主要|目标)任务|(?:整改)?目标任务|任务(?:内容|名称|清单)?|整改"),
    (DESCRIPTION,   50,  r"(?:中央|省级|市级|省|市|生态环境|环保|环境|督察|督查|督导|巡视|巡察|评估|专家组?|核查|检查|调研|反馈)*(?:督察|督查|督导|巡视|巡察|反馈|评估)(?:反馈)?意见(?:内容)?"),
    (REQUIREMENT,   90,  rf"(?:整改|治理|处理|工作|销号|验收|专家|完成|达到|{_P})*(?:要求|目标|标准|建议|意见|建议措施|目标要求)|整改目标(?:标准)?|recommendation|requirement"),
    (FUNDS,         90,  r".*(?:资金|经费|费用|投资|投入)(?:万元|元|来源|落实情况|情况)?"),
    (REMARK,        90,  r"备注|说明|其他说明|其它|其他|remarks?|note|comments?"),
    (PROJECT,       90,  r"(?:建设|工程|涉及)?项目(?:名称)?|工程名称|projectname|project"),
    (PARK,          90,  r"(?:所属|所在|化工|涉及|被检查|工业)*(?:园区|集中区|工业园|化工园区|产业园)(?:名称)?|park"),
    (ENTERPRISE,    95,  rf"(?:被检查|受检|被检|被抽查|涉及|所属|所在|隐患|问题|存在问题|存在隐患|涉事|整改|责任|被举报|受查|检查|被查|生产经营|危化|化工|涉危|违法|{_P})*(?:企业|公司|厂家|矿井|煤矿|加油站|店铺|经营单位|用人单位)(?:单位)?(?:全称|名称|名)?|enterprise|company"),
    (ENTERPRISE,    85,  rf"(?:被检查|受检|被检|被检查对象|涉及|隐患|涉事|所属|{_P}|建设|被举报|举报|被查|生产经营|被抽查|抽查|受查|检查|存在{_P}|{_P}所在)+(?:单位|对象|主体|场所)(?:名称|企业)?|单位名称|单位|点位名称"),
    (PLACE,         90,  rf"(?:{_P}|检查|所在|具体|发现|存在|作业|施工|安装|排查|整改)*(?:地点|位置|部位|场所|区域|地址|点位|装置|车间|工段|单元|风险单元|设施|设备|工序|岗位|行政区域|作业面|范围|场地)(?:名称|部位|位置)?|area|location|place"),
    (DESCRIPTION,   100, rf"(?:存在|主要|具体|反馈|发现|检查发现|排查|督察|现场|本次|当前|整改|检查|安全|环保|生态环境|突出|各类|事故|一般|生产|共性|个性|重点|指出|交办|督办|督导|专家|评估|核查|历史|遗留|{_P})*{_P}+(?:内容|描述|表述|详情|情况|基本情况|事实|具体内容|详细描述|简述|概述|概况|具体表现|表现|描述内容|具体情况|情况描述|点|事项|具体描述|简要描述|现状|现象|摘要|说明|清单|线索)*"),
    (DESCRIPTION,   90,  rf"(?:举报|反映|投诉|信访|诉求|来信|来访|来电|群众反映|群众举报|受理|交办|转办)(?:的)?(?:内容|{_P}|情况|事项|主要内容|具体问题|诉求)?(?:摘要|概况|基本情况)?|诉求|(?:problem|hazard|finding|issue|defect|nonconformity)s?(?:description)?|description"),
    (DESCRIPTION,   60,  rf"(?:存在|主要|具体|反馈|发现)*{_P}(?:名称|标题|项目|项)|.*{_P}(?:内容|描述)|(?:检查|排查|督查|整改|核查)(?:发现)?(?:情况|事项)|具体表现|表现形式|违法事实|违法情形|不合格项|不符合内容|整改事项|查出{_P}"),
    (DESCRIPTION,   58,  rf"(?!是否|有无|无|未|已)[\u4e00-\u9fff]{{0,10}}(?:的)?{_P}(?:的)?(?:名称|内容|描述|表述|情况|清单|详情|具体描述|具体内容|事项|现状|概述|概况|简述|详细情况|基本情况|主要内容|部位及内容)?"),
    (DESCRIPTION,   55,  rf"(?!是否|有无|无|未|已)[\u4e00-\u9fff]{{0,8}}{_P}(?:内容|描述|情况|清单|详情|表述)?"),
    (DESCRIPTION,   45,  rf"(?:现场|检查|排查|督查|{_P}|违法违规|违规|违法)*(?:检查|排查|督查|核查)(?:发现|记录|内容)(?:内容|情况|事项)?|(?:现场)?(?:检查|排查)情况|(?:违法|违规|违法违规)(?:行为|事实)|{_P}(?:内容|描述)?(?:部位|位置|地点)?|(?:主要|存在|具体)?(?:安全|环保|环境)?风险(?:点|描述|{_P})?|(?:督办|交办|反馈|整改前|{_P})(?:事项|情况|现状)|现状(?:描述|情况)"),
    (LEAD,          65,  rf"(?:责任|承担|主责|属事|落实|执行|处理|办理|整改)(?:方|者|{_S})"),
    (DESCRIPTION,   30,  r"内容|具体内容|事项|描述|情况|情况描述|情况说明|检查内容|主要内容|详细内容|详细描述|事由|概述"),
)
# fmt: on
if strays := {field for field, _weight, _pattern in _WORDS if field} ^ CODES:
    raise ValueError(f"either no words head them or nothing declares them: {strays}")
_CATALOGUE = tuple((field, weight, re.compile(pattern)) for field, weight, pattern in _WORDS)
_IN_BRACKETS = re.compile(r"[(\[【〔《<{][^()\[\]【】〔〕《》<>{}]*[)\]】〕》>}]")
_JOINING = re.compile(r"以及|其中|(?<!参)与|(?<!涉)及|[/、，,;；:：和或的并*“”\"'．.。\-—_]")
_LATIN = re.compile(r"[A-Za-z][A-Za-z .&/'-]*")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_UNIT_AND_PERSON = re.compile(r"^(?:整改|落实)?责任(?:单位|部门|主体|股室)[/、及和与(（,，\n].*(?:人|领导|姓名)[)）]?$")
_PROBLEM_AND_MORE = re.compile(
    rf"^(?!是否|有无)[\u4e00-\u9fff]{{0,10}}{_P}(?:描述|内容|情况|表现|清单|事项)?(?:以及|及其?|和|与|、|/|\+|并)(?:相应|对应|具体|初步)?(?:的)?(?:整改|治理|处理|解决|处置|改进|工作)?"
    r"(?:建议|措施|要求|意见|对策|依据|办法)(?:建议|要求)?$"
)
LONGEST_HEADING = 24
UNKNOWN = (None, -1)


def bare(heading: str) -> str:
    """A heading as the catalogue knows it: 责任⏎单位（填全称） = 责任单位."""
    text = squeezed(heading).lower()
    outside = _IN_BRACKETS.sub("", text) or text.strip("()[]【】")
    if _CHINESE.search(outside):
        outside = _LATIN.sub("", outside)
    return _JOINING.sub("", outside)


def claim(heading: str) -> tuple[str | None, int]:
    """The field that a heading means and how surely: (None, 0) where it means none of ours, UNKNOWN if no idea."""
    if names_unit_and_person(heading):
        return LEAD, 80
    if _names_problem_and_more(heading):
        return DESCRIPTION, 88
    text = bare(heading)
    if not text or len(text) > LONGEST_HEADING:
        return UNKNOWN
    for field, weight, pattern in _CATALOGUE:
        if pattern.fullmatch(text):
            return field, weight
    return UNKNOWN


def _names_problem_and_more(heading: str) -> bool:
    """存在的问题及整改建议: the problem, with what is to be done in the same cell."""
    return bool(_PROBLEM_AND_MORE.match(_IN_BRACKETS.sub("", squeezed(heading))))


def names_unit_and_person(heading: str) -> bool:
    """责任单位及责任人: one column for both."""
    return bool(_UNIT_AND_PERSON.match(squeezed(heading)))
