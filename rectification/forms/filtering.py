"""The filter bar: few widgets, choices from small catalogues."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import Model
from django.utils.choices import CallableChoiceIterator
from django.utils.translation import gettext_lazy as _

from accounts.models import Organization, User
from core import figures
from core.fields import scoped
from core.forms import UnsearchedListForm, choice_field, sent
from core.rules.bounds import wholes
from enterprises.models import Enterprise
from inspections.models import ProblemCategory
from inspections.states import Level, SourceKind
from parks.models import Park
from projects.models import Project
from rectification.figures import box_choices
from rectification.filters import EMPTY_CHOICES, NOT, OF_THE_PAGE, LedgerFilter
from rectification.querysets import NONE
from rectification.states import Mode, State, SupervisionLevel

if TYPE_CHECKING:
    from django.http import QueryDict
    from django_stubs_ext import StrOrPromise

ANY = ("", _("Any"))
YES_NO = (("true", _("Yes")), ("false", _("No")))


def choice(label: "StrOrPromise", choices: "Iterable[tuple[object, StrOrPromise]]") -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, required=False, choices=(ANY, *choices), widget=forms.Select(attrs={"class": "form-select"})
    )


def word(label: "StrOrPromise") -> forms.CharField:
    return forms.CharField(label=label, required=False, widget=forms.TextInput(attrs={"class": "form-control"}))


def date(label: "StrOrPromise") -> forms.CharField:
    return forms.CharField(
        label=label, required=False, widget=forms.DateInput(attrs={"class": "form-control", "type": "date"})
    )


class FilterForm(UnsearchedListForm):
    """Shows what the link says; the filters themselves stand in `LedgerFilter`."""

    q = word(_("Words"))
    state = choice(_("State"), State.choices)
    level = choice(_("Level"), Level.choices)
    category = choice(_("Category"), ())
    source = choice(_("Source"), SourceKind.choices)
    park = choice(_("Park"), ())
    unit = word(_("Lead unit contains"))
    overdue = choice(_("Overdue"), YES_NO)
    due_in = choice(_("Due within"), (("0", _("Today")), ("3", _("3 days")), ("7", _("7 days")), ("30", _("30 days"))))
    mode = choice(_("Mode of rectification"), (*Mode.choices, (NONE, _("none"))))
    staged = choice(_("With a stage closed"), YES_NO)
    supervision = choice(_("Supervision"), [pair for pair in SupervisionLevel.choices if pair[0]])
    deadline_after = date(_("Deadline from"))
    deadline_before = date(_("Deadline until"))
    found_after = date(_("Found from"))
    found_before = date(_("Found until"))
    as_of = date(_("As of the end of the day"))
    SHOWN = ("state", "level", "category", "park", "unit", "overdue")
    FOLDED = (
        "mode",
        "staged",
        "supervision",
        "source",
        "due_in",
        "deadline_after",
        "deadline_before",
        "found_after",
        "found_before",
        "as_of",
    )

    unseen = _("Another one")
    """What somebody may not know of, whose row is seen all the same."""

    def __init__(self, data: "QueryDict", *, user: User) -> None:
        data = joined(data)
        super().__init__(data, user=user)
        categories = ProblemCategory.objects.all()
        choice_field(self, "category").choices = (ANY, *((row.code, f"{row.code} {row.name}") for row in categories))
        parks = Park.objects.visible_to(user)
        choice_field(self, "park").choices = (ANY, *((str(park.pk), park.label) for park in parks))
        self.query, self.named = data, dict(_names(data, user))
        self._offer_several()

    def _offer_several(self) -> None:
        """A link may ask for several values at once; the box then shows them as one choice."""
        for name, field in self.fields.items():
            value = sent(self.query, name)
            if "," in value and isinstance(field, forms.ChoiceField) and isinstance(field.choices, list):
                field.choices = [*field.choices, (value, self._said(name, value))]

    def kept(self) -> list[tuple[str, str]]:
        """What the link says besides the boxes; it stays when they are changed."""
        others = set(self.query) - set(self.fields) - {"page", "cols"}
        return [(name, said) for name in sorted(others) if (said := sent(self.query, name))]

    def folded_open(self) -> bool:
        return any(self.query.get(name) for name in self.FOLDED)

    def chips(self) -> Iterator[dict[str, str]]:
        """What is filtered by, each with the link that drops it."""
        for name in self.query:
            value = sent(self.query, name)
            if not value or name in OF_THE_PAGE:
                continue
            rest = self.query.copy()
            rest.pop(name)
            rest.pop("page", None)
            text = _("%(filter)s: %(value)s") % {"filter": self.label_of(name), "value": self._said(name, value)}
            yield {"text": text, "without": rest.urlencode()}

    def label_of(self, name: str) -> str:
        """What is not asked in the bar is called as in the filters."""
        if name in self.fields or name not in LedgerFilter.base_filters:
            return super().label_of(name)
        return str(OTHER_LABELS.get(name) or LedgerFilter.base_filters[name].label)

    def word_of(self, name: str, key: object) -> str:
        """What a value of a filter is called that the form has choices of; the value itself where it has none."""
        return str(self._choices_of(name).get(NONE if key is None else str(key), key))

    def said(self) -> str:
        return "；".join(chip["text"] for chip in self.chips())

    def _said(self, name: str, value: str) -> str:
        """The value in words; an id by the name it stands for, where the user may know it."""
        if name in self.named:
            return self.named[name]
        return "、".join(str(self._choices_of(name).get(part, part)) for part in value.split(","))

    def _choices_of(self, name: str) -> dict[object, object]:
        if name == "figure":
            return {figure.code: figure.name for figure in figures.registered()}
        name = name.removesuffix(NOT)
        field = self.fields.get("category" if name == "category_is" else name)
        return {NONE: NOTHING_THERE, **dict(getattr(field, "choices", ()) or OTHER_CHOICES.get(name, ()))}


def joined(query: "QueryDict") -> "QueryDict":
    """A link that says a filter several times, as boxes that are ticked do, says it once with commas between."""
    once = query.copy()
    for name in set(once) - OF_THE_PAGE:
        if len(values := once.getlist(name)) > 1:
            once[name] = ",".join(filter(None, map(str, values)))
    return once


def _named_filters() -> Iterator[tuple[str, type[Model]]]:
    for name, model in NAMED.items():
        yield name, model
        if f"{name}{NOT}" in LedgerFilter.base_filters:
            yield f"{name}{NOT}", model


def _names(query: "QueryDict", user: User) -> Iterator[tuple[str, str]]:
    """What the ids in a link stand for."""
    for name, model in _named_filters():
        said = sent(query, name)
        keys = wholes(said.split(","))
        if keys and NONE not in said:
            found = scoped(model).visible_to(user).filter(pk__in=keys)
            yield name, "、".join(str(row) for row in found) or str(FilterForm.unseen)


NAMED: dict[str, type[Model]] = {
    "enterprise": Enterprise,
    "project": Project,
    "lead_organization": Organization,
    "assigned_by_organization": Organization,
    "county": Organization,
}
OTHER_CHOICES: dict[str, Any] = {
    "mine": CallableChoiceIterator(box_choices),
    "open": YES_NO,
    "empty": EMPTY_CHOICES,
    "filled": EMPTY_CHOICES,
    "rebound": YES_NO,
}
NOTHING_THERE = _("none")
OTHER_LABELS = {"category_is": _("Category")}
