"""法律时钟: what comes into force or lapses, and what of the house it touches."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core import clock as today
from core import navigation
from core.requests import SignedInRequest
from law.services import turning


@login_required
@require_safe
def clock(request: SignedInRequest) -> HttpResponse:
    day = today.today()
    shown = {
        "turns": turning.turns(request.user, day),
        "today": day,
        "acts": navigation.beneath(request.user, "law:clock"),
    }
    return render(request, "law/clock.html", shown)
