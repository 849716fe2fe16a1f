"""常用视图: what a person has given a name to."""

from urllib.parse import parse_qsl, urlencode

from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import DomainError
from rectification.models import SavedView

MOST_VIEWS, LONGEST_NAME, LONGEST_QUERY = 20, 40, 2000


def save(owner: User, *, name: str, query: str) -> SavedView:
    """Keep a link under a name; the same name is given anew. Raises DomainError."""
    name = name.strip()
    if not name or len(name) > LONGEST_NAME:
        raise DomainError(_("Give the view a name of at most 40 characters."), "name")
    pairs = [pair for pair in parse_qsl(query[:LONGEST_QUERY]) if pair[0] != "page"]
    others = SavedView.objects.filter(owner=owner).exclude(name=name)
    if others.count() >= MOST_VIEWS:
        raise DomainError(_("You have 20 views; delete one first."), "name")
    view, _created = SavedView.objects.update_or_create(owner=owner, name=name, defaults={"query": urlencode(pairs)})
    return view


def forget(view: SavedView) -> None:
    view.delete()
