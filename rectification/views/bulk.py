"""One act for many items of the ledger."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from core.errors import DomainError
from rectification.filters import LedgerFilter
from rectification.forms.bulk import BulkAssignForm, BulkChaseForm
from rectification.models import Item
from rectification.services import bulk
from rectification.services.bulk import MOST_ITEMS


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


def _act(
    request: HttpRequest, form_class: type[forms.Form], act: Callable[..., list[Item]], label: str
) -> HttpResponse:
    """The check page first, then the act; all or none."""
    items, reasons = _chosen(request), []
    confirmed = "confirmed" in request.POST
    form = form_class(request.POST if confirmed else None, user=request.user)
    if confirmed and form.is_valid():
        try:
            done = act(items, actor=request.user, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
            reasons = getattr(refusal, "reasons", [])[:20]
        else:
            said = ngettext("%(n)s item: %(act)s done.", "%(n)s items: %(act)s done.", len(done))
            messages.success(request, said % {"n": len(done), "act": label})
            return redirect(f"{reverse('rectification:item-list')}?{request.POST.get('query', '')}")
    context = {"items": items, "form": form, "label": label, "reasons": reasons, "query": request.POST.get("query", "")}
    return render(request, "rectification/bulk.html", context, status=422 if form.errors else 200)


def _chosen(request: HttpRequest) -> list[Item]:
    """The ticked items the user may see; all of the link's where that was asked for."""
    rows: Any = Item.objects.visible_to(request.user)
    if request.POST.get("all") == "yes":
        rows = LedgerFilter(QueryDict(request.POST.get("query", "")), queryset=rows, request=request).qs
    else:
        rows = rows.filter(pk__in=[pk for pk in request.POST.getlist("item") if pk.isdigit()][: MOST_ITEMS + 1])
    return list(rows.select_related("lead_organization", "enterprise").order_by("pk")[: MOST_ITEMS + 1])
