"""The steps of an import of a list of files in the browser."""

from collections.abc import Iterator
from typing import Unpack

from django import forms
from django.utils.translation import gettext_lazy as _

from core.form_options import FormOptions, Sent
from intake.forms.lists import MOST_NAMED
from intake.imports.registers.kinds import RegisterKind
from intake.imports.registers.questions import About, Question
from intake.imports.registers.wizard import OpenedRegister

ASKED = {
    About.WORD: _("%(field)s: what is “%(word)s” (%(count)d rows)?"),
    About.NAME: _("%(field)s: which one is “%(word)s” (%(count)d rows)?"),
    About.GAP: _("%(question)s (%(count)d rows)"),
}


class RegisterColumnsForm(forms.Form):
    """Step 2: what the columns mean, and what the list leaves open."""

    def __init__(self, data: Sent | None = None, *, opened: OpenedRegister, **options: Unpack[FormOptions]) -> None:
        super().__init__(data, **options)
        self.kind: RegisterKind = opened.kind
        self.columns = opened.columns()
        self.questions = opened.questions
        self.opened = opened
        choices = [("", _("Don't import")), *self._choices()]
        for position, column in enumerate(self.columns):
            self.fields[f"column-{position}"] = forms.ChoiceField(
                label=column.heading, choices=choices, required=False, initial=column.field or ""
            )
        for position, question in enumerate(self.questions):
            self.fields[f"answer-{position}"] = self._answer_field(question)
        for field in self.fields.values():
            field.widget.attrs.setdefault("class", "form-select")

    def _choices(self) -> Iterator[tuple[object, object]]:
        """The fields of a row, and below them those of further files."""
        yield from ((each.code, each.label) for each in self.kind.own_fields)
        others = [(each.code, each.label) for each in self.kind.fields if each.part]
        if self.kind.beside:
            yield self.kind.beside.label, others

    def _answer_field(self, question: Question) -> forms.ChoiceField:
        defaults = {default.field: default.question for default in self.kind.defaults}
        facts = {"field": self.kind.labels[question.field], "word": question.word, "count": len(question.rows)}
        facts["question"] = defaults.get(question.field, "")
        rows = "、".join(str(row) for _sheet, row in question.rows[:MOST_NAMED])
        rows += "…" if len(question.rows) > MOST_NAMED else ""
        proposal = dict(question.options).get(question.proposal)
        hint = _("Rows: %(rows)s") % {"rows": rows}
        if proposal:
            hint = _("Proposed: %(proposal)s") % {"proposal": proposal} + " · " + hint
        return forms.ChoiceField(
            label=ASKED[question.what] % facts,
            choices=[("", _("Choose")), *question.options],
            required=False,
            initial=self.opened.answers.get(question.key, ""),
            help_text=hint,
        )

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or {}
        fields = [field for field in self.mapping.values() if field]
        if self.kind.key not in fields:
            wanted = {"field": self.kind.labels[self.kind.key]}
            raise forms.ValidationError(_("Say which column holds “%(field)s”.") % wanted)
        several = {each.code for each in self.kind.fields if each.is_joined}
        twice = next((field for field in self._chosen_twice(fields) if field not in several), None)
        if twice is not None:
            raise forms.ValidationError(
                _("“%(field)s” is chosen for two columns.") % {"field": self.kind.labels[twice]}
            )
        self._demand_answers()
        return cleaned

    def _chosen_twice(self, fields: list[str]) -> list[str]:
        """Fields of two columns; those of two sheets may both have one."""
        return [field for field in fields if fields.count(field) > 1] if len(self.opened.parsed.sheets) == 1 else []

    def _demand_answers(self) -> None:
        """No word and no name is left open for a later step to find out."""
        takes_proposals = bool(self.data.get("accept"))
        for position, question in enumerate(self.questions):
            name = f"answer-{position}"
            if not self.cleaned_data.get(name) and takes_proposals:
                self.cleaned_data[name] = question.proposal
            if not self.cleaned_data.get(name) and not question.is_optional:
                self.add_error(name, _("Say what is meant."))

    @property
    def mapping(self) -> dict[str, str | None]:
        """Heading → field, as chosen."""
        chosen = (self.cleaned_data.get(f"column-{position}") for position in range(len(self.columns)))
        return {column.heading: field or None for column, field in zip(self.columns, chosen, strict=True)}

    @property
    def answers(self) -> dict[str, str]:
        """Question → what was answered now, and what was before of questions that aren't asked at the moment."""
        given = (self.cleaned_data.get(f"answer-{position}") for position in range(len(self.questions)))
        now = {question.key: code for question, code in zip(self.questions, given, strict=True) if code}
        return {**self.opened.answers, **now}

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
