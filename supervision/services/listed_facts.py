"""挂牌督办通知书: what it says of each hazard, and what must be on record before (documents, section 3)."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from django.utils.translation import gettext as _

from accounts.models import Organization, User
from accounts.states import OrganizationKind
from core import clock
from core.errors import WorkflowError
from core.services import calendar
from documents.rules.office_words import for_paper
from inspections.services.citing import said_by
from law.models import Basis
from law.services import orders, repealed
from rectification.models import Item
from rectification.rules import clocks, hazards
from rectification.states import State
from supervision.services.item_facts import leader_of, place_of, with_post

CLAUSE = re.compile(r"第.+?[条款项]")
"""第五项: a criterion is named with its clause."""


def of(item: Item, issuer: User) -> dict[str, object]:
    """The facts of a listed hazard; what is not on record is an empty text."""
    finding = item.finding
    basis = said_by(finding, clock.today())
    return {
        "where": for_paper("".join((place_of(item), finding.place))),
        "hazard": hazards.kind_of([basis]),
        "basis": hazards.in_full(for_paper(basis)),
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
    if not CLAUSE.search(said_by(item.finding)):
        yield (
            _("%(number)s: the criterion with its clause is missing; enter it as legal basis by correcting the item.")
            % said
        )
    if _is_order(item) and not orders.is_carried(_bases_of(item), item.finding.legal_basis, clock.today()):
        yield (
            _(
                "%(number)s: an order to an enterprise rests on a law, regulation or rule; enter one beside the "
                "criterion by correcting the item."
            )
            % said
        )
    for basis, last_day in ended_of(item, clock.today()):
        yield (
            _(
                "%(number)s: “%(basis)s” has not been in force since %(day)s; enter the basis in force by correcting "
                "the item."
            )
            % {**said, "basis": basis, "day": last_day.isoformat()}
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


def _is_order(item: Item) -> bool:
    """Whether the notice orders an enterprise to do something, and not a public body."""
    return item.lead_organization is not None and item.lead_organization.kind == OrganizationKind.ENTERPRISE


def _bases_of(item: Item) -> list[Basis]:
    return [row.basis for row in item.finding.cited]


def ended_of(item: Item, on: date) -> Iterator[tuple[str, date]]:
    """What the problem rests on and was in force no longer on a day, with its last day: cited, or typed as a text."""
    for row in item.finding.cited:
        if not row.basis.is_in_force(on) and row.basis.ends_on:
            yield str(row.basis), row.basis.ends_on
    gone = repealed.named_in(item.finding.legal_basis, on)
    if gone and gone.valid_to:
        yield gone.brief, gone.valid_to
