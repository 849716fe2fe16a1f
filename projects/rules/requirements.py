"""R5 as a table: in which state which papers must be there, and what it is called when one is not.

Codes and cases (`part`) are those of `legal_bases.csv` (subject kind `violation`): the law of a day is found by them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PUNCH_LIST, PSSR = "PUNCH_LIST", "PSSR"
"""三查四定 and the pre-start-up safety review: kinds of records, beside the kinds of approvals."""
BUILT_ON = frozenset({"BUILDING", "BUILT", "TRIAL", "OPERATING"})
"""在建+: under construction or any later state."""
TRIAL = frozenset({"TRIAL"})
OPERATING = frozenset({"OPERATING"})
AQ3067_SINCE = date(2026, 9, 30)
"""AQ 3067-2026: 5.5.1 (start-up without its conditions) and 5.7.1 (production without licence) are major hazards.

Second-hand (rules R5): what it marks is a candidate, which a person judges.
"""
OPINION, EIA, TRIAL_PLAN, ACCEPTANCE = "PM05", "PM04", "PM12", "PM13"


@dataclass(frozen=True)
class Requirement:
    """A row: whoever is in one of `states` must have had the `papers` on the day the first of them began.

    `lapsed_part` names the case where a paper was there and its term had run out by then. `lasting` papers must be
    valid as long as the state lasts. `is_hazardous`: asked of projects with hazardous chemicals alone. `since`: asked
    where the state began on this day or later. From `major_since` on it is a candidate for a major hazard.
    """

    states: frozenset[str]
    papers: tuple[str, ...]
    code: str
    part: str
    name: str | Promise
    lapsed_part: str = ""
    lasting: bool = False
    is_hazardous: bool = False
    since: date | None = None
    major_since: date | None = None


# fmt: off
REQUIREMENTS = (
    Requirement(BUILT_ON,  ("PM01",),           "A01", "未备案开工",             _("Built without filing")),
    Requirement(BUILT_ON,  ("PM02", "PM03"),    "A02", "未取得用地、规划手续",   _("Built without land or planning permit")),
    Requirement(BUILT_ON,  (EIA,),              "A03", "未批先建(环评)",         _("Built before the EIA approval"),
                lapsed_part="批准超过五年未重新审核"),
    Requirement(BUILT_ON,  (OPINION,),          "A04", "未经安全条件审查建设",   _("Built without safety-condition review"),
                lapsed_part="意见书失效", is_hazardous=True),
    Requirement(BUILT_ON,  ("PM06",),           "A05", "未经设计审查施工",       _("Built without safety-design review"),
                is_hazardous=True),
    Requirement(BUILT_ON,  ("PM10",),           "A06", "无证施工",               _("Built without building permit")),
    Requirement(BUILT_ON,  ("PM09",),           "A07", "消防设计未审",           _("Built without fire design review")),
    Requirement(TRIAL,     (TRIAL_PLAN, "PM29"), "A15", "违规试生产",            _("Trial production against the rules"),
                is_hazardous=True),
    Requirement(TRIAL,     ("PM25",),           "A10", "无证排污",               _("Discharge without permit")),
    Requirement(TRIAL,     (PUNCH_LIST, PSSR),  "A15", "无方案、未三查四定或PSSR", _("Started up without punch list or start-up review"),
                is_hazardous=True, since=AQ3067_SINCE, major_since=AQ3067_SINCE),
    Requirement(OPERATING, (ACCEPTANCE,),       "A08", "未验先投(安全)",         _("Production before safety acceptance")),
    Requirement(OPERATING, ("PM14",),           "A09", "未验先投(环保)",         _("Production before environmental acceptance")),
    Requirement(OPERATING, ("PM21",),           "A11", "无证生产",               _("Production without licence"),
                lasting=True, is_hazardous=True, major_since=AQ3067_SINCE),
    Requirement(OPERATING, ("PM24",),           "A11", "未登记",                 _("Production without registration"),
                lasting=True, is_hazardous=True, major_since=AQ3067_SINCE),
)
# fmt: on
OVERRUN = ("A15", "超期", _("Trial production beyond its term"))
"""试生产 longer than the term of its plan (PM12), without the safety acceptance."""
CHANGED = {
    "ENVIRONMENT": ("A13", "重大变动(环评)", _("Material change without new EIA")),
    "SAFETY": ("A13", "重大变动(安全)", _("Material change without new safety review")),
}
LAPSED_NAMES: dict[str, str | Promise] = {
    "批准超过五年未重新审核": _("EIA older than its term, not re-examined"),
    "意见书失效": _("Safety-condition opinion lapsed"),
}
NAMES: dict[tuple[str, str], str | Promise] = {
    **{(row.code, row.part): row.name for row in REQUIREMENTS},
    **{(row.code, row.lapsed_part): LAPSED_NAMES[row.lapsed_part] for row in REQUIREMENTS if row.lapsed_part},
    OVERRUN[:2]: OVERRUN[2],
    **{row[:2]: row[2] for row in CHANGED.values()},
}
"""What each case is called."""
CODES = sorted({code for code, _part in NAMES})


def parts_asking(kinds: Iterable[str]) -> list[str]:
    """The cases in which one of these papers is asked for."""
    asked = frozenset(kinds)
    return [row.part for row in REQUIREMENTS if asked.intersection(row.papers)]
