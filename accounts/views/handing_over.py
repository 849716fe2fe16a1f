"""交接: what would go over and what would stay is looked at first; then all of it goes in one act."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.forms.handing_over import HandOverForm, WhoForm
from accounts.models import HandOver, User
from accounts.services import absences, handing_over
from core.errors import DomainError
from core.forms import RefusedAt
from core.requests import SignedInRequest
from core.views.listing import page_of
from core.views.privacy import personal_data


@login_required
@require_http_methods(["GET", "POST"])
@personal_data
def handover_list(request: SignedInRequest) -> HttpResponse:
    """Who takes over, the preview, and the hand-overs that were or will be."""
    me = request.user
    who = WhoForm(request.GET if "successor" in request.GET else None, actor=me)
    form = HandOverForm(request.POST or None, actor=me)
    if request.method == "POST" and form.is_valid() and (made := _handed(form, me)):
        messages.success(request, _said(made))
        return redirect("accounts:handover-list")
    chosen = form if form.is_bound else who
    context = {"who": who, **_preview(chosen, form), **_beside(request)}
    return render(request, "accounts/hand_overs.html", context, status=422 if form.errors or who.errors else 200)


def _handed(form: HandOverForm, actor: User) -> HandOver | None:
    """The act; None where it is refused, with the reason at the form."""
    with RefusedAt(form):
        return handing_over.hand_over(form.cleaned_data["person"], form.given(), actor=actor)
    return None


def _said(made: HandOver) -> str:
    if made.waits:
        return _("Entered; the work goes over on the day you have given, and both are told.")
    return _("All of it has gone over; both have been told.")


def _preview(chosen: WhoForm, form: HandOverForm) -> dict[str, object]:
    """What would go over between the two who are chosen; nothing before they are."""
    if not chosen.is_bound:
        return {}
    chosen.is_valid()
    person, successor = (chosen.cleaned_data.get(name) for name in ("person", "successor"))
    if not (isinstance(person, User) and isinstance(successor, User)):
        return {}
    if not absences.colleagues(person).filter(pk=successor.pk).exists():
        return {"misfit": successor}
    parts = handing_over.preview(person, successor)
    form.show(person, successor, handing_over.seal_of(parts))
    return {"form": form, "person": person, "successor": successor, "parts": parts}


def _beside(request: SignedInRequest) -> dict[str, object]:
    rows = HandOver.objects.visible_to(request.user).select_related("person", "successor")
    page = page_of(request, rows)
    lines = [
        {
            "row": row,
            "moved": handing_over.counted(row.moved),
            "left": handing_over.counted(row.left),
            "mine": row.waits and absences.may_enter_for(row.person, request.user),
        }
        for row in page.object_list
    ]
    has_colleagues = request.user.is_head or absences.colleagues(request.user).exists()
    return {"page": page, "lines": lines, "has_colleagues": has_colleagues}


@login_required
@require_POST
def handover_cancel(request: SignedInRequest, pk: int) -> HttpResponse:
    """Call off a hand-over that waits for its day."""
    row = get_object_or_404(HandOver.objects.visible_to(request.user), pk=pk)
    try:
        handing_over.call_off(row.pk, actor=request.user)
    except absences.NotYoursError:
        raise Http404 from None
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Called off; both have been told."))
    return redirect("accounts:handover-list")
