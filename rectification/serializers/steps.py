"""The bodies of the transitions (contract C5): one serializer a step, made from this table and the workflow's."""

from collections.abc import Callable

from rest_framework import serializers

from accounts.models import Organization, User
from core.api.scoped import OwnUpload, Scoped
from core.serializers import BoundedDay
from inspections.states import UndatedKind
from rectification import workflow
from rectification.models import Item
from rectification.states import LookBackResult, SupervisionLevel

MOST_CHARACTERS = 4000
MOST_FILES = 30
Field = Callable[[bool], serializers.Field]


def text(required: bool) -> serializers.Field:
    return serializers.CharField(required=required, allow_blank=not required, max_length=MOST_CHARACTERS)


def line(required: bool) -> serializers.Field:
    return serializers.CharField(required=required, allow_blank=not required, max_length=120)


def day(required: bool) -> serializers.Field:
    return BoundedDay(required=required, allow_null=not required)


def yes_or_no(required: bool) -> serializers.Field:
    return serializers.BooleanField(required=required)


def files(required: bool) -> serializers.Field:
    return serializers.ListField(child=OwnUpload(), required=required, max_length=MOST_FILES)


def unit(required: bool) -> serializers.Field:
    return Scoped(Organization, required=required)


def units(required: bool) -> serializers.Field:
    return serializers.ListField(child=Scoped(Organization), required=required, max_length=30)


def people(required: bool) -> serializers.Field:
    return serializers.ListField(child=Scoped(User), required=required, max_length=10)


def person(required: bool) -> serializers.Field:
    return Scoped(User, required=required)


def item(required: bool) -> serializers.Field:
    return Scoped(Item, required=required, allow_null=not required)


def days(required: bool) -> serializers.Field:
    return serializers.IntegerField(required=required, min_value=1, max_value=60)


def undated(required: bool) -> serializers.Field:
    return serializers.ChoiceField(choices=UndatedKind.choices, required=required, allow_null=True)


def measure(required: bool) -> serializers.Field:
    return serializers.ChoiceField(choices=[choice for choice in SupervisionLevel.choices if choice[0]])


def result(required: bool) -> serializers.Field:
    return serializers.ChoiceField(choices=LookBackResult.choices)


# fmt: off
FIELDS: dict[str, dict[str, Field]] = {
    "assign": {
        "lead_organization": unit, "assisting_organizations": units,
        "deadline": day, "undated_kind": undated, "requirement": text,
    },
    "decline": {"reason": text},
    "accept": {"measures": text, "responsible_person": line, "funds": line, "contingency_plan": text},
    "approve-plan": {"opinion": text},
    "reject-plan": {"opinion": text},
    "confirm": {"note": text},
    "submit": {"work_done": text, "evidence": files, "funds_spent": line},
    "fail": {"reason": text, "deadline": day, "evidence": files},
    "propose-pass": {"opinion": text, "officer": person, "evidence": files},
    "pass": {"opinion": text, "officers": people, "evidence": files},
    "confirm-pass": {"opinion": text},
    "publish": {"days": days, "opinion": text},
    "sign-off": {"opinion": text, "letter_number": line, "letter_date": day},
    "return": {"reason": text, "deadline": day},
    "look-back": {"result": result, "opinion": text, "evidence": files},
    "extend": {"deadline": day, "reason": text, "interim_measures": text},
    "decide-extension": {"granted": yes_or_no, "opinion": text},
    "supervise": {"level": measure, "reason": text},
    "void": {"reason": text, "merged_into": item},
    "decide-void": {"granted": yes_or_no, "opinion": text},
}
# fmt: on


def body_of(name: str) -> type[serializers.Serializer[object]]:
    """The serializer of a step's body: `version`, and its fields, required where the table of the workflow says so."""
    required = workflow.TRANSITIONS[name].required
    fields: dict[str, object] = {field: make(field in required) for field, make in FIELDS[name].items()}
    fields["version"] = serializers.IntegerField(min_value=1)
    title = "".join(word.capitalize() for word in name.split("-"))
    return type(f"{title}BodySerializer", (serializers.Serializer,), fields)


BODIES = {name: body_of(name) for name in workflow.TRANSITIONS}
