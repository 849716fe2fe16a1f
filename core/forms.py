"""Forms of the county's files."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any, Protocol, Unpack, runtime_checkable

from django import forms
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models.fields import BLANK_CHOICE_DASH
from django.utils.choices import BlankChoiceIterator
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import acts
from core.day_fields import DayField
from core.errors import DomainError, StaleError
from core.form_options import RowOptions, Sent
from core.plain_numbers import PlainNumber
from core.rules import phones
from core.rules.bounds import MOST_COUNTED
from core.services.changes import NOTHING

if TYPE_CHECKING:
    from django.http import QueryDict
    from django_stubs_ext import StrOrPromise

    from accounts.models import User
    from core.filters import Asks

CLASSES: dict[type[forms.Widget], str] = {
    forms.Select: "form-select",
    forms.SelectMultiple: "form-select",
    forms.CheckboxInput: "form-check-input",
    forms.CheckboxSelectMultiple: "choices",
    forms.RadioSelect: "choices",
}
ANY = ("", gettext_lazy("Any"))
REQUIRED = gettext_lazy("This field is required.")
"""Django's own sentence for an empty field, said here so that the catalogue has the house's wording of it."""
COMPARE = gettext_lazy("What you typed is kept below; compare the fields marked “now on file”, then save.")
AS_ON_FILE = gettext_lazy("What you did not touch is shown as it is now; save again if your change still holds.")


DASHES = BLANK_CHOICE_DASH[0][1]
"""What the framework puts first in a list from which nothing is chosen."""


def dress(form: forms.BaseForm) -> None:
    """Give the fields of a form the look of the house; days come from the browser's calendar, amounts are plain."""
    for field in form.fields.values():
        if isinstance(field, forms.DecimalField) and type(field.widget) is forms.NumberInput:
            field.widget = PlainNumber.instead_of(field.widget)
        _bound(field)
        widget = field.widget
        widget.attrs.setdefault("class", CLASSES.get(type(widget), "form-control"))
        if isinstance(widget, forms.DateInput):
            widget.input_type, widget.format = "date", "%Y-%m-%d"
        if isinstance(widget, forms.Textarea):
            widget.attrs["rows"] = 3
        _say_what_is_asked(field)


def _bound(field: forms.Field) -> None:
    """A whole number that nobody has given a most has one all the same (S72); decimals have theirs by their places."""
    if not isinstance(field, forms.IntegerField) or isinstance(field, forms.DecimalField | forms.FloatField):
        return
    if field.max_value is None and not field.widget.is_hidden:
        field.max_value = MOST_COUNTED
        field.validators.append(MaxValueValidator(MOST_COUNTED))
        field.widget.attrs.setdefault("max", MOST_COUNTED)


def _say_what_is_asked(field: forms.Field) -> None:
    """A list from which nothing is chosen yet says so in words, not in dashes."""
    if isinstance(field, forms.ModelChoiceField):
        if field.empty_label == DASHES:
            field.empty_label = _("Choose")
    elif isinstance(field, forms.ChoiceField) and isinstance(field.choices, list | BlankChoiceIterator):
        field.choices = [(key, _("Choose") if label == DASHES else label) for key, label in field.choices]


def mark_personal(form: forms.BaseForm, *names: str) -> None:
    """Data of persons stay out of what the browser keeps of an unsent form (security section 0)."""
    for name in names:
        form.fields[name].widget.attrs["data-personal"] = "yes"


def one_is_needed(form: forms.BaseForm, *names: str) -> None:
    """Fields of which none is required and one must be given: their labels say so, and none is called optional."""
    for name in names:
        form.fields[name].is_one_of_several = True  # type: ignore[attr-defined]


def choice(label: "StrOrPromise", choices: "Iterable[tuple[object, StrOrPromise]]") -> forms.ChoiceField:
    """One of a filter's choices, or any."""
    return forms.ChoiceField(label=label, required=False, choices=(ANY, *choices))


def choice_field(form: forms.BaseForm, name: str) -> forms.ChoiceField:
    """A field with choices, which a form fills once it knows for whom; raises TypeError for another one."""
    field = form.fields[name]
    if not isinstance(field, forms.ChoiceField):
        raise TypeError(name)
    return field


