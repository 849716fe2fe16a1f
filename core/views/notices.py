"""What has been told to me, and the one search box."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from core import clock
from core.models import Notice
from core.search import search as search_everywhere

PAGE_SIZE = 30


@login_required
@require_safe
def notice_list(request: HttpRequest) -> HttpResponse:
    """The newest first; the unread ones stand out by word and weight."""
    rows = Notice.objects.visible_to(request.user)
    if "unread" in request.GET:
        rows = rows.unread()
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "core/notice_list.html", {"page": page})


@login_required
@require_POST
def notice_open(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark a notice as read and go to what it is about."""
    notice = get_object_or_404(Notice.objects.visible_to(request.user), pk=pk)
    Notice.objects.filter(pk=notice.pk, read_at=None).update(read_at=clock.now())
    return redirect(notice.url or "core:notice-list")


@login_required
@require_POST
def notices_read(request: HttpRequest) -> HttpResponse:
    """Mark all of mine as read."""
    Notice.objects.visible_to(request.user).unread().update(read_at=clock.now())
    return redirect("core:notice-list")


@login_required
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Items, enterprises, parks, projects and people that the user may see."""
    words = request.GET.get("q", "")
    return render(request, "core/search.html", {"words": words, "groups": search_everywhere(request.user, words)})
