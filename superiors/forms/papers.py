"""The words of a paper about a list: two or three texts for each row, as drafted until somebody writes them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from core.form_options import Sent
from core.forms import SeenForm, dress
from superiors.models import ListPaper
from superiors.rules.rows import Row
from superiors.services.answering import LONGEST

LABELS = {
    "problem": _("Problem fed back"),
    "measures": _("Measures"),
    "progress": _("Progress"),
    "goal": _("Goal of the rectification"),
    "done": _("What has been done"),
}
OF_AN_ANSWER, OF_A_NOTICE = ("measures", "progress"), ("problem", "goal", "done")


class VersionForm(forms.Form):
    """An act on the version that was seen."""

    version = forms.IntegerField(widget=forms.HiddenInput)


@dataclass(frozen=True)
class Written:
    """A row with the fields of its words."""

    row: Row
    fields: Sequence[BoundField]


class WordsForm(SeenForm, VersionForm):
    def __init__(self, data: Sent | None = None, *, paper: ListPaper, rows: Sequence[Row]) -> None:
        self.rows, self.names = rows, OF_AN_ANSWER if paper.is_answer else OF_A_NOTICE
        said = {f"{name}-{row.key}": getattr(row, name) for row in rows for name in self.names}
        forms.Form.__init__(self, data, initial={"version": paper.version, **said})
        for row in rows:
            for name in self.names:
                label = f"{row.called} {LABELS[name]}"
                self.fields[f"{name}-{row.key}"] = forms.CharField(
                    label=label, required=False, max_length=LONGEST, widget=forms.Textarea, initial=getattr(row, name)
                )
        dress(self)
        for key, field in self.fields.items():
            field.show_hidden_initial = key != "version"

    def written(self) -> Iterator[Written]:
        for row in self.rows:
            yield Written(row, [self[f"{name}-{row.key}"] for name in self.names])

    @property
    def texts(self) -> Mapping[str, Mapping[str, str]]:
        """What was written, by the key of the row."""
        given = self.cleaned_data
        return {row.key: {name: given[f"{name}-{row.key}"] for name in self.names} for row in self.rows}
