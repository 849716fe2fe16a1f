"""The first screen: what waits for me, and beside the list what is to be decided of one item."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers
from django_htmx.http import replace_url, reswap, retarget

from accounts.models import User
from accounts.states import Reach
from core import clock, decisions, figures, navigation
from core.figures import Asked, Reading
from core.requests import SignedInRequest
from core.rules.bounds import whole
from notices.models import Notice
from rectification.models import Item
from rectification.services import bulk, desk
from rectification.states import Desk
from rectification.views import asking

NEWEST_NOTICES = 3
WATCHED = ("ledger.open", "ledger.overdue", "ledger.signed_off", "ledger.rebound")
WHOLE, PANE, VERDICT = "desk", "desk-pane", "verdict"
"""The parts of the desk that are shown anew in place, by their ids."""


@dataclass(frozen=True)
class Tab:
    """A kind of acts over the list, with how many wait and the desk that shows them alone."""

    box: Desk
    reading: Reading
    url: str


@login_required
@require_safe
@vary_on_headers("HX-Request")
def today(request: SignedInRequest) -> HttpResponse:
    """0 clicks after login: what waits, or how things stand for whoever watches; the newest notices."""
    user = request.user
    if user.reach == Reach.NOTHING:
        return render(request, "rectification/desk_administrator.html")
    if home := navigation.home_of(user):
        return redirect(home)
    if not (user.answers or user.records_findings):
        return render(request, "rectification/overview.html", {**_beside(user), **_overview(user)})
    return _shown(request, user, _box(request.GET), _opened(request, request.GET.get("at", "")))


def _shown(request: SignedInRequest, user: User, box: Desk, item: Item | None) -> HttpResponse:
    """The desk as a page, or the part of it that is asked for in place."""
    if request.htmx.target == PANE and item is not None:
        return render(request, "rectification/_pane.html", _pane(user, item))
    if request.htmx.target == WHOLE:
        return render(request, "rectification/_desk.html", _work(user, box, item))
    return render(request, "rectification/today.html", {**_beside(user), **_work(user, box, item)})


def place_of(request: SignedInRequest, item: Item) -> int:
    """Where an item stands in the list that the person has before them; at its head if it is not in it."""
    keys = [line.pk for line in desk.waiting(request.user, _box(_here(request)))]
    return keys.index(item.pk) if item.pk in keys else 0


def next_after(request: SignedInRequest, done: Item, place: int) -> HttpResponse:
    """After a verdict the desk is shown anew in place, with what now stands where the decided item stood."""
    box = _box(_here(request))
    items = desk.waiting(request.user, box)
    left = [line for line in items[place:] + items[:place][::-1] if line.pk != done.pk]
    found = _opened(request, str(left[0].pk)) if left else None
    context = _work(request.user, box, found, items=items)
    answer = render(request, "rectification/_desk.html", {**context, "has_told": True})
    return replace_url(reswap(retarget(answer, f"#{WHOLE}"), "outerHTML"), _link(box, found))


def _link(box: Desk, item: Item | None = None) -> str:
    """The desk with one kind of acts, and with an item beside it."""
    asked = {"kind": str(box)} | ({"at": str(item.pk)} if item else {})
    return f"{reverse('rectification:today')}?{urlencode(asked)}"


def _here(request: SignedInRequest) -> QueryDict:
    """What the address of the page says from which a part is asked for."""
    return QueryDict((request.htmx.current_url_abs_path or "").partition("?")[2])


def _box(given: QueryDict) -> Desk:
    """The kind of act that is asked for; all of them where none is."""
    kind = given.get("kind", "")
    return Desk(kind) if kind in desk.TABS else Desk.WAITING


def _opened(request: SignedInRequest, key: str) -> Item | None:
    """The item beside the list; None where none is asked for."""
    if not key:
        return None
    rows = Item.objects.visible_to(request.user).for_page().with_open_extensions()
    return get_object_or_404(rows.prefetch_related("assisting"), pk=whole(key) or 0)


def _beside(user: User) -> dict[str, object]:
    return {
        "today": clock.today(),
        "notices": Notice.objects.visible_to(user)[:NEWEST_NOTICES],
        "at_hand": navigation.at_hand(user),
        "in_the_hand": navigation.in_the_hand("rectification:item-register"),
    }


def _work(user: User, box: Desk, item: Item | None, items: list[Item] | None = None) -> dict[str, object]:
    lines = desk.waiting(user, box) if items is None else items
    counters, kinds = desk.counters(user)
    return {
        "counters": counters,
        "tabs": [Tab(each, reading, _link(each)) for each, reading in kinds.items()],
        "box": box,
        "items": lines,
        **_batch(box),
        "decisions": decisions.waiting_for(user),
        "ahead": None if lines else desk.day_ahead(user),
        **(_pane(user, item) if item else {}),
    }


def _batch(box: Desk) -> dict[str, object]:
    """The act that several lines of the list can take at once, with its page."""
    act = bulk.of_box(box)
    return {"batch": act, "batch_url": reverse(f"rectification:bulk-{act.name}") if act else ""}


def _pane(user: User, item: Item) -> dict[str, object]:
    """The item as it is judged: what was promised, what is shown, and the verdicts or the form of the one step."""
    step = desk.next_step(item, user)
    turn = desk.turn_of(item, user, step.name) if step else None
    return {"item": item, **asking.in_pane(item, turn, user)}


def _overview(user: User) -> dict[str, object]:
    readings = figures.read(WATCHED, Asked.by(user))
    return {"readings": readings.values(), "items": desk.newest(user)}
