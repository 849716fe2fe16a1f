"""One cell of a list of files as a value: what can't be read is an error at it, what is open a question."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.rules.unit_names import normalise
from enterprises.rules import credit_code
from intake.imports.registers.book import COMMITTEES, ENTERPRISES, Book, ToBeFounded
from intake.imports.registers.kinds import Default, Option, RegisterKind, Values
from intake.imports.registers.questions import BLANK, LEAVE, NEW, About, Asking, Question
from intake.reading.grids import text_of
from intake.reading.parsed import RowError
from intake.reading.register_fields import RegisterField, Type
from intake.reading.register_rows import RegisterRow
from intake.rules import register_values
from intake.rules.numerals import plain
from intake.rules.register_values import Given, OddValueError

if TYPE_CHECKING:
    from django.db.models.options import _AnyField as AnyField

CHINESE = "zh-hans"
EXACT_NUMBERS = 10**15
"""Of numbers from here on a workbook keeps the first 15 figures alone."""
OWN_COMMITTEE = "管委会"
"""How the committee of a park is called that comes in with it."""


@dataclass
class ReadRow:
    """A row with what its cells say."""

    row: RegisterRow
    values: Values = field(default_factory=dict)
    errors: list[RowError] = field(default_factory=list)
    warnings: list[RowError] = field(default_factory=list)

    def says(self, code: str) -> bool:
        """Whether its cell says anything of a field."""
        cell = self.row.values.get(code)
        return cell is not None and not register_values.says_nothing(cell)

    def refuse(self, code: str, message: str) -> None:
        self.errors.append(self._at(code, message))

    def warn(self, code: str, message: str) -> None:
        self.warnings.append(self._at(code, message))

    def _at(self, code: str, message: str) -> RowError:
        value = text_of(self.row.values.get(code)) or ""
        return RowError(self.row.row, self.row.headings.get(code, ""), value, message, self.row.sheet)


@dataclass
class CellReader:
    """Reads the cells of a list of one kind."""

    kind: RegisterKind
    book: Book
    asking: Asking
    unsaid_units: set[str] = field(default_factory=set)

    @cached_property
    def options(self) -> dict[str, Sequence[Option]]:
        return {code: options() for code, options in self.kind.options.items()}

    @cached_property
    def _words(self) -> dict[str, dict[str, str]]:
        """The values of each field by their labels in both languages and by their codes."""
        found: dict[str, dict[str, str]] = {}
        for code, options in self.options.items():
            known = found[code] = {option.value.lower(): option.value for option in options}
            for language in (CHINESE, "en"):
                with translation.override(language):
                    known |= {normalise(str(option.label)): option.value for option in options}
        return found

    def read(self, row: RegisterRow) -> ReadRow:
        """All cells of a row."""
        read = ReadRow(row)
        for each in self.kind.fields:
            cell = row.values.get(each.code)
            if cell is not None and (each.type == Type.YES_NO or read.says(each.code)):
                try:
                    self._readers[each.type](read, each, cell)
                except OddValueError as odd:
                    read.refuse(each.code, str(odd))
        return read

    @cached_property
    def _readers(self) -> dict[Type, Callable[[ReadRow, RegisterField, Given], None]]:
        return {
            Type.TEXT: self._text,
            Type.DAY: self._day,
            Type.NUMBER: self._number,
            Type.WHOLE: self._whole,
            Type.CHOICE: self._choice,
            Type.YES_NO: self._yes_no,
            Type.CREDIT_CODE: self._credit_code,
            Type.PERSON: self._person,
            Type.PHONE: self._phone,
            Type.LOOKED_UP: self._looked_up,
        }

    def _text(self, read: ReadRow, each: RegisterField, cell: Given) -> None:
        text = (text_of(cell) or "").strip()
        keeps_lines = each.is_joined or isinstance(_column(self.kind, each.code), models.TextField)
        text = text if keeps_lines else _one_line(text)
        if each.code == self.kind.key:
            text = _unbroken(text)
        read.values[each.code] = text

    def _day(self, read: ReadRow, each: RegisterField, cell: Given) -> None:
        found = register_values.day_of(cell, at_end=each.at_end)
        if found.note:
            which = {"which": _("last") if each.at_end else _("first")}
            read.warn(each.code, _(found.note) % which)
        if found.day is not None:
            read.values[each.code] = found.day

    def _number(self, read: ReadRow, each: RegisterField, cell: Given) -> None:
        found = register_values.number_of(cell, each.units, read.row.words.get(each.code, ""))
        if len(each.units) > 1 and not found.unit and each.code not in self.unsaid_units:
            self.unsaid_units.add(each.code)
            unit = {"unit": next(iter(each.units))}
            read.warn(
                each.code,
                _("Neither the heading nor the cell says a unit; all of the column is taken as %(unit)s.") % unit,
            )
        read.values[each.code] = _fitting(_column(self.kind, each.code), found.value)

    def _whole(self, read: ReadRow, each: RegisterField, cell: Given) -> None:
        read.values[each.code] = register_values.whole_of(cell)

    def _yes_no(self, read: ReadRow, each: RegisterField, cell: Given) -> None:
        try:
            read.values[each.code] = register_values.yes_or_no(cell)
        except OddValueError:
            read.values[each.code] = True
            read.warn(each.code, _("It is named, so it is taken as yes."))

    def _credit_code(self, read: ReadRow, each: RegisterField, cell: Given) -> None:
        is_long_number = isinstance(cell, int | float) and cell >= EXACT_NUMBERS
        if is_long_number or re.fullmatch(r"\d(?:\.\d+)?e\+?\d+", str(cell), re.IGNORECASE):
            read.refuse(
                each.code, _("The workbook has made a number of the code and lost its last signs; type it as text.")
            )
            return
        code = credit_code.normalise(str(cell)).strip("'’`.:：")
        fault = credit_code.fault_of(code)
        if fault is None:
            read.values[each.code] = code
        else:
            read.refuse(each.code, wrong_code(code, fault))

    def _person(self, read: ReadRow, each: RegisterField, cell: Given) -> None:
        phone, name = register_values.phone_in(_one_line(text_of(cell) or ""))
        read.values[each.code] = name
        if phone and each.phone and not read.row.values.get(each.phone):
            read.values[each.phone] = phone
            read.warn(each.code, _("The phone in the same cell goes to its own field."))

    def _phone(self, read: ReadRow, each: RegisterField, cell: Given) -> None:
        phone, is_likely = register_values.phone_of(cell)
        read.values[each.code] = phone
        if not is_likely:
            read.warn(each.code, _("This doesn't look like a phone number; it is taken as it is written."))

    def _choice(self, read: ReadRow, each: RegisterField, cell: Given) -> None:
        text = _one_line(text_of(cell) or "")
        value = self._meant(each.code, text) or self._asked_word(read, each, text)
        if value not in ("", BLANK, LEAVE):
            read.values[each.code] = value

    def _meant(self, code: str, text: str) -> str:
        """The one value that a cell says for sure."""
        known = self._words[code].get(normalise(text))
        if known:
            return known
        squeezed = "".join(plain(text).split())
        fitting = [o.value for o in self.options[code] if o.means and re.fullmatch(o.means, squeezed, re.IGNORECASE)]
        return fitting[0] if len(fitting) == 1 else ""

    def _asked_word(self, read: ReadRow, each: RegisterField, text: str) -> str:
        options = self.options[each.code]
        like = (o.value for o in options if o.like and re.search(o.like, text))
        choices = [(option.value, str(option.label)) for option in options]
        question = Question(About.WORD, each.code, text, [*choices, *self._ways_out(each)], next(like, ""))
        return self._answered(
            read, each, question, _("“%(word)s” is none of the values of this field: say what is meant.")
        )

    def _ways_out(self, each: RegisterField) -> list[tuple[str, str]]:
        out = [(LEAVE, _("Leave its rows out"))]
        needed = each.is_required or each.code in {
            default.field for default in self.kind.defaults if not default.is_optional
        }
        return out if needed else [(BLANK, _("Take them without it")), *out]

    def _answered(self, read: ReadRow, each: RegisterField, question: Question, message: str) -> str:
        answer = self.asking.answer(question, read.row.stands_at)
        if answer in ("", LEAVE):
            read.refuse(each.code, message % {"word": question.word})
        return answer

    def _looked_up(self, read: ReadRow, each: RegisterField, cell: Given) -> None:
        name, shelf = _one_line(text_of(cell) or ""), self.kind.looked_up[each.code]
        found = self.book.look_up(shelf, name) or self._asked_name(read, each, shelf, name)
        if found is not None:
            read.values[each.code] = found

    def _asked_name(self, read: ReadRow, each: RegisterField, shelf: str, name: str) -> object:
        suggested = [(str(row.pk), str(row)) for row in self.book.suggestions(shelf, name)]
        found = [(NEW, _("Found it with the list"))] if self._may_found(shelf, name) else []
        rows = [(str(row.pk), str(row)) for row in self.book.rows(shelf)]
        options = [*suggested, *found, *self._ways_out(each), *(row for row in rows if row not in suggested)]
        usual = suggested[0][0] if suggested else options[0][0]
        question = Question(About.NAME, each.code, name, options, usual)
        answer = self._answered(read, each, question, _("Nothing on file is called “%(word)s”: say what is meant."))
        if answer == NEW:
            return ToBeFounded(name)
        return self.book.by_key(shelf, answer)

    def _may_found(self, shelf: str, name: str) -> bool:
        is_free = shelf in (ENTERPRISES, COMMITTEES) and name not in self.book.names_of_units
        return is_free and self.book.user.keeps_parks

    def fill_gap(self, read: ReadRow, default: Default, proposal: str) -> None:
        """Ask once what holds for the rows that say nothing of a field."""
        code, is_optional = default.field, default.is_optional
        each, shelf = self.kind.field(code), self.kind.looked_up.get(code)
        if shelf:
            options = [(str(row.pk), str(row)) for row in self.book.rows(shelf)]
        else:
            options = [(option.value, str(option.label)) for option in self.options[code]]
        if shelf == COMMITTEES:
            options = [(NEW, _("Found one for each of them")), *options]
        last = (BLANK, _("In none of these")) if is_optional else (LEAVE, _("Leave its rows out"))
        gap = Question(About.GAP, code, "", [*options, last], BLANK if is_optional else proposal, is_optional)
        answer = self._answered(
            read, each, gap, _("The list says nothing of “%(field)s”: say what holds.") % {"field": each.label}
        )
        if answer == NEW:
            read.values[code] = ToBeFounded(f"{read.values[self.kind.key]}{OWN_COMMITTEE}")
        elif answer not in ("", BLANK, LEAVE):
            read.values[code] = self.book.by_key(shelf, answer) if shelf else answer


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _unbroken(text: str) -> str:
    """A name without the line breaks and blanks that its cell is narrow for: 宁夏宝丰⏎能源集团."""
    return re.sub(r"(?<=[\u4e00-\u9fff（）()]) (?=[\u4e00-\u9fff（）()])", "", text)


def _column(kind: RegisterKind, code: str) -> "AnyField | None":
    fields = {each.name: each for each in kind.model._meta.fields}
    return fields.get(code)


def _fitting(column: "AnyField | None", value: Decimal) -> object:
    """A number with as many places as its column holds; without any where that is a whole number."""
    if isinstance(column, models.DecimalField):
        return value.quantize(Decimal(1).scaleb(-column.decimal_places), ROUND_HALF_UP)
    return int(value.to_integral_value(ROUND_HALF_UP))


def wrong_code(code: str, fault: credit_code.Fault) -> str:
    """What is wrong with a credit code, at which sign, and what to do."""
    facts = {"code": code, "count": len(code), "place": fault.place, "meant": fault.meant}
    facts["sign"] = code[fault.place - 1] if fault.place else ""
    if fault.what == credit_code.OLD_NUMBER:
        return _("This is an old registration number; the credit code has 18 signs.")
    if fault.what in (credit_code.TOO_SHORT, credit_code.TOO_LONG):
        return _("A credit code has 18 signs, this one has %(count)d.") % facts
    if fault.what == credit_code.NO_SUCH_SIGN:
        said = _("Sign %(place)d of the credit code, “%(sign)s”, can't stand there.") % facts
    elif fault.place:
        said = (
            _("The check sign of the credit code doesn't fit; probably sign %(place)d, “%(sign)s”, is wrong.") % facts
        )
    else:
        said = _(
            "The check sign of the credit code doesn't fit: some sign of it is wrong. Compare it with the licence."
        )
    return said + (" " + _("Meant is perhaps %(meant)s.") % facts if fault.meant else "")


def refuse_unfit(kind: RegisterKind, read: ReadRow) -> None:
    """Refuse what the columns of the table can't hold."""
    for code, value in read.values.items():
        column = _column(kind, code)
        if not isinstance(column, models.Field) or isinstance(column, models.ForeignKey):
            continue
        try:
            column.clean(value, None)
        except ValidationError as unfit:
            read.refuse(code, " ".join(unfit.messages))
