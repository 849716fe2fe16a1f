"""The counting house: what must always be true, counted over the whole database in one snapshot.

An app names its checks in its config (`invariants`, dotted paths to tuples of checks).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from django.apps import apps
from django.utils.functional import Promise
from django.utils.module_loading import import_string

from core.services.moment import one_moment

SHOWN = 20


@dataclass(frozen=True)
class Check:
    """An invariant: its code, what is always true, and a search for whatever breaks it, in words."""

    code: str
    statement: str | Promise
    offenders: Callable[[], Iterator[str]]


@dataclass(frozen=True)
class Outcome:
    """How many break an invariant, and the first of them."""

    code: str
    statement: str
    count: int
    offenders: list[str]

    @property
    def holds(self) -> bool:
        return self.count == 0

    def as_json(self) -> dict[str, object]:
        return {
            "code": self.code,
            "statement": self.statement,
            "holds": self.holds,
            "count": self.count,
            "offenders": self.offenders,
        }


def checks() -> list[Check]:
    """The checks of all apps, by code."""
    paths = [path for config in apps.get_app_configs() for path in getattr(config, "invariants", ())]
    return sorted((check for path in paths for check in import_string(path)), key=lambda check: check.code)


def count_all() -> list[Outcome]:
    """Look at everything as it is at one moment, and change nothing."""
    with one_moment():
        return [_outcome(check) for check in checks()]


def _outcome(check: Check) -> Outcome:
    found = check.offenders()
    shown = list(islice(found, SHOWN))
    return Outcome(check.code, str(check.statement), len(shown) + sum(1 for _more in found), shown)
