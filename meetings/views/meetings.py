"""调度会: the list, the entry of a meeting, its page with what has changed and what it decides."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import panels
from core.errors import DomainError
from core.forms import RefusedAt
from core.listing import Table
from core.requests import SignedInRequest
from core.views.editing import edit
from meetings.forms import DutyForm, MeetingEditForm, MeetingForm
from meetings.listings import CARRIED, DECIDED
from meetings.models import Duty, Meeting
from meetings.services import holding, minutes, reviewing
from meetings.services.since import GROUPS, page
from meetings.workflow import holds, holds_meetings


@login_required
@require_http_methods(["GET", "POST"])
def meeting_create(request: SignedInRequest) -> HttpResponse:
    """Enter a meeting; its page then says what to speak of."""
    if not holds_meetings(request.user):
        raise PermissionDenied
    form = MeetingForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        with RefusedAt(form):
            meeting = holding.hold(form.given(), actor=request.user)
            messages.success(request, _("The meeting has been entered."))
            return redirect(meeting)
    context = {"form": form, "title": _("Enter a meeting"), "back": "/meetings/"}
    return render(request, "core/edit.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def meeting_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Correct what was entered wrongly, with a reason; once the minutes are issued, the page says what to do first."""
    meeting = _held(request, pk)
    try:
        holding.refuse_recorded(meeting)
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return redirect(meeting)
    return edit(request, meeting, MeetingEditForm, title=_("Correct the meeting"), write=holding.correct)


@login_required
@require_safe
def meeting_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """What has changed since the meeting before, what that one decided, and what this one decides."""
    meeting = _meeting(request, pk)
    return _page(request, meeting, DutyForm(meeting=meeting, user=request.user))


@login_required
@require_POST
def meeting_decide(request: SignedInRequest, pk: int) -> HttpResponse:
    """A decision is entered on the spot; refused, the page shows it as it was typed."""
    meeting = _held(request, pk)
    form = DutyForm(request.POST, meeting=meeting, user=request.user)
    if form.is_valid():
        with RefusedAt(form):
            holding.decide(meeting, form.given(), actor=request.user)
            messages.success(request, _("Decided; the unit has been told."))
            return redirect(f"{meeting.get_absolute_url()}#decide")
    return _page(request, meeting, form)


def _page(request: SignedInRequest, meeting: Meeting, form: DutyForm) -> HttpResponse:
    asked = reviewing.asked_at(meeting, request.user)
    before = reviewing.before(meeting, asked)
    groups = GROUPS[1:] if meeting.park_id else GROUPS
    by = next((value for value, _label in groups if value == request.GET.get("by")), groups[0][0])
    duties = Duty.objects.visible_to(request.user).filter(meeting=meeting).select_related("organization", "person")
    carried = reviewing.carried(meeting, before.baseline.moment, request.user)
    is_open = holds(meeting, request.user) and not holding.recorded_in(meeting)
    context = {
        "meeting": meeting,
        "asked": asked,
        "before": before.meeting,
        "page": page(asked, before.baseline, by),
        "groups": [(value, label, value == by) for value, label in groups],
        "carried": Table(_("Decisions of earlier meetings"), CARRIED, carried),
        "decided": Table(_("Decisions of this meeting"), DECIDED, duties),
        "form": form if is_open else None,
        "holds": is_open,
        "is_numbered": is_open and minutes.is_numbered(meeting, request.user),
        "panels": panels.of(meeting, request.user),
        "corrected": reviewing.corrections(meeting) if meeting.version > 1 else (),
    }
    return render(request, "meetings/meeting.html", context, status=422 if form.errors else 200)


def _meeting(request: SignedInRequest, pk: int) -> Meeting:
    return get_object_or_404(Meeting.objects.visible_to(request.user).select_related("park"), pk=pk)


def _held(request: SignedInRequest, pk: int) -> Meeting:
    """A meeting of the person's own office. Raises PermissionDenied where it is another one's."""
    meeting = _meeting(request, pk)
    if not holds(meeting, request.user):
        raise PermissionDenied
    return meeting
