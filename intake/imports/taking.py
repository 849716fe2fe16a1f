"""From checked rows to the ledger, by the services: all good rows of a list in one transaction, or none."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Organization, User
from accounts.rules.unit_names import normalise
from core.errors import NotAllowedError
from inspections.models import ProblemCategory
from inspections.services.recording import SourceGiven
from inspections.states import Level
from intake.imports import placing
from intake.imports.checking import Checked, CheckedRow, Wishes, check, concerned, names_in, park_of, unit_named
from intake.imports.pictures import kind_under, read_apart
from intake.imports.placing import DEADLINE_ROOM, Places, shortened
from intake.imports.questions import told_of
from intake.imports.units import UnitBook
from intake.models import ImportBatch
from intake.reading.parsed import Draft, ParsedList, Picture
from intake.rules import problem_words
from intake.rules.progress_words import SAYS_DONE
from intake.services import import_batches, importing
from intake.services.importing import ListGiven, RowGiven, UnitGiven
from intake.services.list_photos import PhotoGiven
from rectification.services.registration import ItemGiven
from rectification.states import Entry, Origin


@dataclass(frozen=True)
class Taken:
    """What became of a list."""

    checked: Checked
    batch: ImportBatch | None = None
    imported: int = 0
    merged: int = 0

    @property
    def numbers(self) -> dict[str, int]:
        """The numbers of the receipt."""
        refused = len({error.stands_at for error in self.checked.errors})
        repeated = self.checked.repeated
        known = self.checked.duplicates - repeated
        numbers = {"imported": self.imported, "merged": self.merged, "known": known, "refused": refused}
        return {**numbers, "repeated": repeated} if repeated else numbers


def take(
    parsed: ParsedList,
    wishes: Wishes,
    brought: ListGiven,
    *,
    skip_errors: bool = False,
    merge: Collection[str] | None = None,
) -> Taken:
    """Put a list on the ledger. `merge` names the rows that a person wants merged; None merges what is certain.

    Nothing is written where a row is refused, unless `skip_errors` asks for the good ones.
    """
    actor = wishes.actor
    if actor is None:
        raise NotAllowedError(_("Your role does not import lists."))
    with transaction.atomic():
        importing.lock_county(actor)
        book = UnitBook(actor)
        checked = check(parsed, book, wishes)
        if (checked.errors and not skip_errors) or not checked.good:
            return Taken(checked)
        created = _create_units(checked, wishes, actor)
        book = UnitBook(actor) if created else book
        giver = Giver(Places(book, wishes, categories()), parsed, _photos(brought, checked))
        rows = [giver.row(row, _merges(row, merge)) for row in checked.good]
        merged = sum(row.item_id is not None for row in rows)
        batch = importing.write(replace(brought, created_units=created), rows, actor=actor)
        taken = Taken(checked, batch, imported=len(rows) - merged, merged=merged)
        import_batches.summarise(batch, taken.numbers)
    return taken


def _photos(brought: ListGiven, checked: Checked) -> dict[str, bytes]:
    """The photos of the rows that come in, by their part of the file."""
    pictures = [picture for row in checked.good for picture in row.draft.pictures]
    return read_apart(brought.path, pictures) if brought.path and pictures else {}


def _create_units(checked: Checked, wishes: Wishes, actor: User) -> tuple[int, ...]:
    """Create the unknown units that the rows to be taken name; returns their keys."""
    named = {name for row in checked.good for _field, name in names_in(row.draft)}
    wanted = {normalise(name): name for name in checked.unknown_units if name in named and wishes.creates(name)}
    parks = checked.new_enterprises
    units = [UnitGiven(name, key in parks, parks.get(key)) for key, name in wanted.items()]
    return tuple(unit.pk for unit in importing.create_units(units, actor=actor)) if units else ()


def _merges(row: CheckedRow, merge: Collection[str] | None) -> int | None:
    """The item whose further source this row is, as the person or the certainty of the match says."""
    if row.match is None:
        return None
    wanted = row.match.is_certain if merge is None else row.draft.key in merge
    return row.match.key if wanted else None


@dataclass(frozen=True)
class Giver:
    """Words to objects of the ledger, for all rows of one list."""

    places: Places
    parsed: ParsedList
    photos: Mapping[str, bytes]

    def row(self, row: CheckedRow, item_id: int | None) -> RowGiven:
        draft = row.draft
        photos = tuple(map(self._photo, draft.pictures)) if draft.part < 2 else ()
        finding = self.finding(row, is_further=item_id is not None)
        return RowGiven(draft.row, row.fingerprint, finding, item_id, draft.sheet, draft.part, photos)

    def _photo(self, picture: Picture) -> PhotoGiven:
        extension = PurePosixPath(picture.part).suffix.lower()
        return PhotoGiven(self.photos.get(picture.part, b""), extension, kind_under(picture.heading))

    def finding(self, row: CheckedRow, *, is_further: bool) -> ItemGiven:
        draft = row.draft
        enterprise = concerned(draft, self.places.book, self.places.wishes)
        lead, *assisting = self._units(draft)
        return ItemGiven(
            title=draft.title or draft.description[:80],
            description=draft.description,
            found_on=row.found_on,
            sources=(self._source(row, is_further=is_further),),
            level=row.level or Level.GENERAL,
            category=self._category(draft.category_text),
            park=park_of(draft, enterprise, self.places.book, self.places.wishes),
            enterprise=enterprise,
            lead_organization=lead,
            assisting=[unit for unit in assisting if unit is not None],
            origin=Origin.HISTORY if row.entry == Entry.HISTORY else Origin.LIST,
            entry=row.entry or Entry.OPEN,
            says_done=told_of(draft) in SAYS_DONE and not draft.is_stopped,
            mode=draft.mode or "",
            **placing.in_item(draft) | _instead_of_measures(draft),
        )

    def _units(self, draft: Draft) -> list[Organization | None]:
        """The lead unit or None where it can't answer for an item, then the assisting ones, each once."""
        names = (draft.lead_organization or "", *draft.assisting)
        units = [unit_named(name, self.places.book, self.places.wishes) if name else None for name in names]
        lead = units[0] if units[0] and units[0].pk in self.places.book.answering else None
        return [lead, *(unit for unit in dict.fromkeys(units[1:]) if unit != units[0])]

    def _category(self, text: str) -> ProblemCategory | None:
        """By code or name, else by what the words contain; None where nothing tells."""
        known = self.places.categories.get(text.strip()) if text else None
        return known or self.places.categories.get(problem_words.category_in(text) or "")

    def _source(self, row: CheckedRow, *, is_further: bool) -> SourceGiven:
        draft = row.draft
        return SourceGiven(
            kind=row.source,
            wording=self.places.wording(draft, is_further=is_further),
            list_title=shortened(draft.list_title or self.parsed.title or draft.sheet, 200),
            found_on=draft.found_on,
            deadline=draft.deadline.date,
            deadline_text=shortened(draft.deadline.text or "", DEADLINE_ROOM),
            undated_kind=draft.deadline.undated_kind or "",
            **placing.in_source(draft),
        )


def _instead_of_measures(draft: Draft) -> dict[str, str]:
    """What stands as the mode and names none is prose: the measures, where the list has none."""
    is_prose = draft.mode_text and not draft.mode and not draft.measures
    return {"measures": draft.mode_text} if is_prose else {}


def categories() -> dict[str, ProblemCategory]:
    """All categories by code and by Chinese name."""
    found = {category.code: category for category in ProblemCategory.objects.all()}
    return {**{category.name_zh: category for category in found.values()}, **found}
