"""The filter bar: few widgets, choices from small catalogues."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from inspections.models import ProblemCategory
from inspections.states import Level, SourceKind
from parks.models import Park
from rectification.states import Desk, State, SupervisionLevel

ANY = ("", _("Any"))


def choice(label: Any, choices: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, required=False, choices=(ANY, *choices), widget=forms.Select(attrs={"class": "form-select"})
    )


def word(label: Any) -> forms.CharField:
    return forms.CharField(label=label, required=False, widget=forms.TextInput(attrs={"class": "form-control"}))


def date(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label, required=False, widget=forms.DateInput(attrs={"class": "form-control", "type": "date"})
    )


class FilterForm(forms.Form):
    """Shows what the link says; the filters themselves stand in `LedgerFilter`."""

    q = word(_("Words"))
    state = choice(_("State"), State.choices)
    level = choice(_("Level"), Level.choices)
    category = choice(_("Category"), ())
    source = choice(_("Source"), SourceKind.choices)
    park = choice(_("Park"), ())
    unit = word(_("Lead unit contains"))
    overdue = choice(_("Overdue"), (("true", _("Yes")), ("false", _("No"))))
    due_in = choice(_("Due within"), (("0", _("Today")), ("3", _("3 days")), ("7", _("7 days")), ("30", _("30 days"))))
    supervision = choice(_("Supervision"), [pair for pair in SupervisionLevel.choices if pair[0]])
    deadline_after = date(_("Deadline from"))
    deadline_before = date(_("Deadline until"))
    found_after = date(_("Found from"))
    found_before = date(_("Found until"))
    FOLDED = ("supervision", "source", "due_in", "deadline_after", "deadline_before", "found_after", "found_before")

    def __init__(self, data: QueryDict, *, user: User) -> None:
        super().__init__(data)
        categories = ProblemCategory.objects.all()
        self.fields["category"].choices = (ANY, *((row.code, f"{row.code} {row.name}") for row in categories))
        parks = Park.objects.visible_to(user)
        self.fields["park"].choices = (ANY, *((str(park.pk), park.label) for park in parks))
        self.query = data

    def folded_open(self) -> bool:
        return any(self.query.get(name) for name in self.FOLDED)

    def chips(self) -> Iterator[dict[str, str]]:
        """What is filtered by, each with the link that drops it."""
        for name, value in self.query.items():
            if not value or name in ("page", "sort", "size", "cols"):
                continue
            rest = self.query.copy()
            rest.pop(name)
            rest.pop("page", None)
            yield {"label": self._label(name), "value": self._said(name, value), "without": f"?{rest.urlencode()}"}

    def _label(self, name: str) -> str:
        field = self.fields.get(name)
        return str(field.label) if field else str(OTHER_LABELS.get(name, name))

    def _said(self, name: str, value: str) -> str:
        choices = dict(getattr(self.fields.get(name), "choices", ()) or (Desk.choices if name == "mine" else ()))
        return "、".join(str(choices.get(part, part)) for part in value.split(","))


OTHER_LABELS = {
    "mine": _("My work"),
    "open": _("Open"),
    "enterprise": _("Enterprise"),
    "project": _("Project"),
    "lead_organization": _("Lead unit"),
    "batch": _("Imported list"),
}
