"""How big a made-up county is."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Size:
    """Numbers of things; `growth` says how many times as much is found at the end of the past as at its beginning.

    `bulk` is whether the last days are written in bulk too, and not played. `copies` says how often what was
    written stands in the end; more than once takes PostgreSQL.
    """

    name: str
    parks: int
    enterprises: int
    items: int
    growth: float
    bulk: bool
    copies: int = 1


SIZES = {
    size.name: size
    for size in (
        Size("small", parks=1, enterprises=12, items=158, growth=9, bulk=False),
        Size("county", parks=3, enterprises=150, items=20_000, growth=1.5, bulk=True),
        Size("large", parks=50, enterprises=5_000, items=20_000, growth=1.5, bulk=True, copies=50),
    )
}
