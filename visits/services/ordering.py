"""责令限期整改: which problems of a visit an order to the enterprise can name, each with its articles and its day.

An order rests on a law, regulation or rule (rules R11, 3): a problem without one has its 交办单 and is not ordered.
What is cited is in force on the day of the order (R11, 2), else it is refused with what holds instead.
"""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core import clock
from core.errors import WrongStateError
from documents.blocks import Document
from documents.models import IssuedDocument
from law.models import Basis
from law.services import citing
from rectification.models import Item
from rectification.rules.issuers import RECTIFICATION_ORDER
from rectification.states import OPEN_STATES, State
from visits.models import Officer, Visit, VisitFinding
from visits.services.checking import LEAST_TEAM

ORDERED = OPEN_STATES - {State.PENDING}
"""Assigned and not rectified: what can be ordered to be mended by a day."""


@dataclass(frozen=True)
class Ordered:
    """A problem of an order: on which bases, and by which day."""

    item: Item
    bases: list[Basis]
    until: date


def problems_of(visit: Visit) -> list[Ordered]:
    """What an order of today names. Raises DomainError where it can't be issued, with the reason."""
    today = clock.today()
    rows = VisitFinding.objects.filter(visit=visit).values("finding")
    items = Item.objects.filter(finding__in=rows, state__in=ORDERED).select_related("finding").order_by("number")
    cited = [(item, [row.basis for row in item.finding.cited]) for item in items]
    carried = [(item, bases) for item, bases in cited if citing.may_carry_order(bases)]
    if not carried:
        raise WrongStateError(
            _("No open problem of this visit cites a law, regulation or rule, on which an order has to rest.")
        )
    for _item, bases in carried:
        citing.refuse_uncitable(bases, today, "bases")
    return [Ordered(item, bases, _until(item, today)) for item, bases in carried]


def _until(item: Item, today: date) -> date:
    """The deadline in force of the item. Raises WrongStateError where it has none, or it has passed."""
    facts = {"number": item.number}
    if item.deadline is None:
        raise WrongStateError(_("%(number)s has no deadline that an order could name.") % facts)
    if item.deadline < today:
        facts["day"] = date_format(item.deadline, "DATE_FORMAT")
        raise WrongStateError(_("The deadline of %(number)s, %(day)s, has passed; an order names a day ahead.") % facts)
    return item.deadline


def order_naming(item: Item) -> IssuedDocument | None:
    """The order that holds and names the item, of the visit on which its problem was found."""
    visits = VisitFinding.objects.filter(finding=item.finding_id).values("visit")
    papers = IssuedDocument.objects.filter(kind=RECTIFICATION_ORDER, about__in=visits, voided_at=None)
    return next((paper for paper in papers if item.number in Document.from_json(paper.content).plain_texts()), None)


def officers_of(visit: Visit) -> list[Officer]:
    """Those of the team who are certified and in post today, at least two (行政处罚法42), else WrongStateError."""
    today = clock.today()
    team = visit.officers.select_related("person").prefetch_related("person__earlier_posts")
    certified = [each for each in team if _is_certified(each, today)]
    if len(certified) < LEAST_TEAM:
        raise WrongStateError(
            _("An order is signed by two officers of the team whose certificates are in date today; there are not two.")
        )
    return certified


def _is_certified(officer: Officer, today: date) -> bool:
    person = officer.person
    until = person.certificate_until
    return bool(person.certificate_number) and (until is None or until >= today) and person.is_in_post(today)


def refuse_unfit(visit: Visit) -> None:
    """Raises DomainError where no order of today can be issued of the visit."""
    problems_of(visit)
    officers_of(visit)
