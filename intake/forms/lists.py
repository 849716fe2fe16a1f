"""The steps of an import in the browser."""

from typing import Any, Unpack

from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.form_options import Files, FormOptions, Sent
from core.forms import one_is_needed, row_field
from inspections.states import Level, SourceKind
from intake.imports.checking import where
from intake.imports.questions import EACH, LEAVE, NEW, NO, ONCE, REVIEW, YES, About, Question
from intake.imports.wizard import Opened
from intake.reading.fields import DESCRIPTION, FIELDS, OF_SEVERAL_COLUMNS, TICKABLE
from intake.reading.opening import MAX_PACKED, MEGABYTE
from parks.models import Park
from rectification.states import Entry

MAX_PASTED = 2 * MEGABYTE
MOST_NAMED = 20
"""So many rows are named in a question."""
QUESTION_LABELS = {
    About.LEVEL: _("Level “%(word)s” (%(count)d rows)"),
    About.STATE: _("Progress “%(word)s” (%(count)d rows)"),
    About.DONE: _("%(count)d rows say that they are done: how do they come in?"),
    About.SPLIT: _("%(count)d cells hold several numbered problems: one item each?"),
    About.REPEAT: _("%(count)d rows (%(rows)s) repeat each other but for their number: take each problem once?"),
    About.ALIKE: _("%(count)d rows (%(rows)s) name the same problems and differ otherwise: take each problem once?"),
    About.STRUCK: _("%(count)d rows (%(rows)s) are struck through: do they come in?"),
    About.ABOVE: _("%(count)d rows (%(rows)s) name no unit: is it that of the row above (a merged cell)?"),
}
REPEATS: list[tuple[str, str | Promise]] = [(ONCE, _("Take it once")), (EACH, _("One item for each row"))]
ANSWERS: dict[About, list[tuple[str, str | Promise]]] = {
    About.LEVEL: list(Level.choices),
    About.STATE: list(Entry.choices),
    About.DONE: list(Entry.choices),
    About.SPLIT: [(YES, _("Take them apart")), (NO, _("Leave them together"))],
    About.REPEAT: REPEATS,
    About.ALIKE: REPEATS,
    About.STRUCK: [(YES, _("Take them")), (NO, _("Leave them out"))],
    About.ABOVE: [(YES, _("As the row above")), (NO, _("They have no unit"))],
}

FIELD_LABELS = {field.code: field.label for field in FIELDS}


