"""What the form of a list says beside its items: notes, signatures, examples, explanations, 同上."""

import re
from collections.abc import Sequence

_SIGNER = (
    "填表人|填报人|制表人?|制表单位|审核人?|审批人?|审签|批准人?|复核人|编制人?|校对|联系人|联系电话|电话|经办人|负责人|单位负责人|分管领导|主要领导"
    "|主要负责人|检查人员?|检查组长?|专家组?|组长|企业代表|参加人员|陪同人员|受检单位|被检查单位|填表日期|填报日期|填报时间|填表时间|报送时间|日期|签字|签名|签收人?|盖章"
    "|填报单位|报送单位|监督电话|编制单位|统计人"
)
_SIGNED = r"(?:签[字名])?(?:[(（][^()（）]*[)）])?"
_NOTE = re.compile(
    r"^[*※＊]?(?:说明|备注|注|注释|填表说明|填报说明|附注|填写说明|使用说明|提示|示例说明)(?:[\d一二三四五][.、]?)?(?:[:：]|$|\s)"
    rf"|^[*※＊]?(?:{_SIGNER}){_SIGNED}\s*[:：]"
    r"|^(?:注[:：]|附[:：]|以上|本表|此表)|^(?:※|＊|\*).{2,}"
)
_SIGNATURE = re.compile(rf"^(?:{_SIGNER}|(?:单位)?(?:签字|签章|盖章|公章)){_SIGNED}(?:[:：\s].{{0,16}})?$")
_DAY = re.compile(
    r"^(?:\d{2,4}|[〇○零一二三四五六七八九]{4})?年(?:[\d一二三四五六七八九十]{1,3})?月(?:[\d一二三四五六七八九十]{1,3})?日$"
)
_EXAMPLE = re.compile(r"^[(（]?(?:填写|填报|填表)?(?:示例|样例|举例|范例|例如|例)\d{0,2}[)）]?[:：]?$")
_IN_BRACKETS = re.compile(r"^[(（【\[].*[)）】\]]$", re.DOTALL)
_EXPLAINS = re.compile(
    r"必填|选填|请填|填写(?:全称|到|至|单位|具体|完整)|格式|例如|如[:：]|下拉|不超过\d+字|自动(?:生成|编号)|精确到|具体到"
)
_AS_ABOVE = re.compile(r"^[-—]*(?:同上[行栏列]?|上同|同前|〃|々|″|[\"＂]|“|”|''|``)[-—]*$")
_LABEL = re.compile(
    r"^(?:(?:被|受)?(?:检查|检|查|抽查)?(?:企业|单位|公司|园区)(?:名称|全称)?|责任单位|牵头单位|所属园区)\s*[:：]\s*(?=.)"
)
_ANY_LABEL = re.compile(r"^[\u4e00-\u9fff（）()]{2,12}\s*[:：]")


def is_note(text: str) -> bool:
    """Whether a row that begins so is a note, or a line for signatures."""
    return bool(_NOTE.match(text))


def are_signatures(texts: Sequence[str]) -> bool:
    """Whether nothing but who signs, with or without a name, and the day stands in a row: 填表人 张某, 年 月 日."""
    return bool(texts) and all(_SIGNATURE.match(text.strip()) or is_day(text) for text in texts)


def is_day(text: str) -> bool:
    """A day and nothing else, its figures may still be missing."""
    return bool(_DAY.match("".join(text.split())))


def is_example(text: str) -> bool:
    """Whether 示例 stands where an item has its number."""
    return bool(_EXAMPLE.match("".join(text.split())))


def explain_columns(texts: Sequence[str]) -> bool:
    """Whether cells say what is to be filled in below them."""
    if len(texts) < 2:
        return False
    explaining = [text for text in texts if _IN_BRACKETS.match(text) or _EXPLAINS.search(text)]
    return len(explaining) * 3 >= len(texts) * 2


def says_as_above(text: str) -> bool:
    """同上, or the sign for it."""
    return bool(_AS_ABOVE.match("".join(text.split())))


def are_labels(texts: Sequence[str]) -> bool:
    """Whether a row of several cells has only labels with their values: 企业名称：某公司, 检查时间：3月5日."""
    return len(texts) > 1 and all(map(_ANY_LABEL.match, texts))


def labels_name(text: str) -> bool:
    """Whether a label says of which enterprise, park or unit the following is."""
    return bool(_LABEL.match(text))


def without_label(text: str) -> str:
    """企业名称：某公司 is 某公司."""
    return _LABEL.sub("", text)
