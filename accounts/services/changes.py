"""What changes rights without being called a right holds once another administrator agrees (security S67).

The unit, e-mail and phone of a person, and the place and kind of a unit: they decide what somebody sees
and where notices go.
"""

from typing import Any

from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Organization, ProposedChange, User
from accounts.services import alerts
from core import clock
from core.errors import DomainError
from core.rules import phones

WAITS = gettext_lazy("Saved; what changes rights or addresses holds once the security administrator agrees.")


def propose(subject: User | Organization, values: dict[str, object], *, actor: User) -> ProposedChange:
    """Write down what is to hold once another administrator agrees; raises DomainError while another one waits."""
    if open_change(subject) is not None:
        raise DomainError(_("A change waits for the security administrator already: it is decided on first."))
    of = {"person": subject} if isinstance(subject, User) else {"unit": subject}
    plain = {name: value.pk if isinstance(value, models.Model) else value for name, value in values.items()}
    change = ProposedChange.objects.create(**of, values=plain, proposed_by=actor, proposed_at=clock.now())
    if isinstance(subject, User):
        alerts.tell(subject, gettext_lazy("A change of the account has been asked for"), change)
    return change


def open_change(subject: User | Organization) -> ProposedChange | None:
    """The change that waits for another administrator."""
    return subject.proposed_changes.filter(decided_at=None).select_related("proposed_by").first()


def open_changes_of_units() -> QuerySet[ProposedChange]:
    """The moves of units that wait for another administrator."""
    rows = ProposedChange.objects.filter(decided_at=None).exclude(unit=None)
    return rows.select_related("unit", "proposed_by").order_by("proposed_at", "pk")


def decide(change: ProposedChange, *, actor: User, granted: bool) -> dict[str, Any]:
    """Close a change and return the values that hold from now on; none where it was declined."""
    change.decided_by, change.decided_at, change.granted = actor, clock.now(), granted
    change.save(update_fields=["decided_by", "decided_at", "granted"])
    return values_of(change) if granted else {}


def values_of(change: ProposedChange) -> dict[str, Any]:
    """The values as the row takes them: relations as objects."""
    found = {}
    for name, value in change.values.items():
        related = _field(change.subject, name).related_model
        found[name] = related._default_manager.get(pk=value) if related and value is not None else value
    return found


def _field(row: models.Model, name: str) -> "models.Field[Any, Any]":
    field = row._meta.get_field(name)
    assert isinstance(field, models.Field)
    return field


def shown(change: ProposedChange) -> list[dict[str, object]]:
    """What would change, as the page says it: the name of each field, its value now and then."""
    now, then = change.subject, type(change.subject)(**values_of(change))
    return [
        {"label": _field(now, name).verbose_name, "now": _said(now, name), "then": _said(then, name)}
        for name in change.values
    ]


def _said(row: models.Model, name: str) -> object:
    value = getattr(row, f"get_{name}_display")() if hasattr(row, f"get_{name}_display") else getattr(row, name)
    return phones.masked(value) if name == "phone" else value
