"""日历订阅: the own addresses, and what stands under one of them."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.errors import DomainError
from core.requests import SignedInRequest
from core.views.once import ShownReceipt
from notices.forms import FeedForm
from notices.models import CalendarFeed
from notices.rules.feeds import CONTENT_TYPE
from notices.services import feeds


@login_required
@require_http_methods(["GET", "POST"])
def feed_list(request: SignedInRequest) -> HttpResponse:
    """The own addresses; a new one is shown this once."""
    form = FeedForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            token = feeds.make(request.user, form.cleaned_data["name"])
        except DomainError as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            address = settings.SITE_URL + reverse("notices:feed", args=[token])
            return ShownReceipt(render_to_string("notices/feed_made.html", {"address": address}, request))
    own = CalendarFeed.objects.visible_to(request.user).filter(revoked_at=None)
    return render(request, "notices/feeds.html", {"form": form, "feeds": own}, status=422 if form.errors else 200)


@login_required
@require_POST
def feed_revoke(request: SignedInRequest, pk: int) -> HttpResponse:
    feed = get_object_or_404(CalendarFeed.objects.visible_to(request.user), pk=pk)
    feeds.revoke(feed, actor=request.user)
    messages.success(request, _("The address is revoked; nothing is read under it any more."))
    return redirect("notices:feed-list")


@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The clocks of whoever made the address; 404 for an address that was revoked, or of an ended account."""
    found = feeds.living(token)
    if found is None:
        raise Http404
    answer = HttpResponse(feeds.read(found), content_type=CONTENT_TYPE)
    answer["Cache-Control"] = "private, no-store"
    return answer
