"""The grid as somebody has arranged it: which columns, in which order, how wide, how dense; and what a head asks."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.fields import readable
from core.requests import SignedInRequest
from core.rules.bounds import whole
from core.views.undoing import say_done
from rectification.filters import LedgerFilter
from rectification.forms.filtering import FilterForm
from rectification.forms.heads import HEADS, Asked, offered
from rectification.listings import LEDGER
from rectification.models import Item, SavedView
from rectification.services import views
from rectification.services.exporting import LedgerColumn

MOST_PIXELS = 99_999
"""A width that is sent; how wide a column may be is said where it is kept."""


@dataclass(frozen=True)
class Kept:
    """What a person keeps of the ledger: the views by name, the one that the link names, how it stands without one."""

    views: Sequence[SavedView]
    view: SavedView | None
    usual: SavedView | None

    @classmethod
    def of(cls, request: SignedInRequest) -> Self:
        """By one query; a view of somebody else is none."""
        kept = list(SavedView.objects.visible_to(request.user))
        asked = request.GET.get("view", "")
        return cls(
            [view for view in kept if view.name != views.UNNAMED],
            next((view for view in kept if str(view.pk) == asked), None),
            next((view for view in kept if view.name == views.UNNAMED), None),
        )

    @property
    def density(self) -> str:
        return self.usual.density if self.usual else SavedView.Density.DENSE


@login_required
@require_POST
def columns_arrange(request: SignedInRequest) -> HttpResponse:
    """Keep the columns of a view, or of all; a script that has done it already wants no page.

    What was kept before comes back by the button of the next page, which a script says that it has `shown`.
    """
    view = _view_asked(request)
    before = views.as_it_is(request.user, view.name if view else views.UNNAMED)
    _arrange(request, view)
    if "quiet" not in request.POST or "shown" in request.POST:
        said = _("The columns have been arranged.")
        say_done(request, said, views.back_to(before, actor=request.user, said=said))
    if "quiet" in request.POST:
        return HttpResponse(status=204)
    return redirect(f"{reverse('rectification:item-list')}?{_without_columns(request.POST.get('query', ''))}")


def _view_asked(request: SignedInRequest) -> SavedView | None:
    asked = whole(request.POST.get("view", ""))
    return None if asked is None else get_object_or_404(SavedView.objects.visible_to(request.user), pk=asked)


def _arrange(request: SignedInRequest, view: SavedView | None) -> None:
    if density := request.POST.get("density", ""):
        views.set_density(request.user, density if density in SavedView.Density else SavedView.Density.DENSE)
    if "column" in request.POST or "reset" in request.POST:
        views.arrange(request.user, view, [] if "reset" in request.POST else _columns_sent(request))


def _columns_sent(request: HttpRequest) -> list[tuple[str, int]]:
    """The chosen columns from left to right, one of them moved where its button says so."""
    known = {column.name: column for column in LEDGER.shown}
    names = [name for name in request.POST.getlist("column") if name in known]
    for word, step in (("left", -1), ("right", 1)):
        if (name := request.POST.get(word)) in names:
            at = names.index(name)
            names.insert(max(at + step, 0), names.pop(at))
    return [(name, _width(request.POST.get(f"width-{name}", ""), known[name])) for name in names]


def _width(said: str, column: object) -> int:
    assert isinstance(column, LedgerColumn)
    width = whole(said, MOST_PIXELS)
    return column.usual_width if width is None else width


def _without_columns(query: str) -> str:
    """What was arranged holds from now on: the link says no columns of its own any more."""
    kept = QueryDict(query.lstrip("?")[: views.LONGEST_QUERY], mutable=True)
    kept.pop("cols", None)
    return kept.urlencode()


@login_required
@require_safe
def column_head(request: SignedInRequest, name: str) -> HttpResponse:
    """What the head of a column offers: order, filters with the counts of what they would find, empty or not."""
    readable_here = readable(LEDGER.shown, Item, request.user)
    column = next((one for one in readable_here if one.name == name), None)
    if column is None or name not in HEADS:
        raise Http404
    form, asked = FilterForm(request.GET, user=request.user), HEADS[name]
    context = {"column": column, "asked": asked, "form": form, **_values(request, asked, form)}
    template = "rectification/_head.html" if request.headers.get("HX-Request") else "rectification/head.html"
    return render(request, template, context)


def _values(request: SignedInRequest, asked: Asked, form: FilterForm) -> dict[str, object]:
    """The values of the rows that are found without what this head asks, and what the link says besides."""
    rest = form.query.copy()
    for name in (*asked.names, "page"):
        rest.pop(name, None)
    found = LedgerFilter(rest, queryset=Item.objects.visible_to(request.user), request=request)
    kept = [(key, value) for key in rest for value in rest.getlist(key)]
    values = [
        (name, offered(found.qs, name, form=form, user=request.user, on=form.query.get(name, "")))
        for name in asked.values
    ]
    return {"values": values, "rest": kept, "without": rest.urlencode()}
