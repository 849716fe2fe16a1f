from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.models import Organization, User
from core.form_options import Sent
from core.forms import row_field
from rectification.forms.fields import SearchedChoiceField, SearchedSelect
from rectification.forms.steps import FORMS, day, line, offer_units, words
from rectification.models import Item
from rectification.services import bulk, proposing

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MOST_LOTS = 20
"""With more lots than these a page of units helps nobody: each item goes to the unit proposed for it."""


PERSON = "responsible_person"
OF_A_LOT = (PERSON, "funds")
"""What a plan that is given once may say of each place by itself."""


def lots_asked(lots: Sequence[bulk.Alike]) -> Sequence[bulk.Alike]:
    """The lots that are asked for one by one: none where there is but one, or too many for a page."""
    return lots if 1 < len(lots) <= MOST_LOTS else ()


def named(label: "StrOrPromise", lot: bulk.Alike) -> str:
    """What is asked of a lot: its name, how many items it has, and what of them."""
    what = ngettext("%(what)s (%(n)s item)", "%(what)s (%(n)s items)", len(lot.items))
    return f"{what % {'what': lot.label, 'n': len(lot.items)}} · {label}"


def said_of_lots(said: Mapping[str, object], lots: Sequence[bulk.Alike], name: str) -> dict[int, object]:
    """What was said of each lot, for each of its items; nothing where the field was left empty."""
    found = [(lot, said.get(f"{name}-{lot.key}")) for lot in lots]
    return {item.pk: value for lot, value in found if value for item in lot.items}


class BulkForm(forms.Form):
    """What one act on many items asks."""

    use_required_attribute = False

    def __init__(self, data: Sent | None = None, *, user: User, items: Sequence[Item] = ()) -> None:
        super().__init__(data)
        self.user = user

    @property
    def for_all(self) -> list[forms.BoundField]:
        return [field for field in self if "-" not in field.name]

    @property
    def of_lots(self) -> list[forms.BoundField]:
        """Two of each lot, side by side."""
        return [field for field in self if "-" in field.name]

    def given(self) -> dict[str, object]:
        """What the service takes."""
        return self.cleaned_data

    def unit_of(self, item: Item) -> Organization | None:
        """To which unit the act goes for an item."""
        return bulk.unit_of(item)


class BulkAssignForm(BulkForm):
    lead_organization = SearchedChoiceField(
        Organization.objects.none(),
        label=_("Lead unit"),
        required=False,
        widget=SearchedSelect(attrs={"class": "form-select"}),
        help_text=_("Leave it empty to assign each item to the unit proposed for it."),
    )
    deadline = day(
        _("Deadline"),
        required=False,
        help_text=_("Leave it empty to keep the deadline that each item's source demands."),
    )
    requirement = words(_("Requirement"), required=False)

    def __init__(self, data: Sent | None = None, *, user: User, items: Sequence[Item] = ()) -> None:
        super().__init__(data, user=user, items=items)
        units = Organization.objects.visible_to(user).active()
        offer_units(row_field(self, "lead_organization"), units.who_answer(), proposing.usual_units(user))
        self.lots = bulk.alike(items, user)
        for lot in lots_asked(self.lots):
            self.fields[f"unit-{lot.key}"] = self._unit_for(lot)
            self.fields[f"deadline-{lot.key}"] = day(named(_("Deadline"), lot), required=False)

    def _unit_for(self, lot: bulk.Alike) -> SearchedChoiceField:
        """The unit of the items that are alike, as it is proposed; the lists of all lots are one."""
        every = row_field(self, "lead_organization")
        box = SearchedSelect(attrs={"class": "form-select"}, choices=every.widget.choices)
        box.also = every.widget.also
        label = named(_("Lead unit"), lot)
        field = SearchedChoiceField(every.queryset, label=label, required=False, widget=box, initial=lot.unit)
        field.widget.choices = every.widget.choices
        return field

    def given(self) -> dict[str, object]:
        """The unit and the day of each lot, for each of its items."""
        asked = ("lead_organization", "deadline", "requirement")
        days = said_of_lots(self.cleaned_data, self.lots, "deadline")
        own: dict[int, dict[str, object]] = {pk: {"lead_organization": unit} for pk, unit in self._leads().items()}
        for pk, until in days.items():
            own.setdefault(pk, {})["deadline"] = until
        return {**{name: self.cleaned_data[name] for name in asked}, "own": own}

    def unit_of(self, item: Item) -> Organization | None:
        named: Organization | None = getattr(self, "cleaned_data", {}).get("lead_organization")
        return named or self._leads().get(item.pk)

    def _leads(self) -> dict[int, Organization]:
        """The unit of each item: chosen for its lot, else proposed."""
        said = getattr(self, "cleaned_data", {})
        named = [(lot, said.get(f"unit-{lot.key}") or lot.unit) for lot in self.lots]
        return {item.pk: unit for lot, unit in named if unit is not None for item in lot.items}


class BulkAcceptForm(BulkForm):
    """The plan of a single acceptance, given once; items of different places have their own person and funds."""

    def __init__(self, data: Sent | None = None, *, user: User, items: Sequence[Item] = ()) -> None:
        super().__init__(data, user=user, items=items)
        self.asked: dict[str, forms.Field] = {}
        self.lots = bulk.of_one_plan(items)
        if items:
            asked = FORMS["accept"](item=items[0], user=user).fields
            self.asked = {name: field for name, field in asked.items() if name != "version"}
            self.fields |= self.asked
        for lot in lots_asked(self.lots):
            for name in OF_A_LOT:
                self.fields[f"{name}-{lot.key}"] = line(named(self.asked[name].label or "", lot), required=False)
        if lots_asked(self.lots):
            self.fields[PERSON].required = False
            self.fields[PERSON].help_text = _("For all that name nobody of their own below.")

    def clean(self) -> dict[str, object]:
        """Somebody answers for each item: the person of its lot, or the one named for all."""
        cleaned = super().clean() or {}
        own = said_of_lots(cleaned, self.lots, PERSON)
        if PERSON not in self.errors and not cleaned.get(PERSON) and any(i.pk not in own for i in self._items()):
            self.add_error(PERSON, self.fields[PERSON].error_messages["required"])
        return cleaned

    def _items(self) -> list[Item]:
        return [item for lot in self.lots for item in lot.items]

    def given(self) -> dict[str, object]:
        """What was said, without what was left empty; what was said of a lot for each of its items."""
        own: dict[int, dict[str, object]] = {item.pk: {} for item in self._items()}
        for name in OF_A_LOT:
            for pk, said in said_of_lots(self.cleaned_data, self.lots, name).items():
                own[pk][name] = said
        return {"own": own, **{name: said for name in self.asked if (said := self.cleaned_data[name])}}

    def unit_of(self, item: Item) -> Organization | None:
        """Who accepts it: the unit to which it was assigned."""
        return item.lead_organization


class BulkChaseForm(BulkForm):
    reason = words(_("Text of the reminder"), initial=_("Please rectify in time and report."))
