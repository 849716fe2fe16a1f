"""The first screen: what waits for me."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from accounts.models import User
from accounts.states import Reach
from core import clock, figures, navigation
from core.figures import Asked
from core.requests import SignedInRequest
from notices.models import Notice
from rectification.services import desk

NEWEST_NOTICES = 3
WATCHED = ("ledger.open", "ledger.overdue", "ledger.signed_off", "ledger.rebound")


@login_required
@require_safe
def today(request: SignedInRequest) -> HttpResponse:
    """0 clicks after login: what waits, or how things stand for whoever watches; the newest notices."""
    user = request.user
    if user.reach == Reach.NOTHING:
        return render(request, "rectification/desk_administrator.html")
    if home := navigation.home_of(user):
        return redirect(home)
    acts = user.answers or user.records_findings
    context = {
        "today": clock.today(),
        "notices": Notice.objects.visible_to(user)[:NEWEST_NOTICES],
        **(_work(user) if acts else _overview(user)),
    }
    return render(request, "rectification/today.html" if acts else "rectification/overview.html", context)


def _work(user: User) -> dict[str, object]:
    items = desk.waiting(user)
    return {
        "counters": desk.counters(user),
        "items": items,
        "ahead": None if items else desk.day_ahead(user),
        "at_hand": navigation.at_hand(user),
    }


def _overview(user: User) -> dict[str, object]:
    readings = figures.read(WATCHED, Asked.by(user))
    return {"readings": readings.values(), "items": desk.newest(user)}
