"""The legal order of a hazardous chemical construction project, step by step (domain rules R5)."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Step:
    """A step of the order: its number there, what is asked at it, or the state of construction it is (`state`).

    `papers` are kinds of approvals and permits (PM01 …) or of records.
    """

    number: str
    name: str | Promise
    papers: tuple[str, ...] = ()
    state: str = ""


STAGES: tuple[tuple[Step, ...], ...] = (
    (Step("1", _("Filing"), ("PM01",)),),
    (Step("2", _("Admission to the park"), ("ADMISSION",)),),
    (Step("3", _("Land"), ("PM02",)),),
    (
        Step("4", _("Safety conditions"), ("PM05",)),
        Step("5", _("Environment"), ("PM04",)),
        Step("6", _("Energy, soil and water, occupational hazards"), ("PM07", "PM08", "PREASSESSMENT")),
    ),
    (Step("7", _("Safety design"), ("PM06",)),),
    (Step("8", _("Fire design and construction planning"), ("PM09", "PM03")),),
    (Step("9", _("Building permit"), ("PM10",)),),
    (Step("10", _("Construction"), state="BUILDING"),),
    (
        Step("11", _("Before trial production"), ("PM12", "PM29", "PM25")),
        Step("11a", _("Punch list"), ("PUNCH_LIST",)),
        Step("11b", _("Start-up safety review"), ("PSSR",)),
    ),
    (Step("12", _("Trial production"), state="TRIAL"),),
    (
        Step("13", _("Fire and occupational health"), ("PM11", "PM15")),
        Step("13", _("Safety acceptance and registration"), ("PM13", "PM24")),
        Step("13", _("Environmental acceptance"), ("PM14",)),
    ),
    (Step("14", _("Safety licence"), ("PM21",)),),
    (Step("15", _("Production"), state="OPERATING"),),
)
"""One after another; what stands in one stage runs in parallel."""
WHOLE_ORDER = tuple(code for stage in STAGES for step in stage for code in step.papers)
"""All that is asked for, in this order: approvals and records of the project, permits of its enterprise."""
ORDER = tuple(code for code in WHOLE_ORDER if code.startswith(("PM0", "PM1")))
"""The approvals of the project itself, in this order."""
TOGETHER = (
    (_("Designed together"), ("PM05", "PM06"), ("PM04",)),
    (_("Built together"), ("PM10",), ()),
    (_("Put into use together"), ("PM13",), ("PM14",)),
)
"""三同时: what shows it for the safety facilities and, beside, for those of the environment."""
