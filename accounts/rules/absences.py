"""代班: who is told in the end. Pure: the caller gives who has named whom."""

from collections.abc import Mapping


def told_in_the_end(named: Mapping[int, int]) -> dict[int, int]:
    """`{absent person: substitute}` where no substitute is away; who only leads to people away has none."""
    found = {}
    for person in named:
        seen, substitute = {person}, named[person]
        while substitute in named and substitute not in seen:
            seen.add(substitute)
            substitute = named[substitute]
        if substitute not in seen:
            found[person] = substitute
    return found
