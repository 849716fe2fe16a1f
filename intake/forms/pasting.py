"""批量更正: the block that was pasted, and what it is pasted onto."""

from collections.abc import Callable, Sequence

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.errors import DomainError
from core.rules.bounds import whole
from intake.forms.lists import MAX_PASTED
from intake.imports import pasting
from intake.imports.cell_values import FIELD_OF
from intake.imports.pasting import ALONE, Block, Onto
from intake.reading.delimited import MOST_COLUMNS
from intake.reading.refusals import UnreadableFileError
from rectification.forms.cells import REASONS
from rectification.services import recording

DO = "do"
"""What the button says that does it; without that word a block is only looked at."""
TEXT = {"class": "form-control"}


RowsAfter = Callable[[int, int], Sequence[Onto]]
"""The row at a place of the list, and so many as stand below it."""
LAST_PLACE = 99_999_999


def _place(said: str) -> int | None:
    """Where in the list the last row stands on which a block was pasted; None where it does not go on."""
    return whole(said, LAST_PLACE)


class PasteForm(forms.Form):
    """A block of cells. `items` and `columns` are those of the grid that it was pasted onto, if it was."""

    use_required_attribute = False
    text = forms.CharField(
        label=_("Rows copied from a spreadsheet, with their heading"),
        required=False,
        strip=False,
        max_length=MAX_PASTED,
        widget=forms.Textarea(attrs={**TEXT, "rows": 8, "spellcheck": "false"}),
    )
    alone = forms.ChoiceField(
        label=_("Without a heading the first column is the number, the second"),
        required=False,
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=1000,
        widget=forms.TextInput(attrs={**TEXT, "list": "reasons", "autocomplete": "off"}),
    )
    reasons = REASONS

    def __init__(
        self,
        data: MultiValueDict[str, str] | None = None,
        *,
        user: User,
        items: Sequence[Onto] = (),
        rows_after: RowsAfter | None = None,
    ) -> None:
        super().__init__(data, initial={"alone": ALONE})
        self.user, self.items, self.rows_after = user, list(items), rows_after
        self.columns = data.getlist("column")[:MOST_COLUMNS] if data else []
        self.is_fill = bool(data and data.get("fill") == "yes")
        self.is_range = bool(data and data.get("chosen") == "yes")
        self.after = _place(data.get("after", "")) if data else None
        self.block: Block | None = None
        self.fields["text"].required = self.fields["alone"].required = not items
        self.fields["reason"].required = bool(data and data.get("act") == DO)
        field = self.fields["alone"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(name, recording.label_of(name)) for name in FIELD_OF.values()]

    @property
    def is_of_the_grid(self) -> bool:
        return bool(self.items)

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or {}
        if "text" in self.errors:
            return cleaned
        try:
            self.block = self._read(str(cleaned.get("text") or ""), str(cleaned.get("alone") or ALONE))
        except (DomainError, UnreadableFileError) as refused:
            self.add_error("text", str(refused))
        self.fields["reason"].required = True
        return cleaned

    def _go_on(self, text: str) -> bool:
        """Take the rows of the list below the last one as far as the block goes; whether it may go beyond its end.

        Raises DomainError where the list has changed meanwhile: nobody has seen what would stand below.
        """
        wanted = pasting.height_of(text) - len(self.items)
        if wanted <= 0 or self.after is None or self.rows_after is None:
            return self.after is not None
        there = self.rows_after(self.after, wanted)
        if not there or there[0].pk != self.items[-1].pk:
            raise DomainError(gettext("The list has changed since; copy the block onto the list anew."))
        more = there[1:]
        self.items += more
        self.after += len(more)
        return True

    def _read(self, text: str, alone: str) -> Block:
        if self.is_fill:
            return pasting.filled_down(self.items, self.columns, self.user)
        if self.items:
            goes_on = self._go_on(text) if self.after is not None else False
            how = {"is_range": self.is_range, "to_the_end": goes_on}
            return pasting.onto_cells(text, self.items, self.columns, self.user, **how)
        return pasting.from_text(text, self.user, alone=alone)