class UploadForm(forms.Form):
    """Step 1: the file, or a block that was copied out of a spreadsheet."""

    file = forms.FileField(
        label=_("Problem list (.xlsx, .xls, .csv)"),
        required=False,
        widget=forms.FileInput(attrs={"class": "form-control", "accept": ".xlsx,.xls,.csv,.txt,.tsv"}),
    )
    pasted = forms.CharField(
        label=_("Or paste rows copied from a spreadsheet, with their heading"),
        required=False,
        strip=False,
        max_length=MAX_PASTED,
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 5, "spellcheck": "false"}),
    )

    def __init__(self, data: Sent | None = None, files: Files | None = None) -> None:
        super().__init__(data, files)
        one_is_needed(self, "file", "pasted")

    def clean_file(self) -> object:
        file = self.cleaned_data["file"]
        if file and file.size > MAX_PACKED:
            raise forms.ValidationError(_("The file is larger than %(size)d MB.") % {"size": MAX_PACKED // MEGABYTE})
        return file

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or {}
        pasted = cleaned.get("pasted") or ""
        if not self.errors and not cleaned.get("file"):
            if not pasted.strip():
                self.add_error("file", _("Choose a file, or paste rows."))
            else:
                name = _("Pasted rows") + ".csv"
                cleaned["file"] = SimpleUploadedFile(name, pasted.encode("utf-8-sig"), "text/csv")
        return cleaned

    @property
    def field_at_fault(self) -> str:
        """Where what can't be read came in."""
        return "file" if self.files.get("file") else "pasted"


class ColumnsForm(forms.Form):
    """Step 2: what the columns mean, where the list comes from, who the unknown units are."""

    source = forms.ChoiceField(label=_("Source"), choices=SourceKind.choices)
    park = forms.ModelChoiceField(
        Park.objects.none(), label=_("Park of rows that name none"), required=False, empty_label=_("None")
    )

    def __init__(self, data: Sent | None = None, *, opened: Opened, **options: Unpack[FormOptions]) -> None:
        super().__init__(data, **options)
        self.opened = opened
        self.columns = opened.columns()
        self.unknown = list(opened.unknown_units)
        self.questions = opened.questions
        row_field(self, "park").queryset = Park.objects.visible_to(opened.user)
        choices = [("", _("Don't import")), *FIELD_LABELS.items()]
        for position, column in enumerate(self.columns):
            self.fields[f"column-{position}"] = forms.ChoiceField(
                label=column.heading, choices=choices, required=False, initial=column.field or ""
            )
        for position, question in enumerate(self.questions):
            self.fields[f"answer-{position}"] = self._answer_field(question)
        for position, name in enumerate(self.unknown):
            self.fields[f"unit-{position}"] = self._unit_field(name)
        for field in self.fields.values():
            field.widget.attrs.setdefault("class", "form-select")

    def _answer_field(self, question: Question) -> forms.ChoiceField:
        named = "、".join(where(place, self.opened.parsed) for place in question.rows[:MOST_NAMED])
        rows = named + ("…" if len(question.rows) > MOST_NAMED else "")
        label = QUESTION_LABELS[question.what] % {"word": question.word, "count": len(question.rows), "rows": rows}
        offered = ANSWERS[question.what]
        open_choice = [] if question.is_optional else [(LEAVE, _("Leave its rows out"))]
        choices = [("", _("Choose")), *offered, *open_choice]
        decided = self.opened.batch.decisions.get("answers", {}).get(question.key, "")
        proposal = dict(offered)[self._proposal(question)]
        return forms.ChoiceField(
            label=label,
            choices=choices,
            required=False,
            initial=decided,
            help_text=_("Proposed: %(proposal)s") % {"proposal": proposal},
        )

    @staticmethod
    def _proposal(question: Question) -> str:
        return str(Entry.FOR_REVIEW) if question.proposal == REVIEW else str(question.proposal)

    def _unit_field(self, name: str) -> forms.ChoiceField:
        suggested = [(str(unit.pk), unit.name) for unit in self.opened.book.suggestions(name)]
        others = sorted((unit.name, str(key)) for key, unit in self.opened.book.organizations.items())
        choices = [
            ("", _("Choose")),
            (NEW, _("Create this unit")),
            (LEAVE, _("Leave its rows out")),
            (_("Like this name"), suggested),
            (_("All units"), [(key, label) for label, key in others if key not in dict(suggested)]),
        ]
        decided = self.opened.batch.decisions.get("units", {}).get(name, "")
        return forms.ChoiceField(label=name, choices=choices, required=False, initial=decided)

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or {}
        fields = [field for field in self.mapping.values() if field]
        if DESCRIPTION not in fields:
            raise forms.ValidationError(_("Say which column holds the problems."))
        twice = next(
            (field for field in fields if fields.count(field) > 1 and field not in OF_SEVERAL_COLUMNS | TICKABLE),
            None,
        )
        if twice is not None:
            raise forms.ValidationError(_("“%(field)s” is chosen for two columns.") % {"field": FIELD_LABELS[twice]})
        self._demand_answers()
        return cleaned

    def _demand_answers(self) -> None:
        """No word and no name is left open for a later step to find out."""
        takes_proposals = bool(self.data.get("accept"))
        for position, question in enumerate(self.questions):
            name = f"answer-{position}"
            if not self.cleaned_data.get(name) and takes_proposals:
                self.cleaned_data[name] = self._proposal(question)
            if not self.cleaned_data.get(name) and not question.is_optional:
                self.add_error(name, _("Say what is meant."))
        for position, name in enumerate(self.unknown):
            field = f"unit-{position}"
            if not self.cleaned_data.get(field) and takes_proposals:
                self.cleaned_data[field] = self._likeliest_unit(name)
            if not self.cleaned_data.get(field):
                self.add_error(field, _("Say which unit is meant."))

    def _likeliest_unit(self, name: str) -> str:
        """The unit whose name is most like this one; a new one where none is like it."""
        like = self.opened.book.suggestions(name)[:1]
        return str(like[0].pk) if like else NEW

    @property
    def mapping(self) -> dict[str, str | None]:
        """Heading → field, as chosen."""
        return {
            column.heading: self.cleaned_data.get(f"column-{position}") or None
            for position, column in enumerate(self.columns)
        }

    @property
    def units(self) -> dict[str, str]:
        """Unknown name → key of the unit, or `new`."""
        return {name: self.cleaned_data.get(f"unit-{position}", "") for position, name in enumerate(self.unknown)}

    @property
    def decided(self) -> dict[str, Any]:
        """All that was said, as the service takes it."""
        given = self.cleaned_data
        return {
            "mapping": self.mapping,
            "source": given["source"],
            "park": given["park"],
            "decisions": {"units": self.units, "answers": self.answers},
        }

    @property
    def answers(self) -> dict[str, str]:
        """Question → code, or `leave`."""
        given = {
            question.key: self.cleaned_data.get(f"answer-{position}", "")
            for position, question in enumerate(self.questions)
        }
        return {key: code for key, code in given.items() if code}

    @property
    def answer_fields(self) -> list[object]:
        return [self[f"answer-{position}"] for position in range(len(self.questions))]

    @property
    def column_fields(self) -> list[tuple[object, object]]:
        return [(column, self[f"column-{position}"]) for position, column in enumerate(self.columns)]

    @property
    def sample_rows(self) -> list[tuple[str, ...]]:
        """The first values of all columns, row by row."""
        return list(zip(*(column.values for column in self.columns), strict=True))

    @property
    def unit_fields(self) -> list[object]:
        return [self[f"unit-{position}"] for position in range(len(self.unknown))]
