"""What has been told to me."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from core import clock
from core.requests import SignedInRequest
from notices.models import Notice


@login_required
@require_POST
def notice_open(request: SignedInRequest, pk: int) -> HttpResponse:
    """Mark a notice as read and go to what it is about."""
    notice = get_object_or_404(Notice.objects.visible_to(request.user), pk=pk)
    Notice.objects.filter(pk=notice.pk, read_at=None).update(read_at=clock.now())
    return redirect(notice.url or "notices:notice-list")


@login_required
@require_POST
def notices_read(request: SignedInRequest) -> HttpResponse:
    """Mark all of mine as read."""
    Notice.objects.visible_to(request.user).unread().update(read_at=clock.now())
    return redirect("notices:notice-list")
