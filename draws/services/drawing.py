"""承诺、抽取、重抽: candidates are frozen and a commitment is published, then the sealed seed decides, once."""

import secrets
from collections.abc import Callable, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.states import INSPECTING_KINDS
from capability.models import Supervisor
from core import clock
from core.errors import DomainError, NotAllowedError
from core.services import log
from core.services.acting import refuse_missing
from core.steps import Given
from draws.models import Draw, DrawnVisit, SealedSeed
from draws.rules import drawing
from draws.services import following, telling
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
    if given.first_day < clock.today():
        raise DomainError(_("The visits begin today at the earliest."), "first_day")
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
    _write_lines(draw, draw.result)
    telling.tell_drawn(draw, telling.DRAWN, telling.ARE_DRAWN, actor)


def _write_lines(draw: Draw, result: Sequence[drawing.Visit]) -> None:
    """The result once more as rows, so that it can be asked who goes where; in the name of the body of the team."""
    of = _bodies(draw.candidates)
    lines = [DrawnVisit(draw=draw, place=place, enterprise_id=visit["object"]) for place, visit in enumerate(result, 1)]
    for line, visit in zip(lines, result, strict=True):
        found = {of.get(person) for person in visit["team"]}
        line.body_id = found.pop() if len(found) == 1 else None
    DrawnVisit.objects.bulk_create(lines)
    pairs = DrawnVisit.team.through
    pairs.objects.bulk_create(
        pairs(drawnvisit_id=line.pk, supervisor_id=person)
        for line, visit in zip(lines, result, strict=True)
        for person in visit["team"]
    )


@DRAWS.effect("redraw")
def _redraw(draw: Draw, actor: User, given: Given) -> Draw:
    """Everything anew for the same unit, from its candidates of now: what has changed since is why one draws again."""
    following.replace(draw, actor, str(given["reason"]))
    telling.tell_drawn(draw, telling.REDRAWN, telling.ARE_REPLACED, actor)
    asked = DrawGiven(draw.title, draw.first_day, draw.last_day, draw.number, draw.team, draw.park)
    return _commit(asked, Pool(draw.organization, draw.is_of_county), actor, draw, str(given["reason"]))


def _bodies(frozen: drawing.Frozen) -> dict[int, int | None]:
    """The body of each inspector; the first format didn't say it, so it is that of today, if it may inspect."""
    if frozen["format"] != drawing.FIRST_FORMAT:
        return drawing.bodies(frozen)
    people = Supervisor.objects.filter(pk__in=drawing.bodies(frozen), organization__kind__in=INSPECTING_KINDS)
    return dict(people.values_list("pk", "organization"))


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