def row_field(form: forms.BaseForm, name: str) -> "forms.ModelChoiceField[models.Model]":
    """A field that chooses among rows, of whichever table; raises TypeError for another one."""
    field = form.fields[name]
    if not isinstance(field, forms.ModelChoiceField):
        raise TypeError(name)
    return field


def sent(query: "QueryDict", name: str) -> str:
    """What a link or form says under a name, the last where it says several; empty where it says nothing."""
    value = query.get(name)
    return value if isinstance(value, str) else ""


class UnsearchedListForm(forms.Form):
    """The filter bar of a list: it shows what the link says; the rows are found by the list's filters."""

    data: "QueryDict"
    use_required_attribute = False
    shown_as_tabs: Collection[str] = ()
    """What a link says that is no filter: the tabs of the page show it."""
    asks: "Mapping[str, Asks]" = {}
    """What the filters of the list are called that a link can set, with what their values are called."""

    def __init__(self, data: "QueryDict", *, user: "User") -> None:
        super().__init__(data)
        self.user = user
        dress(self)

    def chips(self) -> Iterator[dict[str, str]]:
        """What is filtered by, each with the link that drops it; what no box of the bar asks for as well."""
        for name in (*self.fields, *(name for name in self.asks if name not in self.fields)):
            value = self.data.get(name)
            if not value or name in self.shown_as_tabs:
                continue
            rest = self.data.copy()
            rest.pop(name)
            rest.pop("page", None)
            label = self.label_of(name)
            yield {"label": label, "value": self.in_words(name, value), "without": f"?{rest.urlencode()}"}

    def in_words(self, name: str, value: str) -> str:
        """What a filter's value is called: of rows their names, as the list says them; of several each."""
        field = self.fields.get(name)
        if isinstance(field, forms.ModelChoiceField):
            return "、".join(field.label_from_instance(row) for row in _rows_named(field, value)) or value
        if field is None and name in self.asks:
            return self._asked_in_words(self.asks[name], value)
        offered = getattr(field, "choices", None) or (self.asks[name].choices if name in self.asks else ())
        return _chosen(offered, value)

    def _asked_in_words(self, asks: "Asks", value: str) -> str:
        """Of a filter that has no box in the bar."""
        rows = asks.rows(self.user, value)
        return _chosen(asks.choices, value) if rows is None else "、".join(map(str, rows)) or str(_("not found"))

    def label_of(self, name: str) -> str:
        """What a filter is called; what is none by its own name."""
        field = self.fields.get(name)
        if field is None and name in self.asks:
            return str(self.asks[name].label)
        return str(field.label) if field else name

    def said(self) -> str:
        """What is filtered by, in one line, for the head of an export."""
        return "；".join(f"{chip['label']}：{chip['value']}" for chip in self.chips())


def _chosen(choices: Iterable[tuple[object, object]], value: str) -> str:
    """The words of one value, or of several with commas between; what is none of the choices by itself."""
    known = {str(key): str(said) for key, said in choices}
    return known.get(value) or "、".join(known.get(each, each) for each in value.split(","))


def _rows_named(field: "forms.ModelChoiceField[models.Model]", value: str) -> Iterable[models.Model]:
    """The rows that a link names by their keys, one or several; of what its reader does not see nothing is said."""
    name = field.to_field_name or "pk"
    try:
        return list(field.queryset.filter(**{f"{name}__in": value.split(",")})) if field.queryset is not None else ()
    except (ValueError, OverflowError):
        return ()


class ListForm(UnsearchedListForm):
    """The filter bar of a list that is searched by words as well."""

    q = forms.CharField(
        label=gettext_lazy("Words"), required=False, widget=forms.SearchInput(attrs={"data-search": ""})
    )


