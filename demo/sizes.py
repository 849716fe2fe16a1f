"""How big a made-up county is."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Size:
    """Numbers of things; `days` is how far the past reaches, `bulk` whether the past is written in bulk.

    `copies` says how often what was written stands in the end; more than once takes PostgreSQL.
    """

    name: str
    parks: int
    enterprises: int
    items: int
    days: int
    bulk: bool
    copies: int = 1


SIZES = {
    size.name: size
    for size in (
        Size("small", parks=1, enterprises=12, items=150, days=400, bulk=False),
        Size("county", parks=3, enterprises=150, items=20_000, days=1095, bulk=True),
        Size("large", parks=50, enterprises=5_000, items=20_000, days=1095, bulk=True, copies=50),
    )
}
