"""办理前核对: the page before an act of one press that can't be taken back: what it does, and what follows from it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from django.contrib import messages
from django.db.models import Model
from django.http import HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.translation import gettext

from core.panels import Words
from core.requests import SignedInRequest
from core.services.acting import refuse_others
from core.steps import VERSION, Step, Table

Row = TypeVar("Row", bound=Model)
Points = Iterable[tuple[Words, object]]


@dataclass(frozen=True)
class Check:
    """What is said before the press: the act's `label` on its button, what it `means`, `points` of what it is about.

    `back` leads to the page of the thing, called `name`; `version` is the one that is seen.
    """

    label: Words
    means: Words
    name: str
    back: str
    points: Points = ()
    version: int | None = None


def act_check(request: SignedInRequest, check: Check) -> HttpResponse:
    """The check page; its button sends to the same address."""
    return render(request, "core/act_check.html", {"check": check})


def not_now(step: Step[Row, str | None], thing: Row) -> str:
    """Why a step can't be taken at a thing as it stands, said to who opens its page."""
    if step.is_where(thing) and step.otherwise:
        return str(step.otherwise(thing))
    state = getattr(thing, "get_state_display", None)
    return gettext("“%(step)s” is not possible now: %(state)s.") % {
        "step": step.button or step.label,
        "state": state() if state else step.refused,
    }


def check_step(
    request: SignedInRequest, table: Table[Row], thing: Row, step: str, name: str, points: Points = ()
) -> HttpResponse:
    """The check page of a step of one press, with what it decides.

    Who can't take it now goes back to the thing, and is told why.
    """
    wanted = table.steps[step]
    refuse_others(wanted, thing, request.user)
    if not table.allows(step, thing, request.user):
        messages.error(request, not_now(wanted, thing))
        return redirect(resolve_url(thing))
    version = getattr(thing, VERSION, None)
    return act_check(request, Check(wanted.button, wanted.means, name, resolve_url(thing), points, version))
