"""变更生效: the second person enters a change of the catalogue, all of it in one transaction (rules R11, 8)."""

from collections.abc import Mapping

from accounts.models import User
from core import clock
from core.services import log
from law.models import Amendment, AmendmentLine, Basis, Criterion, Instrument
from law.querysets import holds
from law.services import amending, defects, shelves
from law.services.shelves import KEPT
from law.states import Change, Shelf
from law.workflow import AMENDMENTS

ORDER = [Shelf.INSTRUMENT, Shelf.BASIS, Shelf.CRITERION]
"""What others point at comes first."""


@AMENDMENTS.effect("confirm")
def _enter(amendment: Amendment, actor: User, given: Mapping[str, object]) -> None:
    """Old rows end, new ones come; the row that ends is held, and must be as it was when this was drawn up."""
    lines = sorted(amendment.lines.all(), key=lambda line: ORDER.index(Shelf(line.shelf)))
    for shelf, kept in KEPT.items():
        codes = [line.code for line in lines if line.shelf == shelf and line.code]
        list(kept.model._default_manager.select_for_update().filter(pk__in=codes))
    for line in lines:
        amending.refuse_changed(line)
        amending.refuse_unfit(line, lines)
    for line in lines:
        _enter_line(line, actor)
    ended = [line.code for line in lines if line.ends and line.shelf == Shelf.INSTRUMENT]
    defects.look_through(list(Instrument.objects.filter(pk__in=ended)))
    amendment.decided_by, amendment.decided_at = actor, clock.now()


def _enter_line(line: AmendmentLine, actor: User) -> None:
    if line.makes:
        made = shelves.made(line.shelf, line.new_code, line.values)
        made.save(force_insert=True)
        log.record("amendment.new-row", made, actor=actor, after=dict(line.values))
    if line.ends:
        _end(line, actor)


def _end(line: AmendmentLine, actor: User) -> None:
    row = shelves.on_file(line.shelf, line.code)
    row.valid_to = line.last_day
    row.save(update_fields=("valid_to",))
    told = {"valid_to": line.last_day, "new_row": line.new_code}
    log.record("amendment.end-row", row, actor=actor, before={"valid_to": line.was["valid_to"]}, after=told)
    if isinstance(row, Instrument):
        row.replaced_by_id = line.new_code or line.values.get("replaced_by") or row.replaced_by_id
        row.save(update_fields=("replaced_by",))
        if line.change == Change.CORRECT:
            _take_along(row, line)


def _take_along(old: Instrument, line: AmendmentLine) -> None:
    """What rests on an instrument that is corrected goes on under the new row, by the same places."""
    assert line.first_day is not None
    rows: list[Basis | Criterion] = [
        *Basis.objects.filter(holds(line.first_day), instrument=old),
        *Criterion.objects.filter(holds(line.first_day), instrument=old),
    ]
    for row in rows:
        shelf = Shelf.BASIS if isinstance(row, Basis) else Shelf.CRITERION
        row.code, row.instrument_id, row.valid_from = shelves.next_code(shelf), line.new_code, line.first_day
        row.save(force_insert=True)
