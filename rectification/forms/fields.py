"""Fields of the ledger's forms; choices are looked up in the user's own scope."""

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext as _


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self, **options: Any) -> None:
        super().__init__(format="%Y-%m-%d", **options)


MOST_LIKELY = 8


class Typed(str):
    """What was typed into a search and not picked from its list."""

    __slots__ = ()


class SearchedSelect(forms.Select):
    """A list that is searched by typing where scripts run; only picking chooses.

    The words in the search box come along as NAME_typed: where they name another line than the chosen one, they
    count, so that nothing is taken that nobody has chosen.
    """

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        chosen, typed = super().value_from_datadict(data, files, name), data.get(f"{name}_typed", "").strip()
        return chosen if not typed or typed in self._labels_of(chosen) else Typed(typed)

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        typed = {"data-typed": str(value)} if isinstance(value, Typed) else {}
        shown = None if typed else value
        return super().get_context(name, shown, {**(attrs or {}), "data-units": "yes", **typed})

    def lines(self) -> Iterator[tuple[str, str]]:
        """Key and label of each line, those of groups as well."""
        for key, label in self.choices:
            for each, said in label if isinstance(label, list | tuple) else ((key, label),):
                yield str(each), str(said)

    def _labels_of(self, chosen: Any) -> set[str]:
        return {label for key, label in self.lines() if chosen and key == str(chosen)}


class SearchedChoiceField(forms.ModelChoiceField):
    """One row of a list that is searched by typing: a whole name that one row alone has is taken, else it is asked."""

    widget = SearchedSelect

    def to_python(self, value: Any) -> Any:
        return super().to_python(self._named(value) if isinstance(value, Typed) else value)

    def _named(self, typed: str) -> str:
        widget: Any = self.widget
        lines = [(key, label) for key, label in widget.lines() if key]
        keys = {key for key, label in lines if label == typed}
        if len(keys) == 1:
            return keys.pop()
        raise forms.ValidationError(_not_chosen(typed, dict.fromkeys(label for _key, label in lines)))


def _not_chosen(typed: str, labels: Iterable[str]) -> str:
    likely = [label for label in labels if typed in label]
    if not likely:
        return _("“%(typed)s” is on no line of the list; nothing is chosen yet.") % {"typed": typed}
    said = _("“%(typed)s” is on %(n)s lines of the list; pick one: %(likely)s.")
    return said % {"typed": typed, "n": len(likely), "likely": "、".join(likely[:MOST_LIKELY])}
