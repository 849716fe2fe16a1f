"""会议纪要: as it will be printed, then its issue."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.errors import DomainError, StaleError
from core.requests import SignedInRequest
from core.views.proving import proved
from documents.views.checks import paper_check
from meetings.models import Meeting
from meetings.services import minutes
from meetings.workflow import holds


@login_required
@proved()
@require_http_methods(["GET", "HEAD", "POST"])
def meeting_minutes(request: SignedInRequest, pk: int) -> HttpResponse:
    """Shown first, with the number that it takes; what has changed since is shown again and not issued."""
    meeting = get_object_or_404(Meeting.objects.visible_to(request.user).select_related("park"), pk=pk)
    if not holds(meeting, request.user):
        raise PermissionDenied
    try:
        if request.method == "POST":
            paper = minutes.issue(meeting, actor=request.user, seen=request.POST.get("seen", ""))
            return redirect("documents:document-detail", paper.pk)
        return _checked(request, meeting)
    except StaleError as stale:
        return _checked(request, meeting, str(stale))
    except DomainError as refused:
        messages.error(request, str(refused))
        return redirect(meeting)


def _checked(request: SignedInRequest, meeting: Meeting, refusal: str = "") -> HttpResponse:
    paper = minutes.foresee(meeting, actor=request.user)
    return paper_check(
        request,
        paper,
        status=422 if refusal else 200,
        title=_("Issue the minutes: %(name)s") % {"name": meeting},
        name=str(meeting),
        back=meeting.get_absolute_url(),
        action=request.path,
        label=_("Issue as a paper"),
        hidden=[("seen", paper.sha256)],
        points=(),
        refusal=refusal,
    )