class SeenForm(forms.BaseForm):
    """A form that knows what its person saw: what was left alone is never written over somebody else's change.

    What each field showed goes along hidden. When the form comes back, the fields left alone follow what is on file
    now; one that was touched here and changed by somebody else is told before it is written.
    """

    data: MultiValueDict[str, object]
    overtaken: tuple[str, ...] = ()
    """The fields that somebody else has changed since the page was opened."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for field in self.fields.values():
            field.show_hidden_initial = not (field.widget.is_hidden or field.widget.needs_multipart_form)

    @cached_property
    def changed_data(self) -> list[str]:
        return [bound.name for bound in self if self._is_touched(bound)]

    def touched(self) -> dict[str, object]:
        """What this person has changed."""
        return {name: self.cleaned_data[name] for name in self.changed_data if name in self.cleaned_data}

    def full_clean(self) -> None:
        if self.is_bound:
            self._follow()
        super().full_clean()
        if self.overtaken and "version" not in self.fields:
            self.tell(_("Somebody has changed this since you opened it."))

    def tell(self, why: str) -> None:
        """Say that somebody else was quicker, and what is on file; the next save is meant for what is on file now."""
        marked = [bound for bound in self if self._is_to_compare(bound)]
        self.add_error(None, why)
        self.add_error(None, str(COMPARE if marked else AS_ON_FILE))
        for bound in marked:
            bound.help_text = _("Now on file: %(value)s") % {"value": self._said(bound)}
            self._put(bound.html_initial_name, _as_sent(bound, bound.field.hidden_widget()))

    def meet(self, current: models.Model, refusal: DomainError) -> None:
        """Somebody else was quicker: what was typed stays, what is on file now stands beside it."""
        self.tell(str(refusal))
        self.data[self.add_prefix("version")] = str(current.version)  # type: ignore[attr-defined] # each such row has one

    def _is_to_compare(self, bound: forms.BoundField) -> bool:
        """Whether somebody else has changed it, or may have, where the sender doesn't say what was seen."""
        if bound.name in self.overtaken or not bound.field.show_hidden_initial:
            return bound.name in self.overtaken
        return bound.html_initial_name not in self.data and bound.name in self.changed_data

    def _follow(self) -> None:
        self.data, overtaken = self.data.copy(), []
        for bound in self:
            if not bound.field.show_hidden_initial or bound.html_initial_name not in self.data:
                continue
            if self._sent(bound.html_initial_name) != _as_sent(bound, bound.field.hidden_widget()):
                overtaken.append(bound.name)
            if not self._is_touched(bound):
                self._show_on_file(bound)
        self.overtaken = tuple(overtaken)

    def _is_touched(self, bound: forms.BoundField) -> bool:
        if not bound.field.show_hidden_initial or bound.html_initial_name not in self.data:
            return bound.field.has_changed(bound.initial, bound.data)
        is_as_seen = self._sent(bound.html_initial_name) == _values(bound.data)
        return not is_as_seen and bound._has_changed()  # type: ignore[attr-defined] # Django's own

    def _sent(self, name: str) -> list[str]:
        """All that the sender says under a name: a field of several choices says several."""
        return _values(self.data.getlist(name) if isinstance(self.data, MultiValueDict) else self.data.get(name))

    def _show_on_file(self, bound: forms.BoundField) -> None:
        if not isinstance(bound.field, forms.BooleanField):
            self._put(bound.html_name, _as_sent(bound, bound.field.widget))
        elif bound.initial:
            self.data[bound.html_name] = "on"
        else:
            self.data.pop(bound.html_name, None)
        self._put(bound.html_initial_name, _as_sent(bound, bound.field.hidden_widget()))

    def _put(self, name: str, values: list[str]) -> None:
        if len(values) > 1:
            self.data.setlist(name, list(values))
        else:
            self.data[name] = values[0] if values else ""

    def _said(self, bound: forms.BoundField) -> str:
        """What is on file, in the words of the page."""
        value = bound.initial
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        pairs = chain.from_iterable(
            label if isinstance(label, (list, tuple)) else [(key, label)]
            for key, label in getattr(bound.field, "choices", ())
        )
        labels = {str(key): str(label) for key, label in pairs}
        return "、".join(labels.get(code, code) for code in _as_sent(bound, bound.field.widget)) or NOTHING


def _plain(value: object) -> object:
    """A text with line ends as the database has them; a browser sends others."""
    return value.replace("\r\n", "\n") if isinstance(value, str) else value


def _as_sent(bound: forms.BoundField, widget: forms.Widget) -> list[str]:
    """What is on file as the browser would send it."""
    return _values(widget.format_value(bound.field.prepare_value(bound.initial)))


def _values(said: object) -> list[str]:
    """What stands under a name, without what is empty; several choices in one order, whichever way they came."""
    several = said if isinstance(said, list | tuple) else [said]
    return sorted(str(_plain(each)) for each in several if each not in (None, ""))


