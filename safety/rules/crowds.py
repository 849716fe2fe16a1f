"""How many people may be in a place at once (AQ 3067-2026, 5.7.4; second-hand, domain rules R6). Pure."""

from dataclasses import dataclass

from safety.states import PlaceKind


@dataclass(frozen=True)
class Limits:
    """So many people at a job at an abnormal state, so many in a high-risk fine-chemical building."""

    abnormal_job: int
    fine_building: int

    def of(self, kind: str) -> int:
        return self.abnormal_job if kind == PlaceKind.ABNORMAL_JOB else self.fine_building

    def is_exceeded(self, kind: str, people: int) -> bool:
        return people > self.of(kind)
