"""One act for many items of the ledger."""

from collections.abc import Callable, Iterator

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.errors import DomainError
from rectification.forms.bulk import BulkAssignForm, BulkChaseForm, BulkForm
from rectification.models import Item
from rectification.services import bulk
from rectification.services.bulk import MOST_ITEMS
from rectification.views.ledger import filtered

SHOWN_REASONS = 20
LONGEST_TICK = 24


@login_required
@require_POST
def bulk_assign(request: HttpRequest) -> HttpResponse:
    """交办 for the ticked items, or for all that the link finds."""
    return _act(request, BulkAssignForm, bulk.assign, _("Assign"))


@login_required
@require_POST
def bulk_chase(request: HttpRequest) -> HttpResponse:
    """催办 for the ticked items, or for all that the link finds."""
    return _act(request, BulkChaseForm, bulk.chase, _("Chase"))


def _act(request: HttpRequest, form_class: type[BulkForm], act: Callable[..., list[Item]], label: str) -> HttpResponse:
    """The check page first, then the act; all or none."""
    items, confirmed = _chosen(request), "confirmed" in request.POST
    reasons: list[str] = []
    form = form_class(request.POST if confirmed else None, user=request.user)
    if items and confirmed and form.is_valid():
        try:
            done = act(items, actor=request.user, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
            reasons = list(getattr(refusal, "reasons", ()))[:SHOWN_REASONS]
        else:
            messages.success(request, _said(label, done))
            return redirect(f"{reverse('rectification:item-list')}?{request.POST.get('query', '')}")
    context = {"items": items, "units": bulk.units_of(items), "form": form, "label": label, "reasons": reasons}
    context["query"] = request.POST.get("query", "")
    return render(request, "rectification/bulk.html", context, status=422 if form.errors else 200)


def _said(label: str, done: list[Item]) -> str:
    said = _("%(act)s done: %(n)s items, %(units)s units.")
    return said % {"act": label, "n": len(done), "units": bulk.units_of(done)}


def _chosen(request: HttpRequest) -> list[Item]:
    """The ticked items that the user may see, in the version that was seen; all of the link's where asked for."""
    seen = dict(_ticked(request))
    if request.POST.get("all") == "yes":
        ledger = filtered(request, QueryDict(request.POST.get("query", "")))
        rows = Item.objects.none() if ledger.moment else ledger.qs
    else:
        rows = Item.objects.visible_to(request.user).filter(pk__in=seen)
    names = ("lead_organization", "enterprise__organization", "park__committee")
    items = list(rows.select_related(*names).prefetch_related("assisting").order_by("pk")[: MOST_ITEMS + 1])
    for item in items:
        item.version = seen.get(item.pk, item.version)
    return items


def _ticked(request: HttpRequest) -> Iterator[tuple[int, int]]:
    """Key and version of what was ticked."""
    for value in request.POST.getlist("item")[: MOST_ITEMS + 1]:
        key, _dot, version = value.partition(".")
        if key.isdecimal() and version.isdecimal() and len(value) <= LONGEST_TICK:
            yield int(key), int(version)
