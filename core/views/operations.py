"""运行情况: what waits to leave the house, what was given up, and which jobs have done their work."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core import clock, figures, outbox
from core.figures import Asked
from core.listing import Listing
from core.listings import messages_of
from core.models import Circuit
from core.outbox import Way
from core.requests import SignedInRequest
from core.services import disk, readiness, runs, troubles
from core.services.again import send_again
from core.services.backup import daily, seal


def _way_of(request: SignedInRequest, code: str) -> Way:
    way = outbox.named(code)
    if way is None or not request.user.keeps_accounts:
        raise Http404
    return way


@login_required
@require_safe
def operations(request: SignedInRequest) -> HttpResponse:
    """What does not work, each way with its figures and rests, each daily job, the last backup, the disks."""
    if not request.user.keeps_accounts:
        raise Http404
    asked = Asked.by(request.user)
    resting = {circuit.way: circuit for circuit in Circuit.objects.filter(open_until__gt=clock.now())}
    ways = [(way, figures.read(way.codes, asked).values()) for way in outbox.registered()]
    context = {
        "ways": ways,
        "resting": list(resting.values()),
        "jobs": runs.courses(clock.now()),
        "troubles": troubles.current(clock.now()),
        "backup": runs.last_finished(daily.BACKUP),
        "drill": runs.last_finished(daily.DRILL),
        "encrypted": seal.is_used(),
        "disks": disk.disks(),
        "failing": readiness.failing_parts(),
    }
    return render(request, "core/operations.html", context)


def sending_log(request: SignedInRequest, code: str) -> Listing:
    """The messages of a way."""
    return messages_of(_way_of(request, code), request.GET.get("state", ""))


@login_required
@require_POST
def sending_again(request: SignedInRequest, code: str, pk: int) -> HttpResponse:
    """Send once more what was given up or broke off."""
    try:
        send_again(_way_of(request, code), pk, actor=request.user)
    except ObjectDoesNotExist:
        raise Http404 from None
    messages.success(request, _("It is sent again as soon as messages may go out."))
    return redirect("core:sending-log", code)
