"""Who is named in a text by @: a name follows the sign, with the unit behind it where several bear it.

A text without spaces has no end of a name in it (“@张三请核实”), so the longest name that begins there counts.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

LONGEST_NAME = 60
SIGN = re.compile(r"(?<![A-Za-z0-9._%+-])[@＠](?=[^\s@＠])([^@＠\n\r]{1,160})")
UNIT = re.compile(r"^\s?[(（]([^)）]*)[)）]")
SAID = re.compile(r"^[^\s,，。.;；:：!！?？、(（)）]+")


@dataclass(frozen=True)
class Named:
    """A person as a text may name them."""

    key: int
    name: str
    units: frozenset[str]


@dataclass(frozen=True)
class Unclear:
    """What follows an @ and names nobody, or several; `likely` are those."""

    said: str
    likely: tuple[int, ...] = ()


def tokens(text: str) -> list[str]:
    """What follows each @; that of an e-mail address is none."""
    return SIGN.findall(text)


def heads(token: str) -> Iterable[str]:
    """Every name that could begin there."""
    return (token[:length] for length in range(1, min(len(token), LONGEST_NAME) + 1))


def person_at(token: str, people: Sequence[Named]) -> int | Unclear:
    """The key of who is named at the head of a token."""
    called = _of_the_unit(_called(token, people), token)
    if len(called) == 1:
        return called[0].key
    if called:
        return Unclear(called[0].name, tuple(person.key for person in called))
    said = SAID.match(token)
    return Unclear((said[0] if said else token)[:20])


def _called(token: str, people: Sequence[Named]) -> list[Named]:
    """Those who bear the longest name that begins there."""
    fitting = [person for person in people if person.name and token.startswith(person.name)]
    longest = max((len(person.name) for person in fitting), default=0)
    return [person for person in fitting if len(person.name) == longest]


def _of_the_unit(called: list[Named], token: str) -> list[Named]:
    """Of several of one name those of the unit behind it; all of them where none is of that."""
    unit = UNIT.match(token[len(called[0].name) :]) if len(called) > 1 else None
    return [person for person in called if unit and unit[1].strip() in person.units] or called
