"""What has been told to me."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from core import clock
from core.models import Notice
from core.requests import SignedInRequest
from core.views.listing import page_of


@login_required
@require_safe
def notice_list(request: SignedInRequest) -> HttpResponse:
    """The newest first; the unread ones stand out by word and weight."""
    everything = Notice.objects.visible_to(request.user)
    only_unread = "unread" in request.GET
    rows = everything.unread() if only_unread else everything
    context = {"page": page_of(request, rows), "only_unread": only_unread, "is_empty": not everything.exists()}
    return render(request, "core/notice_list.html", context)


@login_required
@require_POST
def notice_open(request: SignedInRequest, pk: int) -> HttpResponse:
    """Mark a notice as read and go to what it is about."""
    notice = get_object_or_404(Notice.objects.visible_to(request.user), pk=pk)
    Notice.objects.filter(pk=notice.pk, read_at=None).update(read_at=clock.now())
    return redirect(notice.url or "core:notice-list")


@login_required
@require_POST
def notices_read(request: SignedInRequest) -> HttpResponse:
    """Mark all of mine as read."""
    Notice.objects.visible_to(request.user).unread().update(read_at=clock.now())
    return redirect("core:notice-list")
