"""Fields of the ledger's forms; choices are looked up in the user's own scope."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from core.form_options import Files, Sent


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


MOST_LIKELY = 8


class Typed(str):
    """What was typed into a search and not picked from its list."""

    __slots__ = ()


class SearchedSelect(forms.Select):
    """A list that is searched by typing where scripts run; only picking chooses.

    The words in the search box come along as NAME_typed: where they name another line than the chosen one, they
    count, so that nothing is taken that nobody has chosen. `also` are the short names by key.
    """

    also: Mapping[str, str] = {}

    def value_from_datadict(self, data: Sent, files: Files, name: str) -> object:
        chosen, typed = super().value_from_datadict(data, files, name), str(data.get(f"{name}_typed", "")).strip()
        return chosen if not typed or typed in self.names().get(str(chosen), ()) else Typed(typed)

    def get_context(self, name: str, value: object, attrs: dict[str, object] | None) -> dict[str, object]:
        """The only one that fits what was typed is proposed: whoever sends the form again has chosen it."""
        attrs = {**(attrs or {}), "data-units": "yes"}
        if isinstance(value, Typed):
            fits = self.fitting(value)
            value, attrs = (fits[0], attrs) if len(fits) == 1 else (None, {**attrs, "data-typed": str(value)})
        return super().get_context(name, value, attrs)

    def create_option(self, name: str, value: object, *args: Any, **options: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **options)
        if also := self.also.get(str(value)):
            option["attrs"]["data-also"] = also
        return option

    def lines(self) -> Iterator[tuple[str, str]]:
        """Key and label of each line, those of groups as well."""
        for key, label in self.choices:
            for each, said in label if isinstance(label, list | tuple) else ((key, label),):
                yield str(each), str(said)

    def names(self) -> dict[str, list[str]]:
        """What each row is called, by its key: it counts once, on however many lines it stands."""
        names: dict[str, list[str]] = {}
        for key, label in self.lines():
            if key:
                names.setdefault(key, []).append(label)
        for key, also in self.also.items():
            if also and key in names:
                names[key].append(also)
        return names

    def fitting(self, typed: str) -> list[str]:
        """The keys of those in whose names the words stand."""
        return [key for key, names in self.names().items() if any(typed in name for name in names)]


class SearchedChoiceField(forms.ModelChoiceField):
    """One row of a list that is searched by typing: a whole name that one row alone has is taken, else it is asked."""

    widget = SearchedSelect

    def to_python(self, value: object) -> object:
        return super().to_python(self._named(value) if isinstance(value, Typed) else value)

    def _named(self, typed: str) -> str:
        widget = self.widget
        assert isinstance(widget, SearchedSelect)
        names = widget.names()
        called = [key for key, each in names.items() if typed in each]
        if len(called) == 1:
            return str(called[0])
        raise forms.ValidationError(_not_chosen(typed, [max(names[key], key=len) for key in widget.fitting(typed)]))


def _not_chosen(typed: str, likely: Sequence[str]) -> str:
    if not likely:
        return _("“%(typed)s” is on no line of the list; nothing is chosen yet.") % {"typed": typed}
    if len(likely) == 1:
        said = _("Only %(name)s fits “%(typed)s” and is filled in now; send the form again if that is the one.")
        return said % {"name": likely[0], "typed": typed}
    said = _("“%(typed)s” fits %(n)s of the list; pick one: %(likely)s.")
    return said % {"typed": typed, "n": len(likely), "likely": "、".join(likely[:MOST_LIKELY])}
