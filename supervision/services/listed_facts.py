"""挂牌督办通知书: what it says of each hazard, and what must be on record before (documents, section 3)."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from django.utils.translation import gettext as _

from accounts.models import Organization, User
from core import clock
from core.errors import WorkflowError
from core.services import calendar
from documents.rules.office_words import for_paper
from inspections.rules import repealed
from rectification.models import Item
from rectification.rules import clocks, hazards
from rectification.states import State
from supervision.services.item_facts import leader_of, place_of, with_post

CLAUSE = re.compile(r"第.+?[条款项]")
"""第五项: a criterion is named with its clause."""


def of(item: Item, issuer: User) -> dict[str, object]:
    """The facts of a listed hazard; what is not on record is an empty text."""
    finding = item.finding
    return {
        "where": for_paper("".join((place_of(item), finding.place))),
        "hazard": hazards.kind_of([finding.legal_basis]),
        "basis": hazards.in_full(for_paper(finding.legal_basis)),
        "responsible": _named(item.lead_organization, for_paper(item.responsible_person)),
        "supervisor": _supervisor(item, issuer),
        "leader": leader_of(item),
        "interim": for_paper(item.contingency_plan),
    }


def limit_of(items: Iterable[Item]) -> date:
    """The first limit of what is listed together; each has its deadline, or it is refused."""
    return min(item.deadline for item in items if item.deadline)


def has_plan(item: Item) -> bool:
    """Whether the unit has handed in its plan, so that a notice asks for what follows and not for the plan."""
    return bool(item.measures.strip()) and item.state not in (State.PENDING, State.ASSIGNED)


def _supervisor(item: Item, issuer: User) -> str:
    """The unit that issues the listing watches over it: its head on file, else who issues it."""
    unit = issuer.organization
    head = issuer if issuer.is_head else unit.users.filter(is_head=True, is_active=True).order_by("pk").first()
    return _named(unit, with_post(head or issuer))


def _named(unit: Organization | None, person: str) -> str:
    return "，".join(filter(None, (unit.name if unit else "", person)))


def refuse_unlistable(items: Iterable[Item], contact: str) -> None:
    """Raises WorkflowError that names item by item what is missing, and where it is entered."""
    if not any(sign.isdigit() for sign in contact):
        raise WorkflowError(_("Give a contact with a phone, or enter the phone of your unit."), "contact")
    missing = [said for item in items for said in lacking(item)]
    if missing:
        raise WorkflowError(" ".join(missing))


def lacking(item: Item) -> Iterator[str]:
    """What keeps an item from being listed, each in a sentence."""
    said = {"number": item.number, "day": item.deadline.isoformat() if item.deadline else ""}
    latest = clocks.listing_limit(clock.today(), calendar.current()).day
    if not CLAUSE.search(item.finding.legal_basis):
        yield (
            _("%(number)s: the criterion with its clause is missing; enter it as legal basis by correcting the item.")
            % said
        )
    if ended := repealed.named_in(item.finding.legal_basis, clock.today()):
        yield (
            _(
                "%(number)s: “%(basis)s” has not been in force since %(day)s; enter the basis in force by correcting "
                "the item."
            )
            % {**said, "basis": ended.title, "day": ended.last_day.isoformat()}
        )
    if not leader_of(item):
        yield _("%(number)s: no county leader is linked; enter one in the file of the enterprise or the park.") % said
    if item.deadline is None:
        yield _("%(number)s: it has no deadline; the limit of a listing is the deadline in force.") % said
    elif item.deadline <= clock.today():
        yield (
            _("%(number)s: its deadline (%(day)s) has passed; the limit of a listing is the deadline in force.") % said
        )
    elif item.deadline > latest:
        yield _("%(number)s: its deadline (%(day)s) lies more than a year ahead.") % said
