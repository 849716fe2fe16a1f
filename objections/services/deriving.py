"""推算数据: what of a file follows from other data of it; the enterprise objects to those, the rest comes by itself.

A day or a level that is worked out can't be put right by writing it: whoever objects to one is led to what it follows
from. Where a sign follows from rows and there is none, what is wrong may be that one is missing: then the sign itself
is objected to.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.querysets import address, kind_of
from enterprises.models import Enterprise
from objections.services.subjects import Subject, all_subjects, value_of


@dataclass(frozen=True)
class Derived:
    """A sentence that says what a datum follows from: rows of another table of the file, or a datum of its own row."""

    said: str | Promise
    kind: str = ""
    field: str = ""


@dataclass(frozen=True)
class Lead:
    """Where an objection belongs: rows of a table of the file (`kind`), or another datum of the same row (`field`)."""

    name: str
    said: str | Promise
    kind: str
    field: str


COUNTED = _("It is counted from this day.")
ASSESSED = _("It follows from the latest assessment of the hazard source.")
CALCULATED = _("It is calculated by GB 18218 from the substances on site and S, the sum of their shares.")
DERIVED: Mapping[str, Mapping[str, Derived]] = {
    "enterprises.enterprise": {
        "has_major_hazard_source": Derived(_("It follows from the hazard sources on file."), "safety.hazardsource"),
        "has_key_process": Derived(_("It follows from the key processes on file."), "safety.operatedprocess"),
        "has_key_chemical": Derived(_("It follows from the key chemicals on file."), "safety.heldchemical"),
    },
    "enterprises.permit": {"apply_by": Derived(COUNTED, field="valid_until")},
    "safety.hazardsource": {
        "file_by": Derived(ASSESSED, "safety.hazardassessment"),
        "assess_by": Derived(ASSESSED, "safety.hazardassessment"),
    },
    "safety.hazardassessment": {
        "alpha": Derived(_("It follows from the number of people around, by GB 18218."), field="people"),
        "r": Derived(CALCULATED, field="s"),
        "level": Derived(CALCULATED, field="s"),
    },
    "safety.guarantor": {"due": Derived(_("It is counted from the latest check."), "safety.guarantorcheck", "since")},
    "safety.emergencyplan": {
        "file_by": Derived(COUNTED, field="issued_on"),
        "assess_by": Derived(COUNTED, field="assessed_on"),
    },
    "safety.drill": {"next_by": Derived(COUNTED, field="held_on")},
    "safety.statusassessment": {"next_by": Derived(COUNTED, field="assessed_on")},
}
"""By table and column, all that is worked out."""


def leads(subject: Subject, row: Model, enterprise: Enterprise, reader: User) -> Iterator[Lead]:
    """Which data of a row aren't objected to by themselves, and where an objection belongs instead."""
    for name, derived in DERIVED.get(subject.kind, {}).items():
        if derived.kind and all_subjects()[derived.kind].rows_of(enterprise, reader).exists():
            yield Lead(name, derived.said, derived.kind, "")
        elif derived.field:
            yield Lead(name, derived.said, "", derived.field)


def lead_of(row: Model, name: str, enterprise: Enterprise, reader: User) -> Lead | None:
    """Where an objection to a datum belongs; None where it belongs to the datum itself."""
    subject = all_subjects()[kind_of(type(row))]
    return next((lead for lead in leads(subject, row, enterprise, reader) if lead.name == name), None)


@dataclass(frozen=True)
class Told:
    """A datum that follows from others, as the page says it; `is_asked` is the one that was to be objected to."""

    label: str
    value: str
    said: str | Promise
    origin: str
    query: str
    is_asked: bool


def told(subject: Subject, row: Model, found: Iterable[Lead], asked: str) -> list[Told]:
    """The leads in words, each with the query by which the form opens at what the datum follows from."""
    fields = {field.name: field for field in subject.data()}
    return [
        Told(
            str(fields[lead.name].verbose_name),
            value_of(row, fields[lead.name]),
            lead.said,
            str(fields[lead.field].verbose_name if lead.field else all_subjects()[lead.kind].label),
            urlencode({"row": address(row), "field": lead.field} if lead.field else {"of": lead.kind}),
            lead.name == asked,
        )
        for lead in found
    ]
