"""What the words of a list say of category and source, in the codes of the catalogs."""

import re

SOURCES = (
    ("INSPECTORATE", re.compile(r"督察|督导反馈|巡视|巡察|国务院|督查反馈")),
    ("PROV_FEEDBACK", re.compile(r"省级|省厅|省局|省专家|省政府|省反馈|承载能力评估|^省")),
    ("CITY_ASSIGNED", re.compile(r"市级|市局|市政府|市安委|市交办|^市|地级")),
    ("COMPLAINT", re.compile(r"举报|信访|投诉|12345|12369|来信|来访|群众")),
    ("SELF", re.compile(r"自查|自检|自纠|企业上报|企业自")),
    ("PARK_PATROL", re.compile(r"园区巡查|园区检查|管委会")),
    ("COUNTY_CHECK", re.compile(r"县级|县局|县检查|联合检查|执法检查|日常检查|专项检查|专家诊断|明查暗访|双随机")),
)

# Words of category columns; the first that stands in the text decides.
CATEGORIES = (
    ("A03", re.compile(r"未批先建|环评")),
    ("A08", re.compile(r"未验先投|安全设施.*验收")),
    ("A09", re.compile(r"环保.*验收|竣工环保")),
    ("A01", re.compile(r"立项|备案手续|核准")),
    ("A02", re.compile(r"用地|规划手续|土地|不动产")),
    ("A06", re.compile(r"施工许可")),
    ("A07", re.compile(r"消防(?:设计|验收|审查)")),
    ("A10", re.compile(r"排污许可|无证排污")),
    ("A11", re.compile(r"安全生产许可")),
    ("A15", re.compile(r"试生产")),
    ("B04", re.compile(r"危废|危险废物")),
    ("B05", re.compile(r"固废|固体废物")),
    ("B02", re.compile(r"雨污|初期雨水|事故池|应急池")),
    ("B01", re.compile(r"废水|污水|水污染|^水$")),
    ("B03", re.compile(r"废气|VOC|异味|大气|恶臭", re.IGNORECASE)),
    ("B06", re.compile(r"土壤|地下水")),
    ("B07", re.compile(r"在线监测|自行监测|监测数据")),
    ("B11", re.compile(r"环境信访")),
    ("C07", re.compile(r"特殊作业|动火|受限空间|高处作业")),
    ("C03", re.compile(r"培训|持证|教育")),
    ("C04", re.compile(r"重大危险源|包保")),
    ("C09", re.compile(r"消防")),
    ("C05", re.compile(r"工艺|自控|自动化|SIS", re.IGNORECASE)),
    ("C06", re.compile(r"设备|仪表|电气|防爆|机电")),
    ("C08", re.compile(r"储存|储运|装卸|运输|仓库")),
    ("C11", re.compile(r"应急|预案|演练")),
    ("C12", re.compile(r"承包商|外包")),
    ("C13", re.compile(r"变更|开停车")),
    ("C14", re.compile(r"安全投入|安全费用")),
    ("C02", re.compile(r"机构|人员资质")),
    ("C01", re.compile(r"主要负责人|责任制")),
    ("X01", re.compile(r"基础设施|公用工程")),
    ("A", re.compile(r"合法|合规|手续|审批")),
    ("B", re.compile(r"环保|生态|环境")),
    ("C", re.compile(r"安全")),
)


def category_in(text: str) -> str | None:
    """The code of the category that a category column means; None where nothing tells."""
    return next((code for code, words in CATEGORIES if words.search(text)), None)


def source_in(text: str) -> str | None:
    """The code of the source that a source column or a title names; None where nothing tells."""
    return next((code for code, words in SOURCES if words.search(text)), None)
