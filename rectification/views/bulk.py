"""One act for many items of the ledger."""

from collections.abc import Callable, Sequence

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.errors import DomainError
from core.requests import SignedInRequest
from rectification.forms.bulk import BulkAssignForm, BulkChaseForm, BulkForm
from rectification.models import Item
from rectification.services import bulk
from rectification.services.bulk import MOST_ITEMS, Act
from rectification.views.ledger import filtered
from rectification.views.ticks import ticked

SHOWN_REASONS = 20


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def bulk_assign(request: SignedInRequest) -> HttpResponse:
    """交办 for the ticked items, or for all that the link finds."""
    return _act(request, BulkAssignForm, bulk.assign, bulk.ACTS["assign"])


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def bulk_chase(request: SignedInRequest) -> HttpResponse:
    """催办 for the ticked items, or for all that the link finds."""
    return _act(request, BulkChaseForm, bulk.chase, bulk.ACTS["chase"])


def _act(
    request: SignedInRequest, form_class: type[BulkForm], run: Callable[..., list[Item]], act: Act
) -> HttpResponse:
    """The check page first, with what the workflow lets take part; then the act, all or none.

    What was ticked stands in the address of the check page: it is there again after Back, a login, another language.
    """
    if request.method != "POST":
        items = _chosen(request, request.GET, act)
        taking = [item for item in items if bulk.allows(act, item, request.user)]
        return _check_page(request, act, form_class(user=request.user), items=items, taking=taking)
    items, form = _chosen(request, request.POST, act), form_class(request.POST, user=request.user)
    reasons: list[str] = []
    if items and form.is_valid():
        try:
            messages.success(request, _said(str(act.label), run(items, actor=request.user, **form.cleaned_data)))
            return redirect(f"{reverse('rectification:item-list')}?{request.POST.get('query', '')}")
        except DomainError as refusal:
            reasons = _refused(form, refusal)
            return _check_page(
                request, act, form, items=items, taking=_still_fit(items, act, request) or items, reasons=reasons
            )
    return _check_page(request, act, form, items=items, taking=items, reasons=reasons)


def _still_fit(items: list[Item], act: Act, request: SignedInRequest) -> list[Item]:
    """Without those that somebody else has taken on meanwhile, so that the next press is for the others."""
    now = dict(Item.objects.filter(pk__in=[item.pk for item in items]).values_list("pk", "version"))
    unchanged = (item for item in items if now.get(item.pk) == item.version)
    return [item for item in unchanged if bulk.allows(act, item, request.user)]


def _check_page(
    request: SignedInRequest,
    act: Act,
    form: BulkForm,
    *,
    items: list[Item],
    taking: list[Item],
    reasons: Sequence[str] = (),
) -> HttpResponse:
    named = getattr(form, "cleaned_data", {}).get("lead_organization")
    context = {
        "items": taking,
        "units": bulk.units_of(taking, named),
        "going": [(item, bulk.unit_of(item, named)) for item in taking],
        "left_out": bulk.left_out(act, items, taking, request.user),
        "form": form,
        "label": act.label,
        "reasons": reasons,
        "query": (request.POST or request.GET).get("query", ""),
    }
    return render(request, "rectification/bulk.html", context, status=422 if form.errors else 200)


def _refused(form: BulkForm, refusal: DomainError) -> list[str]:
    """Say it on the form; item by item why, as far as a page has room."""
    form.add_error(None, str(refusal))
    return list(getattr(refusal, "reasons", ()))[:SHOWN_REASONS]


def _said(label: str, done: list[Item]) -> str:
    said = _("%(act)s done: %(n)s items, %(units)s units.")
    return said % {"act": label, "n": len(done), "units": bulk.units_of(done)}


def _chosen(request: SignedInRequest, given: QueryDict, act: Act) -> list[Item]:
    """The ticked items that the user may see, in the version that was seen; where asked for, the link's that fit."""
    seen = dict(ticked(given))
    if given.get("all") == "yes":
        ledger = filtered(request, QueryDict(given.get("query", "")))
        rows = Item.objects.none() if ledger.moment else bulk.fitting(ledger.qs, act, request.user)
    else:
        rows = Item.objects.visible_to(request.user).filter(pk__in=seen)
    names = ("lead_organization", "enterprise__organization", "park__committee")
    items = list(rows.select_related(*names).prefetch_related("assisting").order_by("pk")[: MOST_ITEMS + 1])
    for item in items:
        item.version = seen.get(item.pk, item.version)
    return items
