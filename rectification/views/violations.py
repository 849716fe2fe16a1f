"""提示转台账: the one click by which a proposal of an engine becomes a problem on the ledger."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Model
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from core.errors import DomainError
from core.fields import scoped
from core.forms import sent
from core.proposals import RECORDED
from core.requests import SignedInRequest
from core.rules.bounds import whole
from core.views.editing import place_of
from projects.models import Violation
from rectification.models import Item
from rectification.services import from_shortfalls, from_violations
from safety.models import Shortfall


@login_required
@require_POST
def violation_confirm(request: SignedInRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(scoped(Violation).visible_to(request.user), pk=pk)
    return _confirm(request, found, from_violations.put_on_ledger)


@login_required
@require_POST
def shortfall_confirm(request: SignedInRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(scoped(Shortfall).visible_to(request.user), pk=pk)
    return _confirm(request, found, from_shortfalls.put_on_ledger)


def _confirm(request: SignedInRequest, proposal: Model, put_on_ledger: Callable[..., Item]) -> HttpResponse:
    seen = sent(request.POST, "version")
    try:
        item = put_on_ledger(proposal.pk, actor=request.user, version=whole(seen))
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return redirect(place_of(proposal))
    messages.success(request, str(RECORDED))
    return redirect(item)
