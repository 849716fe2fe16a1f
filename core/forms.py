"""Forms of the county's files."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django import forms
from django.db import models
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import acts
from core.day_fields import DayField
from core.errors import DomainError
from core.rules import phones
from core.services.changes import shown

if TYPE_CHECKING:
    from accounts.models import User

CLASSES: dict[type[forms.Widget], str] = {
    forms.Select: "form-select",
    forms.SelectMultiple: "form-select",
    forms.CheckboxInput: "form-check-input",
    forms.CheckboxSelectMultiple: "choices",
}
ANY = ("", gettext_lazy("Any"))
REQUIRED = gettext_lazy("This field is required.")
"""Django's own sentence for an empty field, said here so that the catalogue has the house's wording of it."""


def dress(form: forms.BaseForm) -> None:
    """Give the fields of a form the look of the house; days are picked from the browser's calendar."""
    for field in form.fields.values():
        widget = field.widget
        widget.attrs.setdefault("class", CLASSES.get(type(widget), "form-control"))
        if isinstance(widget, forms.DateInput):
            widget.input_type, widget.format = "date", "%Y-%m-%d"
        if isinstance(widget, forms.Textarea):
            widget.attrs["rows"] = 3


def mark_personal(form: forms.BaseForm, *names: str) -> None:
    """Data of persons stay out of what the browser keeps of an unsent form (security section 0)."""
    for name in names:
        form.fields[name].widget.attrs["data-personal"] = "yes"


def one_is_needed(form: forms.BaseForm, *names: str) -> None:
    """Fields of which none is required and one must be given: their labels say so, and none is called optional."""
    for name in names:
        form.fields[name].is_one_of_several = True  # type: ignore[attr-defined]


def choice(label: Any, choices: Any) -> forms.ChoiceField:
    """One of a filter's choices, or any."""
    return forms.ChoiceField(label=label, required=False, choices=(ANY, *choices))


def choice_field(form: forms.BaseForm, name: str) -> forms.ChoiceField:
    """A field with choices, which a form fills once it knows for whom; raises TypeError for another one."""
    field = form.fields[name]
    if not isinstance(field, forms.ChoiceField):
        raise TypeError(name)
    return field


def row_field(form: forms.BaseForm, name: str) -> "forms.ModelChoiceField[Any]":
    """A field that chooses among rows, of whichever table; raises TypeError for another one."""
    field = form.fields[name]
    if not isinstance(field, forms.ModelChoiceField):
        raise TypeError(name)
    return field


def sent(query: QueryDict, name: str) -> str:
    """What a link or form says under a name, the last where it says several; empty where it says nothing."""
    value = query.get(name)
    return value if isinstance(value, str) else ""


class ListForm(forms.Form):
    """The filter bar of a list: it shows what the link says; the rows are found by the list's filters."""

    data: QueryDict
    use_required_attribute = False
    q = forms.CharField(
        label=gettext_lazy("Words"), required=False, widget=forms.SearchInput(attrs={"data-search": ""})
    )

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        dress(self)

    def chips(self) -> Iterator[dict[str, str]]:
        """What is filtered by, each with the link that drops it."""
        for name, field in self.fields.items():
            value = self.data.get(name)
            if not value:
                continue
            rest = self.data.copy()
            rest.pop(name)
            rest.pop("page", None)
            said = dict(getattr(field, "choices", ())).get(value, value)
            yield {"label": str(field.label), "value": str(said), "without": f"?{rest.urlencode()}"}

    def said(self) -> str:
        """What is filtered by, in one line, for the head of an export."""
        return "；".join(f"{chip['label']}：{chip['value']}" for chip in self.chips())


class MaskedPhones(forms.ModelForm):
    """Phones are shown masked (security S31); one that comes back masked stays as it is."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, field in self.fields.items():
            if name.endswith(("contact_name", "principal_name", "manager_name")):
                field.widget.attrs["data-personal"] = "yes"
        for name in self._phones():
            self.initial[name] = phones.masked(getattr(self.instance, name))
            self.fields[name].widget.attrs.update({"inputmode": "tel", "data-personal": "yes"})

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for name in self._phones():
            number = given.get(name) or ""
            if number and number == self.initial[name]:
                given[name] = getattr(self.kept, name)
            elif "*" in number:
                self.add_error(name, _("Write the whole number."))
        return given

    @property
    def kept(self) -> Any:
        """The row as it is on file; the form's own instance is overwritten while it is checked."""
        return type(self.instance)._default_manager.get(pk=self.instance.pk)

    def _phones(self) -> list[str]:
        return [name for name in self.fields if name.endswith("phone")]


class FileForm(MaskedPhones):
    """A form for a row with a `version`; relations are chosen within what the user may see."""

    data: MultiValueDict[str, Any]
    use_required_attribute = False
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, required=False)

    def __init__(self, *args: Any, user: "User", **options: Any) -> None:
        super().__init__(*args, **options)
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
        """Say what a service refused, at the field at fault."""
        self.add_error(refusal.field if refusal.field in self.fields else None, str(refusal))

    def meet(self, current: models.Model, refusal: DomainError) -> None:
        """Somebody else was quicker: what was typed stays, what is on file now stands beside it.

        The next save is meant for the row as it is now.
        """
        self.add_error(None, str(refusal))
        self.add_error(None, _("What you typed is kept below; compare the fields marked “now on file”, then save."))
        self.data = self.data.copy()
        self.data[self.add_prefix("version")] = str(current.version)  # type: ignore[attr-defined] # each file has one
        for name, value in self._differing(current):
            self[name].help_text = _("Now on file: %(value)s") % {"value": value}

    def _differing(self, current: models.Model) -> Iterator[tuple[str, str]]:
        for name in self.names():
            typed, kept = self.cleaned_data.get(name), getattr(current, name)
            if typed != kept and (typed or kept):
                said = str(kept) if isinstance(kept, models.Model) else kept
                text = shown(current._meta.get_field(name), said)
                yield name, phones.masked(text) if name.endswith("phone") else text


class LogListForm(ListForm):
    """The filter bar of the log."""

    person = forms.CharField(label=gettext_lazy("Person or account"), required=False)
    group = forms.ChoiceField(label=gettext_lazy("Done to"), required=False)
    act = forms.ChoiceField(label=gettext_lazy("Act"), required=False)
    since = DayField(label=gettext_lazy("From"), required=False, widget=forms.DateInput)
    until = DayField(label=gettext_lazy("Until"), required=False, widget=forms.DateInput)
    subject = forms.CharField(label=gettext_lazy("Subject"), required=False, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        for name, known in (("group", acts.groups()), ("act", acts.choices())):
            choice_field(self, name).choices = (ANY, *known)
