"""One act for many items of the ledger."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.errors import DomainError
from core.requests import SignedInRequest
from core.services.together import GoneError
from rectification.forms.bulk import BulkAcceptForm, BulkAssignForm, BulkChaseForm, BulkForm
from rectification.models import Item
from rectification.querysets import ItemQuerySet
from rectification.services import bulk
from rectification.services.bulk import MOST_ITEMS, Act
from rectification.states import Desk
from rectification.views.ledger import filtered
from rectification.views.ticks import ticked

SHOWN_REASONS = 20


@dataclass(frozen=True)
class Chosen:
    """The items that an act is for, and what was ticked beside them and has gone since."""

    items: list[Item]
    gone: Sequence[str] = ()

    def refuse_gone(self) -> None:
        """Raises GoneError where anything has gone: a batch is all or nothing."""
        if self.gone:
            raise GoneError(self.gone)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def bulk_assign(request: SignedInRequest) -> HttpResponse:
    """交办 for the ticked items, or for all that the link finds."""
    return _act(request, BulkAssignForm, bulk.assign, bulk.ACTS["assign"])


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def bulk_accept(request: SignedInRequest) -> HttpResponse:
    """签收 for the ticked items with one plan, or for all that the link finds."""
    return _act(request, BulkAcceptForm, bulk.accept, bulk.ACTS["accept"])


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
        chosen = _chosen(request, request.GET, act)
        taking = [item for item in chosen.items if bulk.allows(act, item, request.user)]
        return _check_page(request, act, form_class(user=request.user, items=taking), chosen, taking=taking)
    chosen = _chosen(request, request.POST, act)
    form = form_class(request.POST, user=request.user, items=chosen.items)
    if form.is_valid() and (chosen.items or chosen.gone):
        try:
            chosen.refuse_gone()
            messages.success(request, _said(str(act.label), run(chosen.items, actor=request.user, **form.given())))
            return redirect(_list_of(request.POST, act))
        except DomainError as refusal:
            reasons = _refused(form, refusal)
            taking = _still_fit(chosen.items, act, request) or chosen.items
            return _check_page(request, act, form, chosen, taking=taking, reasons=reasons)
    return _check_page(request, act, form, chosen, taking=chosen.items)


def _list_of(given: QueryDict, act: Act) -> str:
    """The list in which the items were ticked: of the desk, or of the ledger as it was filtered."""
    if given.get("list") == "desk":
        return f"{reverse('rectification:today')}?kind={act.box or Desk.WAITING}"
    return f"{reverse('rectification:item-list')}?{given.get('query', '')}"


def _still_fit(items: list[Item], act: Act, request: SignedInRequest) -> list[Item]:
    """Without those that somebody else has taken on meanwhile, so that the next press is for the others."""
    now = dict(Item.objects.filter(pk__in=[item.pk for item in items]).values_list("pk", "version"))
    unchanged = (item for item in items if now.get(item.pk) == item.version)
    return [item for item in unchanged if bulk.allows(act, item, request.user)]


def _check_page(
    request: SignedInRequest,
    act: Act,
    form: BulkForm,
    chosen: Chosen,
    *,
    taking: list[Item],
    reasons: Sequence[str] = (),
) -> HttpResponse:
    going = [(item, form.unit_of(item)) for item in taking]
    context = {
        "items": taking,
        "units": len({unit.pk for _item, unit in going if unit is not None}),
        "going": going,
        "left_out": bulk.left_out(act, chosen.items, taking, request.user),
        "form": form,
        "label": act.label,
        "reasons": reasons,
        "gone": len(chosen.gone),
        "query": (request.POST or request.GET).get("query", ""),
        "list": (request.POST or request.GET).get("list", ""),
        "back": _list_of(request.POST or request.GET, act),
    }
    return render(request, "rectification/bulk.html", context, status=422 if form.errors else 200)


def _refused(form: BulkForm, refusal: DomainError) -> list[str]:
    """Say it on the form; item by item why, as far as a page has room."""
    form.add_error(None, str(refusal))
    return list(getattr(refusal, "reasons", ()))[:SHOWN_REASONS]


def _said(label: str, done: list[Item]) -> str:
    said = _("%(act)s done: %(n)s items, %(units)s units.")
    return said % {"act": label, "n": len(done), "units": bulk.units_of(done)}


NAMES = ("lead_organization", "enterprise__organization", "park__committee", "category")


def _chosen(request: SignedInRequest, given: QueryDict, act: Act) -> Chosen:
    """The ticked items in the version that was seen, or where asked for the link's that fit; and what has gone."""
    if given.get("all") == "yes":
        ledger = filtered(request, QueryDict(given.get("query", "")))
        fitting = Item.objects.none() if ledger.moment else bulk.fitting(ledger.qs, act, request.user)
        return Chosen(list(_told(fitting)[: MOST_ITEMS + 1]))
    ticks = ticked(given)
    items, gone = ticks.of(_told(Item.objects.visible_to(request.user)))
    for item in items:
        item.version = ticks.seen[item.pk]
    return Chosen(items, gone)


def _told(rows: ItemQuerySet) -> ItemQuerySet:
    """With all that the check page says of each."""
    return rows.select_related(*NAMES).prefetch_related("assisting").order_by("pk")
