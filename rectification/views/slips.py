"""批量交办单: what waits for one, the paper as it will be printed, and its issue."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from core.errors import DomainError, StaleError
from core.requests import SignedInRequest
from core.views.proving import proved
from documents.views.checks import paper_check
from rectification.models import Item
from rectification.services import batch_slips
from rectification.services.batch_slips import Lot


@login_required
@require_safe
def slip_list(request: SignedInRequest) -> HttpResponse:
    """What has been assigned and has no slip yet, by unit and day; below it the slips that went out."""
    shown = {"lots": batch_slips.lots(request.user), "issued": batch_slips.issued_by_office_of(request.user)}
    return render(request, "rectification/slips.html", {**shown, "days": batch_slips.SHOWN_DAYS})


@login_required
@proved()
@require_http_methods(["GET", "HEAD", "POST"])
def slip_issue(request: SignedInRequest, pk: int) -> HttpResponse:
    """The batch in which an item is: shown first, with the number that its slip takes, then issued."""
    item = get_object_or_404(Item.objects.visible_to(request.user), pk=pk)
    try:
        lot = batch_slips.lot_of(item, request.user)
        if request.method == "POST":
            paper = batch_slips.issue(lot, actor=request.user, seen=request.POST.get("seen", ""))
            return redirect("documents:document-detail", paper.pk)
        return _checked(request, lot)
    except StaleError as stale:
        return _checked(request, lot, str(stale))
    except DomainError as refused:
        messages.error(request, str(refused))
        return redirect("rectification:slip-list")


def _checked(request: SignedInRequest, lot: Lot, refusal: str = "") -> HttpResponse:
    paper = batch_slips.foreseen(lot, actor=request.user)
    items = ngettext("%(n)s item", "%(n)s items", len(lot.items)) % {"n": len(lot.items)}
    return paper_check(
        request,
        paper,
        status=422 if refusal else 200,
        title=_("Batch assignment slip: %(unit)s") % {"unit": lot.unit.label},
        name=_("Batch assignment slips"),
        back=resolve_url("rectification:slip-list"),
        action=request.path,
        label=_("Issue as a paper"),
        hidden=[("seen", paper.sha256)],
        points=[(_("Items"), items)],
        refusal=refusal,
    )
