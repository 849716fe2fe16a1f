"""The five answers of a superior's first screen, each figure with the list it counts."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core import clock
from inspections.states import Level
from rectification.models import Item
from rectification.querysets import ItemQuerySet
from rectification.services.desk import Figure
from rectification.states import Desk, State, SupervisionLevel

LATEST_UNITS = 3


@dataclass(frozen=True)
class Answer:
    """A question in four words and the figures that answer it."""

    question: str | Promise
    figures: tuple[Figure, ...]


def answers(user: User) -> list[Answer]:
    """How many, who is late, is it really fixed, what got worse, what comes next."""
    rows = Item.objects.visible_to(user)
    return [
        Answer(_("How many?"), tuple(_how_many(rows))),
        Answer(_("Who is late?"), tuple(_who_is_late(rows))),
        Answer(_("Is it really fixed?"), tuple(_is_it_fixed(rows))),
        Answer(_("What got worse?"), tuple(_what_got_worse(rows))),
        Answer(_("What comes next?"), tuple(_what_comes_next(rows, user))),
    ]


def _how_many(rows: ItemQuerySet) -> Iterator[Figure]:
    yield Figure(_("Open problems"), rows.open().count(), "open=true")
    yield Figure(_("Major hazards open"), rows.open().filter(level=Level.MAJOR).count(), "open=true&level=MAJOR")


def _who_is_late(rows: ItemQuerySet) -> Iterator[Figure]:
    late = rows.overdue(clock.today())
    yield Figure(_("Overdue"), late.count(), "overdue=true")
    units = late.exclude(lead_organization=None).values("lead_organization", "lead_organization__name")
    for unit in units.annotate(n=Count("pk")).order_by("-n", "lead_organization")[:LATEST_UNITS]:
        query = f"overdue=true&lead_organization={unit['lead_organization']}"
        yield Figure(unit["lead_organization__name"], unit["n"], query)


def _is_it_fixed(rows: ItemQuerySet) -> Iterator[Figure]:
    year = clock.today().replace(month=1, day=1)
    closed = rows.filter(state=State.CLOSED)
    yield Figure(_("Signed off this year"), closed.closed_since(year).count(), f"state=CLOSED&closed_after={year}")
    waiting = rows.filter(state__in=(State.UNDER_REVIEW, State.AWAITING_SIGN_OFF, State.PUBLICITY))
    states = f"{State.UNDER_REVIEW},{State.AWAITING_SIGN_OFF},{State.PUBLICITY}"
    yield Figure(_("Rectified, being checked"), waiting.count(), f"state={states}")


def _what_got_worse(rows: ItemQuerySet) -> Iterator[Figure]:
    month = clock.today().replace(day=1)
    yield Figure(_("New this month"), rows.registered_since(month).count(), f"registered_after={month}")
    yield Figure(_("Rebounds"), rows.rebounds().count(), "rebound=true")


def _what_comes_next(rows: ItemQuerySet, user: User) -> Iterator[Figure]:
    yield Figure(_("Due within 7 days"), rows.on_desk(Desk.SOON, user, clock.today()).count(), f"mine={Desk.SOON}")
    listed = rows.open().filter(supervision_level=SupervisionLevel.LISTED)
    yield Figure(SupervisionLevel.LISTED.label, listed.count(), f"open=true&supervision={SupervisionLevel.LISTED}")
