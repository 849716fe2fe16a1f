"""From checked rows to the ledger, by the services: all good rows of a list in one transaction, or none."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Organization
from accounts.rules.unit_names import normalise
from enterprises.models import Enterprise
from inspections.models import ProblemCategory
from inspections.states import Level
from parks.models import Park
from rectification.imports.checking import Checked, CheckedRow, Wishes, check, concerned, unit_named
from rectification.imports.parsed import Draft, ParsedList
from rectification.imports.units import UnitBook
from rectification.models import ImportBatch
from rectification.rules import problem_words
from rectification.services import import_batches, importing
from rectification.services.importing import ListGiven, RowGiven
from rectification.services.registration import FindingGiven, SourceGiven


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
        refused = len({error.row for error in self.checked.errors})
        known = self.checked.duplicates
        return {"imported": self.imported, "merged": self.merged, "known": known, "refused": refused}


def take(
    parsed: ParsedList,
    wishes: Wishes,
    brought: ListGiven,
    *,
    skip_errors: bool = False,
    merge: Collection[int] | None = None,
) -> Taken:
    """Put a list on the ledger. `merge` names the rows that a person wants merged; None merges what is certain.

    Nothing is written where a row is refused, unless `skip_errors` asks for the good ones.
    """
    with transaction.atomic():
        importing.lock_county(wishes.actor)
        book = UnitBook(wishes.actor)
        checked = check(parsed, book, wishes)
        if (checked.errors and not skip_errors) or not checked.good:
            return Taken(checked)
        book = _with_new_units(checked, book, wishes)
        giver = Giver(book, wishes, parsed, _categories())
        rows = [giver.row(row, _merges(row, merge)) for row in checked.good]
        merged = sum(row.item_id is not None for row in rows)
        batch = importing.write(brought, rows, actor=wishes.actor)
        taken = Taken(checked, batch, imported=len(rows) - merged, merged=merged)
        import_batches.summarise(batch, taken.numbers)
    return taken


def _with_new_units(checked: Checked, book: UnitBook, wishes: Wishes) -> UnitBook:
    """Create the unknown units that the list names, if that is wished."""
    wanted = {normalise(name): name for name in checked.unknown_units if wishes.creates(name)}
    if not wanted:
        return book
    enterprises = {normalise(name) for name in checked.unknown_enterprises}
    names = [(name, key in enterprises) for key, name in wanted.items()]
    importing.create_units(names, actor=wishes.actor, park=wishes.park)
    return UnitBook(wishes.actor)


def _merges(row: CheckedRow, merge: Collection[int] | None) -> int | None:
    """The item whose further source this row is, as the person or the certainty of the match says."""
    if row.match is None:
        return None
    wanted = row.match.is_certain if merge is None else row.draft.row in merge
    return row.match.key if wanted else None


@dataclass(frozen=True)
class Giver:
    """Words to objects of the ledger, for all rows of one list."""

    book: UnitBook
    wishes: Wishes
    parsed: ParsedList
    categories: dict[str, ProblemCategory]

    def row(self, row: CheckedRow, item_id: int | None) -> RowGiven:
        return RowGiven(row.draft.row, row.fingerprint, self.finding(row), item_id)

    def finding(self, row: CheckedRow) -> FindingGiven:
        draft = row.draft
        enterprise = concerned(draft, self.book, self.wishes)
        lead, *assisting = self._units(draft)
        return FindingGiven(
            title=draft.title or draft.description[:80],
            description=draft.description,
            found_on=row.found_on,
            sources=(_source(row, self.parsed),),
            level=Level.MAJOR if problem_words.is_major(draft.level_text) else Level.GENERAL,
            category=self._category(draft.category_text),
            park=self._park(draft, enterprise),
            enterprise=enterprise,
            place=_short(draft.place, 120),
            legal_basis=_short(draft.legal_basis, 300),
            lead_organization=lead,
            assisting=[unit for unit in assisting if unit is not None],
            measures=draft.measures,
            responsible_person=_short(draft.responsible_person, 120),
            requirement=draft.requirement,
        )

    def _units(self, draft: Draft) -> list[Organization | None]:
        """The lead unit or None, then the assisting ones, each once."""
        names = (draft.lead_organization or "", *draft.assisting)
        units = [unit_named(name, self.book, self.wishes) if name else None for name in names]
        return [units[0], *(unit for unit in dict.fromkeys(units[1:]) if unit != units[0])]

    def _park(self, draft: Draft, enterprise: Enterprise | None) -> Park | None:
        named = self.book.park(draft.park_name) if draft.park_name else None
        return named or (enterprise.park if enterprise else None) or self.wishes.park

    def _category(self, text: str) -> ProblemCategory | None:
        """By code or name, else by what the words contain; None where nothing tells."""
        known = self.categories.get(text.strip()) if text else None
        return known or self.categories.get(problem_words.category_in(text) or "")


def _source(row: CheckedRow, parsed: ParsedList) -> SourceGiven:
    draft = row.draft
    return SourceGiven(
        kind=row.source,
        number=_short(draft.number or "", 80),
        wording=_wording(draft),
        list_title=_short(parsed.title or parsed.sheet, 200),
        found_on=draft.found_on,
        deadline=draft.deadline.date,
        deadline_text=_short(draft.deadline.text or "", 200),
        undated_kind=draft.deadline.undated_kind or "",
        progress_text=draft.progress_text,
    )


def _wording(draft: Draft) -> str:
    """The words of the list, with what has no place of its own on the ledger."""
    further = (
        (_("Lead unit"), draft.lead_organization),
        (_("Responsible person"), draft.responsible_person if len(draft.responsible_person) > 120 else ""),
        (
            _("Result of the re-inspection"),
            " ".join(filter(None, (draft.review_result, draft.reviewed_on, draft.reviewer))),
        ),
        (_("Funds"), draft.funds),
        (_("Remarks"), draft.remark),
    )
    return "\n".join([draft.description, *(f"{name}：{text}" for name, text in further if text)])


def _categories() -> dict[str, ProblemCategory]:
    """All categories by code and by Chinese name."""
    found = {category.code: category for category in ProblemCategory.objects.all()}
    return {**{category.name_zh: category for category in found.values()}, **found}


def _short(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"
