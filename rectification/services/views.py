"""常用视图: what a person has given a name to."""

from collections.abc import Sequence
from urllib.parse import parse_qsl, urlencode

from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import DomainError
from core.undo import Undoable, Values, undoable
from rectification.models import SavedView

MOST_VIEWS, LONGEST_NAME, LONGEST_QUERY = 20, 40, 2000
UNNAMED = ""
KIND = "view"
KEPT = ("query", "columns", "density")
NARROWEST, WIDEST = 48, 800
"""How wide a column may be, in pixels."""


def save(owner: User, *, name: str, query: str) -> SavedView:
    """Keep a link under a name; the same name is given anew. Raises DomainError."""
    name = name.strip()
    if not name or len(name) > LONGEST_NAME:
        raise DomainError(_("Give the view a name of at most 40 characters."), "name")
    pairs = [pair for pair in parse_qsl(query[:LONGEST_QUERY]) if pair[0] not in ("page", "view")]
    others = SavedView.objects.filter(owner=owner).exclude(name__in=(name, UNNAMED))
    if others.count() >= MOST_VIEWS:
        raise DomainError(_("You have 20 views; delete one first."), "name")
    view, _created = SavedView.objects.update_or_create(owner=owner, name=name, defaults={"query": urlencode(pairs)})
    return view


def as_it_is(owner: User, name: str) -> Values:
    """A view by its name with what it keeps; the name alone where there is none."""
    kept = SavedView.objects.filter(owner=owner, name=name.strip()).values_list(*KEPT).first()
    return [name.strip(), *(kept or ())]


def back_to(before: Values, *, actor: User, said: str) -> Undoable:
    """What brings a view back to how it was before."""
    return undoable(KIND, before, actor=actor, said=said)


def take_back(actor: User, before: Values) -> str:
    """撤销: an own view as it was before it was kept, deleted or arranged; nobody else is concerned by it."""
    name, *kept = before
    if kept:
        SavedView.objects.update_or_create(owner=actor, name=name, defaults=dict(zip(KEPT, kept, strict=True)))
    else:
        SavedView.objects.filter(owner=actor, name=name).delete()
    if name == UNNAMED:
        return _("The columns are as they were.")
    return _("The view “%(name)s” is as it was.") % {"name": name}


def forget(view: SavedView) -> None:
    view.delete()


def arrange(owner: User, view: SavedView | None, columns: Sequence[tuple[str, int]]) -> None:
    """Keep which columns a view shows, in which order and how wide; without a view for all that say nothing.

    Without columns they stand as usual again.
    """
    kept = [[name, min(max(width, NARROWEST), WIDEST)] for name, width in columns]
    if view is None:
        SavedView.objects.update_or_create(owner=owner, name=UNNAMED, defaults={"columns": kept})
    else:
        view.columns = kept
        view.save(update_fields=["columns"])


def set_density(owner: User, density: str) -> None:
    SavedView.objects.update_or_create(owner=owner, name=UNNAMED, defaults={"density": density})
