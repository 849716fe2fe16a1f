"""Filters that never ignore what they do not understand: a filter that is silently dropped shows everything (S20)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Unpack

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Field, Model, Q, QuerySet
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _
from django_filters.utils import get_model_field
from drf_spectacular.utils import extend_schema_field

from core import acts, clock, outbox
from core.day_fields import DayField
from core.figures import Moment
from core.form_options import FieldOptions, Sent
from core.models import Attachment, LogEntry
from core.rules.bounds import FIRST_DAY, HIGHEST_ID, LAST_DAY, wholes
from core.rules.months import Month
from core.states import AttachmentKind

MOST_VALUES = 200
READING = "log.read"


class TrueOrFalseField(forms.Field):
    """`true` or `false`; anything else is an error and not “both”."""

    default_error_messages = {"invalid": _("Give true or false.")}

    def to_python(self, value: object) -> bool | None:
        if value in self.empty_values:
            return None
        said = {"true": True, "1": True, "false": False, "0": False}.get(str(value).strip().lower())
        if said is None:
            raise ValidationError(self.default_error_messages["invalid"], code="invalid")
        return said


class ListWidget(forms.TextInput):
    """One value or several: with commas between, or the name repeated."""

    def value_from_datadict(self, data: Sent, files: object, name: str) -> list[str]:
        given = data.getlist(name) if isinstance(data, MultiValueDict) else [data.get(name) or ""]
        return [part.strip() for text in given for part in str(text).split(",") if part.strip()]


class ListField(forms.Field):
    """Each of the values is checked by the field of one; `one` makes it."""

    widget = ListWidget

    def __init__(self, *, one: forms.Field, **options: Unpack[FieldOptions]) -> None:
        self.one = one
        self.choices = getattr(one, "choices", None)
        super().__init__(**options)

    def to_python(self, value: object) -> list[object]:
        values = value if isinstance(value, list) else []
        if len(values) > MOST_VALUES:
            raise ValidationError(_("Too many values."), code="invalid")
        return [self.one.clean(each) for each in values]


class MonthField(forms.Field):
    """A calendar month as 2026-10."""

    default_error_messages = {"invalid": _("Give a month as 2026-10.")}

    def to_python(self, value: object) -> Month | None:
        if value in self.empty_values:
            return None
        try:
            return Month.parse(str(value).strip())
        except ValueError:
            raise ValidationError(self.default_error_messages["invalid"], code="invalid") from None


class MomentField(forms.Field):
    """The end of a day as 2026-10-31, or a time of the county as 2026-10-31T08:05:00."""

    default_error_messages = {"invalid": _("Give a day as 2026-10-31.")}

    def to_python(self, value: object) -> Moment | None:
        if value in self.empty_values:
            return None
        try:
            found = Moment.parse(str(value).strip())
        except (ValueError, OverflowError):
            raise ValidationError(self.default_error_messages["invalid"], code="invalid") from None
        if not FIRST_DAY <= found.day <= LAST_DAY:
            raise ValidationError(self.default_error_messages["invalid"], code="invalid")
        return found


class KeyField(forms.IntegerField):
    """An id, or `none` for rows that point to nothing."""

    def clean(self, value: object) -> object:
        return value if value == "none" else super().clean(value)


@extend_schema_field({"type": "boolean"})
class TrueOrFalse(django_filters.Filter):
    field_class = TrueOrFalseField


class Day(django_filters.DateFilter):
    """A day as YYYY-MM-DD and in no other order."""

    field_class = DayField

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, input_formats=["%Y-%m-%d"], **options)


@extend_schema_field({"type": "string", "pattern": r"^\d{4}-\d{2}$"})
class InMonth(django_filters.Filter):
    """A month; what it means for the rows, the filter set's method says."""

    field_class = MonthField


@extend_schema_field({"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2})?$"})
class SinceMoment(django_filters.Filter):
    """A moment with which figures compare; what it means for the rows, the filter set's method says."""

    field_class = MomentField


@extend_schema_field({"type": "string", "pattern": r"^[a-z_]+\.[a-z0-9_]+$"})
class FigureCode(django_filters.ChoiceFilter):
    """The code of a registered figure: the rows are those that it counts."""


class Id(django_filters.NumberFilter):
    """One id, within what its column can hold."""

    field_class = forms.IntegerField

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, min_value=1, max_value=HIGHEST_ID, **options)


class _Several(django_filters.Filter):
    field_class = ListField

    def __init__(self, one: forms.Field, schema: dict[str, Any], /, *args: object, **options: object) -> None:
        super().__init__(*args, lookup_expr="in", one=one, **options)
        extend_schema_field(schema)(self)


class Codes(_Several):
    """One code of a catalog, or several."""

    def __init__(self, *args: object, choices: Iterable[tuple[object, object]], **options: object) -> None:
        known = list(choices)
        code = {"type": "string", "enum": [code for code, _name in known if code]}
        schema = {"type": "array", "items": code}
        super().__init__(forms.ChoiceField(choices=known), schema, *args, **options)


class Ids(_Several):
    """One id, or several."""

    def __init__(self, *args: object, **options: object) -> None:
        one = forms.IntegerField(min_value=1, max_value=HIGHEST_ID)
        schema = {"type": "array", "items": {"type": "integer", "minimum": 1, "maximum": HIGHEST_ID}}
        super().__init__(one, schema, *args, **options)


