"""操作种类: every act that leaves a row in the log is named here by the app to which it belongs.

The inventory for people is docs/audit-events.md; a test compares both.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class Act:
    """A kind of act: `code` is what it is done to and what is done (`account.confirm`), `label` says it in words."""

    code: str
    label: str | Promise

    @property
    def group(self) -> str:
        """What it is done to: the part of the code before the dot."""
        return self.code.partition(".")[0]


_acts: dict[str, Act] = {}
_groups: dict[str, str | Promise] = {}


def offer(group: str, label: str | Promise, *acts: tuple[str, str | Promise]) -> None:
    """Register the acts on one kind of thing as pairs of name and label; called by an app's config."""
    _groups[group] = label
    for name, said in acts:
        _acts[f"{group}.{name}"] = Act(f"{group}.{name}", said)


def registered() -> Iterator[Act]:
    """All acts, in the order in which the apps have named them."""
    yield from _acts.values()


def groups() -> list[tuple[str, str | Promise]]:
    """The kinds of things that acts are done to, as choices."""
    return list(_groups.items())


def choices() -> list[tuple[str, str]]:
    """All acts as choices, those done to the same kind of thing beside each other."""
    return [
        (act.code, f"{_groups[act.group]} · {act.label}") for act in sorted(_acts.values(), key=lambda act: act.group)
    ]


def named(code: str) -> Act:
    """The act of a code. Raises LookupError for one that no app has named."""
    if code not in _acts:
        raise LookupError(f"No app has named the act {code!r}: offer it in the app's config.")
    return _acts[code]


def label_of(code: str) -> str:
    """An act in words; the bare code of one that has gone since."""
    return str(_acts[code].label) if code in _acts else code
