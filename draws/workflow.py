"""双随机的办理: a committed draw is drawn once; any draw is redrawn once, with a reason. An interest is ended."""

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core import clock
from core.steps import Step, Table, Weight
from core.who import ALL, condition, rule
from draws.models import Draw, Interest

if TYPE_CHECKING:
    from accounts.models import User

ANYWHERE: frozenset[str] = frozenset()


@rule(lambda user: ALL if user.is_coordinator else Q(organization=user.organization_id) if draws_at_all(user) else None)
def drawer(draw: Draw, user: "User") -> bool:
    """The coordinator; of a department whoever assigns, at the draws of the own unit."""
    return user.is_coordinator or (draws_at_all(user) and draw.organization_id == user.organization_id)


@rule(
    lambda user: (
        ALL
        if user.is_coordinator
        else Q(person__account=user.pk)
        | (Q(person__organization=user.organization_id) if user.keeps_files else Q(pk=None))
    )
)
def concerned(interest: Interest, user: "User") -> bool:
    """The person; the coordinator; whoever keeps the files of the person's unit."""
    is_own_unit = user.keeps_files and interest.person.organization_id == user.organization_id
    return user.is_coordinator or interest.person.account_id == user.pk or is_own_unit


@condition(lambda: Q(drawn_at=None, redrawn_as=None, last_day__gte=clock.today()))
def waits(draw: Draw) -> bool:
    """It is committed, and neither drawn nor replaced, and the days of its visits are not over."""
    return draw.drawn_at is None and stands(draw)


@condition(lambda: Q(redrawn_as=None, last_day__gte=clock.today()))
def stands(draw: Draw) -> bool:
    """No redraw has replaced it, and the days of its visits are not over."""
    return draw.replacement is None and draw.last_day >= clock.today()


@condition(lambda: Q(ended_at=None))
def runs(interest: Interest) -> bool:
    """Nobody has ended it."""
    return interest.ended_at is None


def draws_at_all(user: "User") -> bool:
    """Whether the person commits draws, of the own unit or of the county."""
    unit = user.organization
    return unit.county_id is not None and (user.is_coordinator or (user.assigns and unit.may_inspect))


def declares(user: "User") -> bool:
    """Whether the person may declare an interest: the own one, or of people whose files the person keeps."""
    return user.keeps_files or user.is_reviewer


DRAWERS = _("The coordinator draws, and a department for its own inspectors.")
CONCERNED = _("The person, the coordinator or whoever keeps the files of the person's unit ends it.")
DECLARERS = _("One declares the own interests, or those of people whose files one keeps.")
FINISHED = _("It has been drawn or replaced already.")
REPLACED = _("A redraw stands in its place already.")
TOO_LATE = _("The days of its visits are over; commit a new draw.")
OVER = _("It has been ended already.")
W = Weight


def why_not(draw: Draw, done: Promise) -> str:
    """Why nothing is drawn of it any more."""
    is_open = draw.replacement is None and (done is REPLACED or draw.drawn_at is None)
    return str(TOO_LATE if is_open else done)


# fmt: off
DRAWS = Table[Draw](
    "draw",
    #    name      label                            from      to    who     given        weight      waits for when
    Step("draw",   pgettext_lazy("draw", "Draw"),   ANYWHERE, None, drawer, (),          W.JUDGES,   drawer,   waits,
         refused=DRAWERS, otherwise=lambda draw: why_not(draw, FINISHED), button=pgettext_lazy("draw", "Draw"),
         means=_("The seed is opened and decides, once: enterprises and teams follow from it and are not changed any more."),
         done=_("Drawn; anybody who sees it can recompute it.")),
    Step("redraw", pgettext_lazy("draw", "Redraw"), ANYWHERE, None, drawer, ("reason",), W.JUDGES,   None,     stands,
         refused=DRAWERS, otherwise=lambda draw: why_not(draw, REPLACED),
         done=_("Committed anew; the earlier draw stays visible with the reason.")),
    rows=lambda user: Draw.objects.visible_to(user),
    told=lambda draw, given: {"commitment": draw.commitment},
    stale=_("It has been drawn since you opened this page; look at the result first."),
)
INTERESTS = Table[Interest](
    "interest",
    Step("end", pgettext_lazy("interest", "End"), ANYWHERE, None, concerned, ("reason",), W.ORDINARY, None, runs,
         refused=CONCERNED, otherwise=lambda interest: str(OVER), done=_("Ended; from today on the two may be drawn together.")),
    rows=lambda user: Interest.objects.visible_to(user),
    told=lambda interest, given: {"until": interest.until},
    stale=OVER,
)
# fmt: on
