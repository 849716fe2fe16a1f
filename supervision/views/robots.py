"""群机器人: the robots of the own unit, what they have told, and what was given up."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.errors import DomainError
from core.requests import SignedInRequest
from core.states import DeliveryState
from core.views.listing import of, show
from supervision.forms.robots import RobotForm
from supervision.listings import ROBOTS
from supervision.models import GroupRobot, RobotMessage
from supervision.services import robots

AGAIN = (DeliveryState.DEAD, DeliveryState.UNKNOWN)


@of(ROBOTS)
@login_required
@require_http_methods(["GET", "POST"])
def robot_list(request: SignedInRequest) -> HttpResponse:
    """The address is written and never shown again."""
    form = RobotForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            robots.add(**form.cleaned_data, actor=request.user)
        except DomainError as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, _("The robot tells one line each working day from now on."))
            return redirect("supervision:robot-list")
    above = {"robot_form": form, "robots": GroupRobot.objects.visible_to(request.user), "again": AGAIN}
    return show(request, ROBOTS, more=lambda *shown: above, status=422 if form.errors else 200)


@login_required
@require_POST
def robot_stop(request: SignedInRequest, pk: int) -> HttpResponse:
    try:
        robots.stop(pk, actor=request.user)
    except GroupRobot.DoesNotExist:
        raise Http404 from None
    return redirect("supervision:robot-list")


@login_required
@require_POST
def robot_again(request: SignedInRequest, pk: int) -> HttpResponse:
    """Send once more what was given up or broke off."""
    try:
        robots.send_again(pk, actor=request.user)
    except RobotMessage.DoesNotExist:
        raise Http404 from None
    return redirect("supervision:robot-list")