class Keys(_Several):
    """One id or several; `none` asks for the rows without one."""

    def __init__(self, *args: object, **options: object) -> None:
        one = KeyField(min_value=1, max_value=HIGHEST_ID)
        schema = {"type": "array", "items": {"type": "string", "pattern": r"^(\d+|none)$"}}
        super().__init__(one, schema, *args, **options)


class Texts(_Several):
    """One text, or several with commas between, each to be matched as a whole."""

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(forms.CharField(max_length=100), {"type": "string"}, *args, **options)


@dataclass(frozen=True)
class Asks:
    """What people call a filter and its values, where no box of the bar says it: choices, or rows by their keys."""

    label: str
    choices: tuple[tuple[object, object], ...] = ()
    model: type[Model] | None = None
    is_plain: bool = False

    def rows(self, user: object, value: str) -> list[Model] | None:
        """The rows that a link names, of those this person may know of; None where its values are no keys."""
        if self.model is None:
            return None
        manager = self.model._default_manager
        found = manager.visible_to(user) if hasattr(manager, "visible_to") else manager.all()
        return list(found.filter(pk__in=wholes(value.split(","))[:MOST_VALUES]))


def asks_of(filters: type[django_filters.FilterSet]) -> dict[str, Asks]:
    """What each filter of a list is called, by the word of the link."""
    return {name: _asks(filters, name, each) for name, each in filters.base_filters.items()}


def _asks(filters: type[django_filters.FilterSet], name: str, each: django_filters.Filter) -> Asks:
    model, path = filters._meta.model, each.field_name or name
    field = model._meta.pk if path == "pk" else get_model_field(model, path)
    label = str(each._label or _name_of(model, field) or name)
    if choices := _choices_of(each):
        return Asks(label, choices)
    if not (isinstance(each, Id) or isinstance(each.extra.get("one"), forms.IntegerField)):
        return Asks(label, is_plain=True)
    is_own = getattr(field, "primary_key", False)
    return Asks(label, model=model if is_own else getattr(field, "related_model", None))


def _choices_of(each: django_filters.Filter) -> tuple[tuple[object, object], ...]:
    """The values of a filter with their words, where it has any."""
    if isinstance(each, TrueOrFalse):
        return (("true", _("yes")), ("false", _("no")))
    choices = each.extra.get("choices", getattr(each.extra.get("one"), "choices", ()))
    return tuple(choices() if callable(choices) else choices)


def _name_of(model: type[Model], field: object) -> str:
    """What a column is called: a key as its table, and so what points at another one and has no name of its own."""
    if field is None:
        return ""
    target = getattr(field, "related_model", None)
    if not isinstance(field, Field):
        return str((target or model)._meta.verbose_name)
    if field.primary_key:
        return str(model._meta.verbose_name)
    is_nameless = str(field.verbose_name) == field.name.replace("_", " ")
    return str(target._meta.verbose_name if is_nameless and target else field.verbose_name)


class AttachmentFilter(django_filters.FilterSet):
    kind = Codes(choices=AttachmentKind.choices)

    class Meta:
        model = Attachment
        fields = ()


class MessageFilter(django_filters.FilterSet):
    """Of the messages of a way: those in the states that the operations page counts together."""

    state = django_filters.ChoiceFilter(
        choices=[(name, label) for name, label, *_rest in outbox.COUNTED], method="by_state"
    )

    def by_state(self, rows: QuerySet[Model], name: str, state: str) -> QuerySet[Model]:
        return rows.filter(state__in=outbox.states_named(state))


class LogFilter(django_filters.FilterSet):
    """Of the log: a person, what acts were done to, a kind of act, a thing, days.

    Readings of the log itself are shown where they are asked for by name.
    """

    person = django_filters.CharFilter(method="by_person", max_length=60)
    group = django_filters.ChoiceFilter(choices=acts.groups, method="by_group")
    act = django_filters.ChoiceFilter(choices=acts.choices)
    subject = django_filters.CharFilter(max_length=80)
    since = Day(method="by_first_day")
    until = Day(method="by_last_day")

    class Meta:
        model = LogEntry
        fields = ()

    def filter_queryset(self, queryset: object) -> object:
        rows = super().filter_queryset(queryset)
        asked = self.form.cleaned_data
        return rows if asked["act"] or asked["group"] else rows.exclude(act=READING)

    def by_person(self, rows: QuerySet[LogEntry], name: str, person: str) -> QuerySet[LogEntry]:
        return rows.filter(Q(actor__username=person) | Q(actor_name=person))

    def by_group(self, rows: QuerySet[LogEntry], name: str, group: str) -> QuerySet[LogEntry]:
        return rows.filter(act__startswith=f"{group}.")

    def by_first_day(self, rows: QuerySet[LogEntry], name: str, day: date) -> QuerySet[LogEntry]:
        return rows.filter(at__gte=clock.start_of(day))

    def by_last_day(self, rows: QuerySet[LogEntry], name: str, day: date) -> QuerySet[LogEntry]:
        return rows.filter(at__lt=clock.start_of(day + timedelta(days=1)))
