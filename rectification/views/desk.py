"""The first screen: what waits for me."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.states import Reach
from core import clock
from core.models import Notice
from rectification.services import desk

NEWEST_NOTICES = 3


@login_required
@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """0 clicks after login: the counters, the list of what waits, the newest notices."""
    user = request.user
    if user.reach == Reach.NOTHING:
        return render(request, "rectification/desk_administrator.html")
    reads_only = not (user.answers or user.records_findings)
    context = {
        "today": clock.today(),
        "figures": desk.sentences(user) if reads_only else desk.figures(user),
        "items": [] if reads_only else desk.waiting(user),
        "reads_only": reads_only,
        "notices": Notice.objects.visible_to(user)[:NEWEST_NOTICES],
    }
    return render(request, "rectification/today.html", context)
