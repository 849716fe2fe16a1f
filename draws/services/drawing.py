"""承诺、抽取、重抽: candidates are frozen and a commitment is published, then the sealed seed decides, once."""

import secrets
from collections.abc import Callable

from django.db import transaction

from accounts.models import User
from core import clock
from core.errors import NotAllowedError
from core.services import log
from core.services.acting import refuse_missing
from core.steps import Given
from draws.models import Draw, SealedSeed
from draws.rules import drawing
from draws.services.gathering import DrawGiven, Pool, gather
from draws.workflow import DRAWERS, DRAWS, draws_at_all

Entropy = Callable[[int], bytes]
"""Gives so many random bytes."""


@transaction.atomic
def commit(given: DrawGiven, *, actor: User, entropy: Entropy = secrets.token_bytes) -> Draw:
    """Freeze the candidates and publish the commitment; only a made-up past has an entropy that can be repeated.

    Raises NotAllowedError, DomainError for what can't be drawn.
    """
    if not draws_at_all(actor):
        raise NotAllowedError(str(DRAWERS))
    refuse_missing(("title",), {"title": given.title})
    made = _commit(given, Pool.of(actor), actor, entropy=entropy)
    log.record("draw.commit", made, actor=actor, after={"commitment": made.commitment})
    return made


def _commit(
    given: DrawGiven,
    pool: Pool,
    actor: User,
    redraw_of: Draw | None = None,
    reason: str = "",
    entropy: Entropy = secrets.token_bytes,
) -> Draw:
    frozen = gather(given, pool, actor=actor)
    seed = entropy(drawing.SEED_BYTES)
    made = Draw(
        county=pool.unit.county,
        organization=pool.unit,
        is_of_county=pool.is_of_county,
        park=given.park,
        title=given.title,
        first_day=given.first_day,
        last_day=given.last_day,
        number=given.number,
        team=given.team,
        candidates=frozen,
        commitment=drawing.commitment(frozen, seed),
        committed_at=clock.now(),
        committed_by=actor,
        redraw_of=redraw_of,
        redraw_reason=reason,
    )
    made.save(force_insert=True)
    SealedSeed.objects.create(draw=made, seed=seed.hex())
    return made


@DRAWS.effect("draw")
def _draw(draw: Draw, actor: User, given: Given) -> None:
    seed = SealedSeed.objects.get(draw=draw).seed
    draw.result = drawing.draw(draw.candidates, bytes.fromhex(seed))
    draw.seed, draw.drawn_at, draw.drawn_by = seed, clock.now(), actor


@DRAWS.effect("redraw")
def _redraw(draw: Draw, actor: User, given: Given) -> Draw:
    """Everything anew for the same unit, from its candidates of now: what has changed since is why one draws again."""
    asked = DrawGiven(draw.title, draw.first_day, draw.last_day, draw.number, draw.team, draw.park)
    return _commit(asked, Pool(draw.organization, draw.is_of_county), actor, draw, str(given["reason"]))


def record_of(draw: Draw) -> drawing.Record:
    """What a draw can be reckoned again from; the seed is in it once it is drawn."""
    return {
        "candidates": draw.candidates,
        "commitment": draw.commitment,
        "seed": draw.seed or None,
        "result": draw.result,
    }


@transaction.atomic
def hand_out(draw: Draw, *, actor: User) -> drawing.Record:
    """The record that leaves as a file; the log keeps who has it."""
    log.record("draw.export", draw, actor=actor, after={"commitment": draw.commitment})
    return record_of(draw)
