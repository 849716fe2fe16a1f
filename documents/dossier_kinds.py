"""Which files leave as one (一企一档): the apps whose they are offer them in their configs."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.apps import apps
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core import panels
from core.panels import Deed

if TYPE_CHECKING:
    from core.fields import Read


@dataclass(frozen=True)
class DossierKind:
    """Files of a table, named as `enterprises.enterprise`, that leave as one: `title` is what such a file is called.

    `url_name` is the page where it is asked for. Rows of the tables it `contains` have files of their own and bring
    their attachments along all the same; those of any other file with a page of its own stay in that.
    """

    of: str
    title: str | Promise
    url_name: str
    contains: frozenset[str] = frozenset()


_kinds: dict[str, DossierKind] = {}


def offer(kind: DossierKind) -> None:
    """Let files of a table leave as one, by a button in their head; called by an app's config."""
    _kinds[kind.of] = kind
    panels.offer(kind.of, Deed(55, _("As one file"), lambda file: reverse(kind.url_name, args=[file.pk])))


def named(label: str) -> DossierKind:
    return _kinds[label]


def model_of(kind: DossierKind) -> "type[Read]":
    """The table whose rows are these files."""
    return apps.get_model(kind.of)


def registered() -> Iterator[DossierKind]:
    yield from _kinds.values()
