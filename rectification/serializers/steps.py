"""The bodies of the transitions (contract C5): one serializer a step, made of what the workflow says it is given."""

from collections.abc import Callable

from django.core.exceptions import ImproperlyConfigured
from rest_framework import serializers

from accounts.models import Organization, User
from core.api.scoped import OwnUpload, Scoped
from core.serializers import BoundedDay
from rectification import workflow
from rectification.models import Item
from rectification.rules.schedule import LEAST_SHARE, MOST_SHARE
from rectification.workflow import Input, Kind, Transition

MOST_CHARACTERS = 4000
MOST_FILES = 30
Field = Callable[[Input, bool], serializers.Field]


def text(asked: Input, required: bool) -> serializers.Field:
    return serializers.CharField(required=required, allow_blank=not required, max_length=MOST_CHARACTERS)


def line(asked: Input, required: bool) -> serializers.Field:
    return serializers.CharField(required=required, allow_blank=not required, max_length=120)


def day(asked: Input, required: bool) -> serializers.Field:
    return BoundedDay(required=required, allow_null=not required)


def yes_or_no(asked: Input, required: bool) -> serializers.Field:
    return serializers.BooleanField(required=required)


def files(asked: Input, required: bool) -> serializers.Field:
    return serializers.ListField(child=OwnUpload(), required=required, max_length=MOST_FILES)


def unit(asked: Input, required: bool) -> serializers.Field:
    return Scoped(Organization, required=required)


def units(asked: Input, required: bool) -> serializers.Field:
    return serializers.ListField(child=Scoped(Organization), required=required, max_length=30)


def people(asked: Input, required: bool) -> serializers.Field:
    return serializers.ListField(child=Scoped(User), required=required, max_length=10)


def person(asked: Input, required: bool) -> serializers.Field:
    return Scoped(User, required=required)


def item(asked: Input, required: bool) -> serializers.Field:
    return Scoped(Item, required=required, allow_null=not required)


def days(asked: Input, required: bool) -> serializers.Field:
    return serializers.IntegerField(required=required, min_value=1, max_value=60)


def share(asked: Input, required: bool) -> serializers.Field:
    return serializers.IntegerField(required=required, min_value=LEAST_SHARE, max_value=MOST_SHARE)


def choice(asked: Input, required: bool) -> serializers.Field:
    return serializers.ChoiceField(choices=asked.choices, required=required, allow_null=not required)


FIELDS: dict[Kind, Field] = {
    Kind.TEXT: text,
    Kind.LINE: line,
    Kind.DAY: day,
    Kind.DAYS: days,
    Kind.SHARE: share,
    Kind.YES_NO: yes_or_no,
    Kind.CHOICE: choice,
    Kind.LIST: choice,
    Kind.FILES: files,
    Kind.UNIT: unit,
    Kind.UNITS: units,
    Kind.PERSON: person,
    Kind.PEOPLE: people,
    Kind.ITEM: item,
}


def field_of(step: Transition, name: str, asked: Input) -> serializers.Field:
    """The field of an input. Raises ImproperlyConfigured for a kind that the API does not know."""
    if asked.kind not in FIELDS:
        raise ImproperlyConfigured(f"The step {step.name!r} is given {name!r}: no serializer field takes {asked.kind}.")
    return FIELDS[asked.kind](asked, name in step.required)


def body_of(step: Transition) -> type[serializers.Serializer[object]]:
    """The serializer of a step's body: `version`, and its inputs, required where the table of the workflow says so."""
    fields: dict[str, object] = {name: field_of(step, name, asked) for name, asked in step.asks.by_name.items()}
    fields["version"] = serializers.IntegerField(min_value=1)
    title = "".join(word.capitalize() for word in step.name.split("-"))
    return type(f"{title}BodySerializer", (serializers.Serializer,), fields)


BODIES = {name: body_of(step) for name, step in workflow.TRANSITIONS.items()}
