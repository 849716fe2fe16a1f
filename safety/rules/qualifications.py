"""Whether a key person has what the criteria of major hazards ask of the post (AQ 3067-2026, 5.1; domain rules R6).

A criterion is met by any one of its ways. Pure.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto

from safety.states import Education, Title

NO_RANK = -1


class Outcome(Enum):
    """What comes out of a rule for a person."""

    MET = auto()
    GAP = auto()
    UNKNOWN = auto()
    """The education is not on file, so nobody can say."""


@dataclass(frozen=True)
class Qualified:
    """What a person has: `certificates` are the kinds that hold on the day."""

    post: str
    education: str = ""
    major: str = ""
    title: str = ""
    handles_explosives: bool = False
    certificates: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Way:
    """A way to meet a criterion: all that is said of it has to be there; what is empty asks nothing."""

    posts: frozenset[str]
    for_explosives: bool | None = None
    only_key_enterprises: bool = False
    education: str = ""
    majors: frozenset[str] = frozenset()
    title: str = ""
    certificate: str = ""

    def concerns(self, person: Qualified, *, is_key_enterprise: bool) -> bool:
        """Whether it is about such a post in such an enterprise."""
        by_what = self.for_explosives in (None, person.handles_explosives)
        return person.post in self.posts and by_what and (is_key_enterprise or not self.only_key_enterprises)

    def is_met_by(self, person: Qualified) -> bool:
        has_studied = not self.majors or person.major in self.majors
        has_certificate = not self.certificate or self.certificate in person.certificates
        return (
            has_studied
            and has_certificate
            and _rank(Education.values, person.education) >= _rank(Education.values, self.education)
            and _rank(Title.values, person.title) >= _rank(Title.values, self.title)
        )


def _rank(order: list[str], code: str) -> int:
    """The place in an order, from the lowest on; below all where nothing is said."""
    return order.index(code) if code in order else NO_RANK


def judge(person: Qualified, ways: Iterable[Way], *, is_key_enterprise: bool) -> Outcome | None:
    """What comes out of the ways of one criterion for a person; None where it is not about the person."""
    concerned = [way for way in ways if way.concerns(person, is_key_enterprise=is_key_enterprise)]
    if not concerned:
        return None
    if any(way.is_met_by(person) for way in concerned):
        return Outcome.MET
    is_open = not person.education and any(way.education for way in concerned)
    return Outcome.UNKNOWN if is_open else Outcome.GAP
