# ruff: noqa: E501 - the plant units read as one table
"""What the made-up enterprises hold: plant units by line of business, with substances by code and tonnes."""

from dataclasses import dataclass

from enterprises.states import EnterpriseKind as Kind
from safety.states import UnitKind

S, P = UnitKind.STORAGE, UnitKind.PRODUCTION


@dataclass(frozen=True)
class Holding:
    """A substance: the code of table 1, or of a class of table 2 with a `name`; `tonnes` is the design maximum."""

    code: str
    tonnes: str
    name: str = ""


@dataclass(frozen=True)
class Unit:
    """A plant unit with what it holds."""

    name: str
    kind: UnitKind
    holds: tuple[Holding, ...]


H = Holding
# fmt: off
UNITS = {
    Kind.PHARMACEUTICAL: (Unit("甲类罐区", S, (H("MH64", "420"), H("MH67", "300"))), Unit("二车间加氢单元", P, (H("MH51", "0.6"), H("MH67", "40")))),
    Kind.PESTICIDE: (Unit("液氯库", S, (H("MH12", "30"),)), Unit("氯化车间", P, (H("MH12", "6"), H("MH64", "20")))),
    Kind.DYE: (Unit("液氨罐区", S, (H("MH01", "60"),)), Unit("酸罐区", S, (H("MH81", "180"), H("MH26", "60")))),
    Kind.COAL: (Unit("液氨球罐区", S, (H("MH01", "1200"),)), Unit("甲醇罐区", S, (H("MH65", "6000"),)), Unit("合成装置", P, (H("MH13", "30"), H("MH51", "4")))),
    Kind.CHLOR_ALKALI: (Unit("液氯储罐区", S, (H("MH12", "300"),)), Unit("电解车间", P, (H("MH12", "8"), H("MH51", "2")))),
    Kind.PHOSPHORUS: (Unit("黄磷罐区", S, (H("MH73", "800"),)), Unit("黄磷炉区", P, (H("MH13", "6"), H("MH73", "30")))),
    Kind.FINE: (Unit("环氧乙烷罐区", S, (H("MH07", "90"),)), Unit("溶剂罐区", S, (H("MH64", "800"), H("W5.3", "300", "异丙醇")))),
    Kind.STORAGE: (Unit("一号罐组", S, (H("MH66", "4000"), H("MH65", "3000"))), Unit("二号罐组", S, (H("MH59", "1200"),))),
    Kind.ENVIRONMENT: (Unit("废液罐区", S, (H("W5.3", "1500", "废有机溶剂"),)), Unit("天然气调压站", P, (H("MH49", "6"),))),
}
# fmt: on
