"""The body of rows that the figures of the ledger count, and the conditions that they share."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import Model, Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.states import Reach
from core import clock
from core.errors import DomainError
from core.figures import Asked, Figure, Rate
from rectification.models import Item, Standing
from rectification.querysets import (
    CLOSED_BEFORE,
    DIMENSIONS,
    NONE,
    LedgerRows,
)
from rectification.states import (
    DONE_STATES,
    OPEN_STATES,
    State,
)

LEDGER, DESK, AHEAD, CHANGES = "ledger", "desk", "ahead", "since"
ITEMS = _("items")
PARAMETERS = {"category_group": "category", "category": "category_is"}
"""Dimensions that a link names otherwise: the group of a category is asked for with all below it."""
COUNTED = ~CLOSED_BEFORE
"""What was closed before Yuan'an came in with a list: nobody here rectified, re-inspected or signed it off."""


class Ledger:
    """The body that the figures count: items as they stand, or as they stood at a moment."""

    name: str | Promise = _("Rectification ledger")
    several = frozenset({"source"})

    def open_to(self, user: User) -> bool:
        return bool(user.reach != Reach.NOTHING)

    def rows(self, asked: Asked) -> Any:
        """Raises DomainError for a part that the ledger can't be narrowed to."""
        rows = Standing.objects.at(asked.as_of.at) if asked.as_of else Item.objects.all()
        rows = rows.visible_to(asked.user) if asked.user else rows.filter(county=asked.county)
        for dimension, value in asked.part.items():
            if dimension not in DIMENSIONS:
                raise DomainError(dimension, "part")
            rows = rows.of_value(dimension, value)
        return rows

    def keyed(self, rows: QuerySet[Model], dimension: str) -> QuerySet[Model]:
        assert isinstance(rows, LedgerRows)
        return rows.with_key(PARAMETERS.get(dimension, dimension))

    def narrowed(self, dimension: str, key: object) -> dict[str, str]:
        return {PARAMETERS.get(dimension, dimension): NONE if key is None else str(key)}

    def link(self, code: str, asked: Asked) -> str:
        return f"{reverse('rectification:item-list')}?{urlencode({'figure': code, **asked.link()})}"


def within(asked: Asked) -> tuple[datetime, datetime]:
    """The moments between which the month asked for lies."""
    month = asked.the_month
    return clock.start_of(month.first), clock.start_of(month.last + timedelta(days=1))


def new_in_month(asked: Asked) -> Q:
    """Registered in the month asked for."""
    start, end = within(asked)
    return COUNTED & Q(registered_at__gte=start, registered_at__lt=end)


NOT_VOID = COUNTED & ~Q(state=State.VOID)
OPEN = Q(state__in=OPEN_STATES)
NOT_DONE = Q(state__in=OPEN_STATES - DONE_STATES)


def counted(code: str, name: str | Promise, definition: str | Promise, rows: Callable[[Asked], Q] | Q) -> Figure:
    condition = rows if callable(rows) else lambda asked: rows
    return Figure(f"{LEDGER}.{code}", name, definition, ITEMS, LEDGER, condition)


def rate(code: str, name: str | Promise, definition: str | Promise, *, part: str, whole: str) -> Rate:
    return Rate(f"{LEDGER}.{code}", name, definition, f"{LEDGER}.{part}", f"{LEDGER}.{whole}")
