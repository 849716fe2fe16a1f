"""变更预览: what a change of the catalogue would change, told before it is sent and again before it is entered."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from accounts.models import User
from law.models import Amendment, AmendmentLine, Basis, Instrument
from law.querysets import holds
from law.rules.articles import cited
from law.services import resting, shelves
from law.services.resting import Rests
from law.services.shelves import KEPT
from law.states import Change, Shelf, SubjectKind

DAY = timedelta(days=1)
MOST_LINES_ALONE = 30
"""Of a change with more lines it is told once for all of them what rests on them."""
NAMED_BY = ("item", "part", "name_zh")
"""The columns by which a row is told from the others of its instrument, beside the article."""


@dataclass(frozen=True)
class Told:
    """One column of a row: what it is called, what stands there now, and what will."""

    label: str
    now: str
    then: str

    @property
    def differs(self) -> bool:
        return self.now != self.then


@dataclass(frozen=True)
class Ending:
    """A basis that ends, because its row does or its instrument; what holds for its case from the next day on."""

    basis: Basis
    last_day: date
    followers: Sequence[str]


@dataclass(frozen=True)
class Foreseen:
    """What becomes of one row: its columns, the bases that end with it, and what rests on them."""

    line: AmendmentLine
    title: str
    columns: Sequence[Told]
    endings: Sequence[Ending]
    touched: Sequence[Rests]

    @property
    def orphans(self) -> list[Ending]:
        """The bases that end and have nothing that follows."""
        return [each for each in self.endings if not each.followers]


@dataclass(frozen=True)
class Outlook:
    """What a whole change would change: its lines, and what rests on all that ends, each thing counted once."""

    lines: Sequence[Foreseen]
    touched: Sequence[Rests]

    @property
    def orphans(self) -> list[Ending]:
        return [ending for each in self.lines for ending in each.orphans]


def foresee(amendment: Amendment, user: User) -> Outlook:
    """What a change would change, of what this person may know of; line by line while the lines are few."""
    lines = list(amendment.lines.all())
    texts, names, followers = resting.catalogue_texts(), _names_of_instruments(lines), _Followers(lines)
    found, all_endings, of_all = [], list[Ending](), list[Rests]()
    for line in lines:
        endings = _endings(line, followers, names)
        in_words = _in_catalogues(line, texts)
        touched = [*_resting(endings, user), *in_words] if len(lines) <= MOST_LINES_ALONE else []
        found.append(Foreseen(line, _title(line, names), list(_columns(line, names)), endings, touched))
        all_endings += endings
        of_all += in_words
    return Outlook(found, [*_resting(all_endings, user), *resting.added_up(of_all)])


def _resting(endings: Sequence[Ending], user: User) -> list[Rests]:
    codes = {ending.basis.pk for ending in endings}
    return [*resting.on_bases(user, codes), *_subjects(endings)]


def _in_catalogues(line: AmendmentLine, texts: dict[str, list[str]]) -> list[Rests]:
    """The rows of other catalogues that name an instrument which ends."""
    if line.shelf != Shelf.INSTRUMENT or not line.ends:
        return []
    return list(resting.in_catalogues(Instrument.objects.get(pk=line.code), texts))


def _names_of_instruments(lines: Iterable[AmendmentLine]) -> dict[str, str]:
    names = {each.pk: each.cited for each in Instrument.objects.all()}
    for line in lines:
        if line.shelf == Shelf.INSTRUMENT and line.makes:
            names[line.new_code] = str(shelves.made(line.shelf, line.new_code, line.values))
    return names


def _title(line: AmendmentLine, names: dict[str, str]) -> str:
    if line.shelf == Shelf.INSTRUMENT:
        return names[line.code or line.new_code]
    values = line.values if line.makes else line.was
    named = names.get(values.get("instrument", ""), "") + cited(values.get("article", ""))
    return " ".join(filter(None, (named, *(values.get(name, "") for name in NAMED_BY))))


def _columns(line: AmendmentLine, names: dict[str, str]) -> Iterator[Told]:
    """What differs of a row that is corrected, what a new one says, to which day one that ends holds."""
    ended = {**line.was, "valid_to": shelves.text(line.last_day)} | line.values
    then = line.values if line.makes else ended
    for name in KEPT[Shelf(line.shelf)].columns:
        now, new = (shelves.shown(line.shelf, name, said.get(name, ""), names) for said in (line.was, then))
        if now != new:
            yield Told(str(shelves.field_of(line.shelf, name).verbose_name), now, new)


def _endings(line: AmendmentLine, followers: "_Followers", names: dict[str, str]) -> list[Ending]:
    """The bases that end by a line, each with what follows it."""
    if not line.ends or line.last_day is None or line.shelf == Shelf.CRITERION:
        return []
    rows, following = _ending_with(line), line.last_day + DAY
    if line.shelf == Shelf.INSTRUMENT and line.change == Change.CORRECT:
        return [Ending(basis, line.last_day, [names[line.new_code]]) for basis in rows]
    return [Ending(basis, line.last_day, followers.of(basis, following, names)) for basis in rows]


def _ending_with(line: AmendmentLine) -> list[Basis]:
    """The row itself, or all that rest on the instrument, of those that would hold the day after."""
    assert line.last_day is not None
    of_row = {"pk": line.code} if line.shelf == Shelf.BASIS else {"instrument": line.code}
    rows = Basis.objects.filter(**of_row).filter(holds(line.last_day + DAY))
    return list(rows.select_related("instrument").order_by("code"))


Case = tuple[str, str, str]


class _Followers:
    """What holds on a day for cases: on file and not ending by the same change, or coming by it."""

    def __init__(self, lines: Sequence[AmendmentLine]) -> None:
        self.lines = lines
        self.coming = [line for line in lines if line.shelf == Shelf.BASIS and line.values.get("article")]
        self._on_file: dict[date, dict[Case, list[str]]] = {}

    def of(self, basis: Basis, on: date, names: dict[str, str]) -> list[str]:
        case = (basis.subject_kind, basis.subject_code, basis.part)
        if on not in self._on_file:
            self._on_file[on] = self._read(on)
        coming = (
            line.values for line in self.coming if _case_of(line) == case and line.values["valid_from"] <= f"{on}"
        )
        said = [names.get(values["instrument"], "") + cited(values["article"]) for values in coming]
        return self._on_file[on].get(case, []) + said

    def _read(self, on: date) -> dict[Case, list[str]]:
        ending = {line.code for line in self.lines if line.last_day and line.last_day < on}
        rows = Basis.objects.citable().in_force(on).exclude(pk__in=ending).exclude(instrument__in=ending)
        found: dict[Case, list[str]] = defaultdict(list)
        for row in rows.select_related("instrument"):
            found[row.subject_kind, row.subject_code, row.part].append(row.citation)
        return found


def _case_of(line: AmendmentLine) -> Case:
    values = line.values
    return values["subject_kind"], values["subject_code"], values.get("part", "")


def _subjects(endings: Iterable[Ending]) -> Iterator[Rests]:
    """How many rows of each catalogue the bases that end are of: permit kinds, checklist rows, categories."""
    codes: dict[str, set[str]] = defaultdict(set)
    for each in endings:
        codes[each.basis.subject_kind].add(each.basis.subject_code)
    yield from (Rests(kind.label, len(codes[kind])) for kind in SubjectKind if codes[kind])
