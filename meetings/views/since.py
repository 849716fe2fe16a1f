"""自上次查看以来: the page for the dispatch meeting, by park or by responsible unit."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.requests import SignedInRequest
from meetings.forms import SinceForm
from meetings.services import looking
from meetings.services.since import page


@login_required
@require_safe
def since(request: SignedInRequest) -> HttpResponse:
    """What has changed since the last visit, the last report or a chosen day, item by item."""
    form = SinceForm(request.GET, user=request.user, seen=looking.look(request.user))
    is_understood = form.is_valid()
    asked = form.asked()
    context = {"form": form, "asked": asked, "page": page(asked, form.baseline(), form.dimension)}
    return render(request, "meetings/since.html", context, status=200 if is_understood else 422)
