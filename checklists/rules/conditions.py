"""条件项: which items of a checklist are asked, from what has been answered before (product rule)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Asked:
    """An item as far as its conditions go."""

    code: str
    trait: str = ""
    after_code: str = ""
    after_said: str = ""


def asked(items: Sequence[Asked], traits: Iterable[str], said: Mapping[str, str]) -> list[str]:
    """Codes of the items that are asked, in their order.

    `traits` are those of the enterprise, `said` the answers by code. An item that stands on one that is not asked
    itself is not asked either, whatever was answered before.
    """
    known, open_items = set(traits), list[str]()
    for item in items:
        has_trait = not item.trait or item.trait in known
        follows = not item.after_code or (
            item.after_code in open_items and said.get(item.after_code) == item.after_said
        )
        if has_trait and follows:
            open_items.append(item.code)
    return open_items