class MaskedPhones(SeenForm, forms.ModelForm):
    """Phones are shown masked (security S31); one that comes back masked stays as it is."""

    def __init__(self, data: Sent | None = None, **options: Unpack[RowOptions]) -> None:
        super().__init__(data, **options)
        for name, field in self.fields.items():
            if name.endswith(("contact_name", "principal_name", "manager_name")):
                field.widget.attrs["data-personal"] = "yes"
        for name in self._phones():
            self.initial[name] = phones.masked(getattr(self.instance, name))
            self.fields[name].widget.attrs.update({"inputmode": "tel", "data-personal": "yes"})

    def clean(self) -> dict[str, object]:
        super().clean()
        given = self.cleaned_data
        for name in self._phones():
            number = given.get(name) or ""
            if number and number == self.initial[name]:
                given[name] = getattr(self.kept, name)
            elif "*" in number:
                self.add_error(name, _("Write the whole number."))
        return given

    @property
    def kept(self) -> models.Model:
        """The row as it is on file; the form's own instance is overwritten while it is checked."""
        return type(self.instance)._default_manager.get(pk=self.instance.pk)

    def _phones(self) -> list[str]:
        return [name for name in self.fields if name.endswith("phone")]


class FileForm(MaskedPhones):
    """A form for a row with a `version`; relations are chosen within what the user may see."""

    data: MultiValueDict[str, object]
    use_required_attribute = False
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, required=False)

    def __init__(self, data: Sent | None = None, *, user: "User", **options: Unpack[RowOptions]) -> None:
        super().__init__(data, **options)
        self.user = user
        self.fields["version"].initial = self.instance.version if self.instance.pk else 1
        dress(self)
        for field in self.fields.values():
            rows = getattr(field, "queryset", None)
            if isinstance(field, forms.ModelChoiceField) and rows is not None and hasattr(rows, "visible_to"):
                field.queryset = rows.model._default_manager.visible_to(user)

    def clean_version(self) -> int:
        return self.cleaned_data.get("version") or 1

    def names(self) -> list[str]:
        """The fields of the row that this form writes."""
        return [name for name in self.fields if name != "version"]

    def refuse(self, refusal: DomainError) -> None:
        """Say what a service refused, at the field at fault; after somebody else's change, what is on file now."""
        if isinstance(refusal, StaleError) and self.instance.pk:
            self.meet(self.kept, refusal)
        else:
            refuse(self, refusal)


class LogListForm(ListForm):
    """The filter bar of the log."""

    person = forms.CharField(label=gettext_lazy("Person or account"), required=False)
    group = forms.ChoiceField(label=gettext_lazy("Done to"), required=False)
    act = forms.ChoiceField(label=gettext_lazy("Act"), required=False)
    since = DayField(label=gettext_lazy("From"), required=False, widget=forms.DateInput)
    until = DayField(label=gettext_lazy("Until"), required=False, widget=forms.DateInput)
    subject = forms.CharField(label=gettext_lazy("Subject"), required=False, widget=forms.HiddenInput)

    def __init__(self, data: "QueryDict", *, user: "User") -> None:
        super().__init__(data, user=user)
        for name, known in (("group", acts.groups()), ("act", acts.choices())):
            choice_field(self, name).choices = (ANY, *known)


def refuse(form: forms.BaseForm, refusal: DomainError) -> None:
    """Say a refusal at the field that it is about, or over the whole form where nobody sees such a field."""
    asked = form.fields.get(refusal.field or "")
    form.add_error(refusal.field if asked and not asked.widget.is_hidden else None, str(refusal))


@runtime_checkable
class SaysItself(Protocol):
    """A form that knows more of a refusal than its field: what is on file now, or what the field is called here."""

    def refuse(self, refusal: DomainError) -> None:
        """Say what a service refused."""


class RefusedAt:
    """What a service refuses inside this block is said at the form, and the block is left; all else goes on up."""

    def __init__(self, form: forms.BaseForm) -> None:
        self.form = form

    def __enter__(self) -> None:
        pass

    def __exit__(self, _kind: object, fault: BaseException | None, _trace: object) -> bool:
        if not isinstance(fault, DomainError):
            return False
        if isinstance(self.form, SaysItself):
            self.form.refuse(fault)
        else:
            refuse(self.form, fault)
        return True
