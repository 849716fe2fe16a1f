"""登记问题: from the phone in the plant, in one short page."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from core.forms import RefusedAt
from core.requests import SignedInRequest
from core.rules.bounds import whole
from rectification.forms.citing import OfferedForm
from rectification.forms.registering import RegisterForm
from rectification.models import Item
from rectification.services import registration
from rectification.states import State

LONGEST_PLACE = 120


@login_required
@require_http_methods(["GET", "POST"])
def item_register(request: SignedInRequest) -> HttpResponse:
    """Log a finding with photos; afterwards its number, and the way to the next one at the same place."""
    if not request.user.records_findings:
        raise PermissionDenied
    place = {name: value for name in ("enterprise", "park") if whole(value := request.GET.get(name, "")) is not None}
    place |= {"pin": request.GET.get("pin", ""), "place": request.GET.get("place", "")[:LONGEST_PLACE]}
    form = RegisterForm(request.POST or None, request.FILES or None, user=request.user, initial=place)
    item = _registered(form) if request.method == "POST" else None
    if item is not None:
        here = f"&enterprise={item.enterprise_id}" if item.enterprise_id else ""
        return redirect(f"{reverse('rectification:item-register')}?done={item.pk}{here}")
    context = {"form": form, "receipt": _receipt(request)}
    return render(request, "rectification/register.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
def item_bases(request: SignedInRequest) -> HttpResponse:
    """What the problem that is being written down may cite, for its category and its day: part of its form."""
    return render(request, "rectification/_offered_bases.html", {"form": OfferedForm(request.GET)})


def _receipt(request: SignedInRequest) -> Item | None:
    """What this person has registered and nobody has acted on yet, where the link names it."""
    done = request.GET.get("done", "")
    own = Item.objects.visible_to(request.user).filter(finding__recorded_by=request.user.pk, state=State.PENDING)
    return own.filter(pk=done).first() if whole(done) is not None else None


def _registered(form: RegisterForm) -> Item | None:
    """The new item; None where the form says what is wrong."""
    with RefusedAt(form):
        if form.is_valid():
            return registration.register(form.given(), actor=form.user)
    return None
