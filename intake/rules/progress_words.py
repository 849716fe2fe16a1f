# ruff: noqa: E501 - the words read as a table
"""What the progress column of a list says of an item: done, going on, signed off, impossible, or nothing sure."""

import re
from enum import StrEnum
from functools import lru_cache

from intake.rules.numerals import plain
from rectification.states import Entry


class Says(StrEnum):
    """What a row says of its progress."""

    NOTHING = "nothing"
    GOING_ON = "going_on"
    LONG_TERM = "long_term"
    IMPOSSIBLE = "impossible"
    UNSURE = "unsure"
    SEEMS_DONE = "seems_done"
    DONE_WAITING = "done_waiting"
    DONE = "done"
    SIGNED_OFF = "signed_off"


SAYS_DONE = frozenset({Says.SEEMS_DONE, Says.DONE_WAITING, Says.DONE, Says.SIGNED_OFF})
_CLOSED_FOR_GOOD = frozenset({Says.DONE, Says.SIGNED_OFF})
_ACT = "(?:整改|治理|处理|处置|办理|修复|维修|更换|落实|解决|清理|消除|完善|改正|纠正|销号|闭环|办结|验收|完成|安装|补装|关闭|拆除|执行|整治)"
_DONE_WORD = "(?:完成|完毕|完结|到位|办结|结束|解决|消除|闭环|达标|合格|落实|改正|好了?|完)"

_IMPOSSIBLE = re.compile(
    r"(?:无法|不能|难以|不具备|无条件)(?:条件)?.{0,4}(?:整改|完成|治理|解决|整治|落实)|不具备整改条件"
)
_LONG_TERM = re.compile(r"长期(?:坚持|整改|推进|任务)|持续(?:推进|整改|改进|开展|坚持)|常态化|立行立改并长期")
_NOT_DONE = re.compile(
    rf"(?:尚?未|没有?|还没|暂未|仍未|不|待)(?:全部|完全|按期|按时|及时|能|进行|开始|予以|彻底|如期)*{_ACT}|未(?:启动|开始|开工|动工|达到|到位|通过)"
    r"|不合格|不通过|未通过|不达标|逾期|超期|延期|缓改|反弹|限期|责令|要求|督促|拟|计划|预计|争取|力争|下一步"
)
_GOING_ON = re.compile(
    r"正在|正[按进组联制协实]|进行中|整改中|推进中|处理中|办理中|治理中|施工中|建设中|设计中|采购中|中$|部分|序时进度|进度正常|有序推进|继续"
    r"|加快|陆续|开展|已(?:五定|制定|启动|开工|编制|部署|立案|联系|采购|订购|委托|签订|上报|申请|下发|约谈|通知|受理|交办|列入|安排|进场|招标|停工|停产|责令)"
    r"|主体完工|^(?:open|开放|新建|待办|在办|在建|进行|整改|处理|办理)$|^\d{1,2}(?:\.\d+)?%$|^0%?$|无进展|推进",
    re.IGNORECASE,
)
_SIGNED_OFF = re.compile(
    r"(?:已|予以|同意|完成|准予)?(?:销号|关闭|结案|归档|销案)(?:完成|完毕)?|^closed?$", re.IGNORECASE
)
_WAITING = re.compile(
    r"(?:待|等待|申请|提请|报请|尚?未|已报|已申请|正在)(?:.{0,4})(?:验收|复查|复核|销号|核查|审核|验证|确认)"
)
_DONE = re.compile(
    rf"(?:已|均|全部|完全|均已|都已|现已|业已|已经|按期|按时|如期|当场|现场|立即|当日|即时)+(?:现场|立即|全部|按要求|按期|按时|进行)*{_ACT}"
    rf"|{_ACT}(?:工作)?(?:全部|已|均已|已经|均)?{_DONE_WORD}|^(?:完成|完毕|办结|闭环|合格|已完|完|通过|done|finished|completed|fixed)$"
    r"|^100(?:\.0+)?%$|(?:复查|验收|复核|核查)(?:已)?(?:合格|通过)|已(?:复查|验收|通过|合格|改|闭环|达标)",
    re.IGNORECASE,
)
# A day on which it was or will be done, and what stands elsewhere: nobody can tell but who has written it.
_ASK = re.compile(
    r"^(?:19|20)\d\d(?:年\d{1,2}月(?:\d{1,2}日)?|[./-]\d{1,2}(?:[./-]\d{1,2})?)(?:整改|治理|全部)?(?:完成|办结|完工|到位)?$"
    r"|移交|移送|转交|转办|^(?:详?见|附)(?:附|后|件|表)|^附后$"
)
_SEEMS_DONE = re.compile(r"^(?:\d+[.、]|[(（]\d+[)）])?\s*(?:现|目前)?已")
_ALMOST = re.compile(
    r"(?:基本|大部分?|大体|大致|接近|初步|阶段性?|即将|主要|主体)(?:已经?)?(?:整改|治理)?(?:完成|完毕|到位|完工|解决|落实|办结)|疑似"
)
_MARK = re.compile(r"^(?:[√✓✔☑×✗✕✘☒xvoy○●△▲◎◯n]|是|否|有|无|对|错|[01]|yes|no|true|false|[ABCD]|ok)$", re.IGNORECASE)
_YES = re.compile(r"^(?:[√✓✔☑vy]|是|yes|true|对|1|ok)(?:$|[,，;；。])", re.IGNORECASE)
_NO = re.compile(r"^(?:[×✗✕✘☒xn]|否|no|false|错|0)(?:$|[,，;；。])", re.IGNORECASE)
_ASKS_WHETHER_DONE = re.compile(r"是否|与否|完成否|整改否")
_NOTHING = re.compile(r"^[\s/\\\-—–_.。无]*$")


