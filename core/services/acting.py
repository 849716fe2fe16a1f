"""The one door through which what has a table of steps moves (`core.steps`)."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, TypeVar

from django.db import models, transaction
from django.utils.translation import gettext as _

from core import clock
from core.errors import DomainError, NotAllowedError, NotYoursError, StaleError, WorkflowError, WrongStateError
from core.services import log
from core.services.holding import refuse_held
from core.steps import STATE, VERSION, Given, Step, Table

if TYPE_CHECKING:
    from accounts.models import User

Row = TypeVar("Row", bound=models.Model)


@transaction.atomic
@clock.still()
def take(
    table: Table[Row], key: int, name: str, /, *, actor: "User", version: int | None = None, **given: object
) -> Row:
    """Take a step at a thing, or raise and change nothing; answers the thing, or what the step has made beside it.

    Raises DoesNotExist for what the actor may not know of, HeldError, StaleError where somebody else has changed it
    since `version`, NotAllowedError for the wrong person or state, WrongStateError, DomainError for what is missing.
    """
    step = table.steps[name]
    if step.judges:
        refuse_held(actor)
    thing = lock(table, key, actor=actor, version=version)
    check(step, thing, actor, given)
    return thing if step.is_done(thing) else _done(table, step, thing, actor, given)


def follow(table: Table[Row], thing: Row, name: str, /, *, actor: "User", **given: object) -> Row:
    """Take a step at a locked thing as what follows of another act: whoever may do that one needs no right to this.

    Raises DomainError where its effect refuses.
    """
    return _done(table, table.steps[name], thing, actor, given)


def _done(table: Table[Row], step: Step[Row, str | None], thing: Row, actor: "User", given: Given) -> Row:
    before = (step.was or table.was)(thing)
    if step.to is not None:
        setattr(thing, STATE, step.to)
    made = table.effects[step.name](thing, actor, given)
    if made is None:
        _save(thing)
    _record(table, step, made or thing, actor, {} if made else before, given)
    return made or thing


def refuse_others(step: Step[Row, object], thing: Row, actor: "User") -> None:
    """Raise NotYoursError for whom the step is not, before anything is said of what was sent."""
    if not step.may(thing, actor):
        raise NotYoursError(str(step.refused))


def lock(table: Table[Row], key: int, *, actor: "User", version: int | None) -> Row:
    """The thing held until the end of the transaction. Raises StaleError if it is not that version any more."""
    thing = table.rows(actor).select_for_update(of=("self",)).get(pk=key)
    present = getattr(thing, VERSION, None)
    if version is not None and present != version:
        raise StaleError(str(table.stale), version=present)
    return thing


def check(step: Step[Row, object], thing: Row, actor: "User", given: Given) -> None:
    """Refuse what the table forbids: the person and the state, then the occasion, then what is missing."""
    if not (step.may(thing, actor) and step.is_where(thing)):
        raise NotAllowedError(str(step.refused))
    if not step.when(thing):
        raise _wrong_state(step, thing)
    refuse_missing(step.required, given)


def _wrong_state(step: Step[Row, object], thing: Row) -> DomainError:
    said = step.otherwise(thing) if step.otherwise else str(step.refused)
    if isinstance(said, DomainError):
        return said
    return WrongStateError(said, **({VERSION: getattr(thing, VERSION)} if hasattr(thing, VERSION) else {}))


def refuse_missing(required: Iterable[str], given: Given) -> None:
    """Raises WorkflowError that names the first thing that must be given and is not."""
    for name in required:
        if is_blank(given.get(name)):
            raise WorkflowError(_("This must be given."), name)


def is_blank(value: object) -> bool:
    """Whether nothing has been given: spaces alone are no reason."""
    return value in (None, [], ()) or (isinstance(value, str) and not value.strip())


def _save(thing: models.Model) -> None:
    if hasattr(thing, VERSION):
        setattr(thing, VERSION, getattr(thing, VERSION) + 1)
    thing.save()


def _record(
    table: Table[Row],
    step: Step[Row, str | None],
    thing: Row,
    actor: "User",
    before: Mapping[str, object],
    given: Given,
) -> None:
    after = (step.told or table.told)(thing, given)
    if table.only_changes:
        after = {name: value for name, value in after.items() if name not in before or before[name] != value}
        before = {name: value for name, value in before.items() if name in after}
    reason = str(given.get("reason") or "")
    log.record(f"{table.kind}.{step.name}", thing, actor=actor, before=before, after=after, reason=reason)
