"""Plots written down in bulk: the rows that the services would have written, some hundreds of lives at a time."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Unpack

from django.db import models

from core import clock
from core.models import Attachment, LogEntry
from demo.acting import Step
from demo.bulk.effects import Life, take_effect
from demo.bulk.files import FileShelf
from demo.plots import Plot, Stage
from demo.timelines import COUNTY_TIME
from documents.services import series
from inspections.models import Finding, FindingBasis, FindingPhoto, FindingSource
from inspections.services import superior_lists
from inspections.services.citing import citations_of
from inspections.services.recording import finding_of, sources_of
from rectification import workflow
from rectification.models import Item, Review, Standing
from rectification.rules.item_numbers import ITEMS
from rectification.services import drafting, notifying, recording
from rectification.services.chains import chain_of
from rectification.services.rebounding import finding_again
from rectification.workflow import Given

LIVES_AT_ONCE = 400
ROWS_AT_ONCE = 1000
NOTICED_DAYS = 10
Files = dict[tuple[int, int], list[Attachment]]


class BulkWriter:
    """Writes lives in the order of their registration.

    Remembers the ids of all items, and the items whose problem is to come back. What the log of all acts would
    say of them is kept aside where it is asked for.
    """

    def __init__(self, stage: Stage, shelf: FileShelf, *, logs: bool = False) -> None:
        self.stage, self.shelf, self.logs = stage, shelf, logs
        self.log: list[LogEntry] = []
        self.written: dict[int, int] = {}
        self.closed: dict[int, Item] = {}
        self.numbers: dict[int, Iterator[int]] = {}

    def write(self, plots: Sequence[Plot]) -> None:
        """All of it, in chunks that each know only themselves."""
        ordered = sorted(plots, key=lambda plot: (plot.at, plot.key))
        self._take_numbers(ordered)
        for chunk in _chunks(ordered):
            self._write_chunk(chunk)

    def _take_numbers(self, plots: Sequence[Plot]) -> None:
        county = self.stage.county.government.pk
        for year, count in sorted(Counter(plot.at.astimezone(COUNTY_TIME).year for plot in plots).items()):
            self.numbers[year] = iter(series.take(ITEMS.key_of(county=county, year=year), count))

    def _write_chunk(self, plots: list[Plot]) -> None:
        files = self._hand_in(plots)
        drafts = Drafts()
        for plot in plots:
            self._live(plot, files, drafts)
        drafts.save()
        for plot, life in zip(plots, drafts.lives, strict=True):
            self.written[plot.key] = life.item.pk
            if self.logs:
                self.log += _log_of(life)
            if plot.course.comes_back:
                self.closed[plot.key] = life.item
            if (self.stage.today - plot.last_day).days <= NOTICED_DAYS and life.history[1:]:
                notifying.tell_about(life.item, life.history[-1])

    def _hand_in(self, plots: list[Plot]) -> Files:
        """Save the rows of all files first, since the history names them by their ids."""
        files: Files = defaultdict(list)
        for plot in plots:
            if plot.has_photo:
                files[plot.key, 0].append(self.shelf.row("before", plot.actor, plot.at, plot.at))
            for number, step in enumerate(plot.steps, 1):
                for kind in step.files:
                    files[plot.key, number].append(self.shelf.row(kind, step.actor, step.at, plot.at))
        rows = [file for handed in files.values() for file in handed]
        Attachment.objects.bulk_create(rows, batch_size=ROWS_AT_ONCE)
        return files

    def _live(self, plot: Plot, files: Files, drafts: "Drafts") -> None:
        with clock.at(plot.at):
            life = self._register(plot, drafts)
            drafts.photos += [(life.item.finding, photo) for photo in files.get((plot.key, 0), ())]
        for number, step in enumerate(plot.steps, 1):
            with clock.at(step.at):
                _take(life, step, files.get((plot.key, number), []))
        drafts.lives.append(life)

    def _register(self, plot: Plot, drafts: "Drafts") -> Life:
        past = self.closed[plot.rebound_of.key] if plot.rebound_of else None
        given = (
            finding_again(past, plot.rebound_of.steps[-1].given["opinion"]) if plot.rebound_of and past else plot.given
        )
        finding = finding_of(given, plot.actor)
        sources = sources_of(finding, given, plot.actor)
        year = clock.today().year
        item = drafting.item_of(finding, given, plot.actor, f"{year}-{next(self.numbers[year]):04d}")
        item.rebound_of = past
        drafting.take_demanded(item, sources, self.stage.calendar)
        drafts.sources += sources
        drafts.citations += citations_of(finding, given.bases, plot.actor, given.law_of)
        kinds = {source.kind for source in sources}
        life = Life(item, chain_of(self.stage.signatures, _as_listed(plot), kinds))
        life.history.append(recording.entry(item, "register", plot.actor, from_state="", before={}, given={}))
        life.standings.append(recording.standing(item, clock.now()))
        return life


def _chunks(plots: Sequence[Plot]) -> Iterator[list[Plot]]:
    """Some hundred plots at a time; one that goes on from another never stands in the same chunk."""
    chunk: dict[int, Plot] = {}
    for plot in plots:
        if len(chunk) == LIVES_AT_ONCE or (plot.rebound_of and plot.rebound_of.key in chunk):
            yield list(chunk.values())
            chunk = {}
        chunk[plot.key] = plot
    yield list(chunk.values())


class Drafts:
    """The rows of a chunk, not yet saved."""

    def __init__(self) -> None:
        self.lives: list[Life] = []
        self.sources: list[FindingSource] = []
        self.citations: list[FindingBasis] = []
        self.photos: list[tuple[Finding, Attachment]] = []

    def save(self) -> None:
        """What is pointed to before what points."""
        _save([life.item.finding for life in self.lives])
        superior_lists.place(self.sources)
        _save(self.sources)
        _save(self.citations)
        _save([FindingPhoto(finding=finding, attachment=photo) for finding, photo in self.photos])
        _save([life.item for life in self.lives])
        _save([entry for life in self.lives for entry in life.history])
        _save(list(self._standings()))
        by_model: dict[type[models.Model], list[models.Model]] = defaultdict(list)
        for life in self.lives:
            for row in life.rows:
                by_model[type(row)].append(row)
        for rows in by_model.values():
            _save(rows)
        self._link()

    def _standings(self) -> Iterator[Standing]:
        for life in self.lives:
            for standing in life.standings:
                standing.finding_id = life.item.finding_id
                yield standing

    def _link(self) -> None:
        assisting, officers = Item.assisting.through, Review.officers.through
        _save([assisting(item=life.item, organization=unit) for life in self.lives for unit in life.assisting])
        _save(
            [
                officers(review=review, user=officer)
                for life in self.lives
                for review, people in life.reviews
                for officer in people
            ]
        )


def _save(rows: Sequence[models.Model]) -> None:
    if rows:
        type(rows[0])._default_manager.bulk_create(rows, batch_size=ROWS_AT_ONCE)


def _take(life: Life, step: Step, files: list[Attachment]) -> None:
    """The order of `advance`: target, effect, state, version, history."""
    given = {**step.given, "evidence": files} if step.files else step.given
    _move(life, step, **given)


def _move(life: Life, step: Step, **given: Unpack[Given]) -> None:
    item, from_state, before = life.item, life.item.state, recording.snapshot(life.item)
    target = workflow.TRANSITIONS[step.name].target(item, given)
    take_effect(life, step.name, step.actor, given)
    item.move_to(target)
    item.version += 1
    entry = recording.entry(item, step.name, step.actor, from_state=from_state, before=before, given=given)
    life.history.append(entry)
    last = life.standings[-1]
    if recording.stands_anew(item, last, step.name):
        last.until = entry.at
        life.standings.append(recording.standing(item, entry.at))


def _log_of(life: Life) -> Iterator[LogEntry]:
    for entry in life.history:
        with clock.at(entry.at):
            yield recording.log_row(life.item, entry)


def _as_listed(plot: Plot) -> Item:
    """An item of the level and listing that the plot ends with, for the question after its chain."""
    return Item(level=plot.case.level, supervision_level=plot.supervision_level)