@lru_cache(maxsize=4_000)
def says(text: str, heading: str = "") -> Says:
    """What a row says of its progress; the heading counts where it asks a question (是否完成)."""
    words = "".join(plain(text).split()).strip("。.；;,，")
    if _ASKS_WHETHER_DONE.search(heading):
        if _YES.match(words):
            return Says.DONE
        if _NO.match(words):
            return Says.GOING_ON
    if not words or (_NOTHING.match(words) and not _MARK.match(words)):
        return Says.NOTHING
    return Says.UNSURE if _MARK.match(words) else _sentence(words)


def _sentence(words: str) -> Says:
    """Whatever is open yet decides: of several parts (1.已完成；2.正在整改) the whole is going on."""
    if _IMPOSSIBLE.search(words):
        return Says.IMPOSSIBLE
    if _WAITING.search(words) and _DONE.search(_WAITING.sub("", words)):
        return Says.DONE_WAITING
    for told, pattern in (
        (Says.GOING_ON, _NOT_DONE),
        (Says.UNSURE, _ASK),
        (Says.UNSURE, _ALMOST),
        (Says.GOING_ON, _GOING_ON),
        (Says.LONG_TERM, _LONG_TERM),
        (Says.SIGNED_OFF, _SIGNED_OFF),
        (Says.DONE, _DONE),
        (Says.SEEMS_DONE, _SEEMS_DONE),
    ):
        if pattern.search(words):
            return told
    return Says.GOING_ON


def entry(told: Says, done: Entry) -> Entry:
    """How a row comes in, after what was said of those that say they are done.

    Only what says so outright is closed before our time; what waits for its acceptance, or seems to be
    done by its words, is looked at.
    """
    if told not in SAYS_DONE or done == Entry.OPEN:
        return Entry.OPEN
    return done if told in _CLOSED_FOR_GOOD else Entry.FOR_REVIEW


def proposal(text: str) -> Entry:
    """What is proposed for a word that nobody can be sure of."""
    return Entry.FOR_REVIEW if _YES.match("".join(plain(text).split())) else Entry.OPEN
