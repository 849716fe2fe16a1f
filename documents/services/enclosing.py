"""What hangs at the rows of a file: the attachments of each chapter that the reader may see, and their places."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from typing import NamedTuple
from uuid import UUID

from django.apps import apps
from django.db import models
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from accounts.models import User
from core import panels
from core.listing import Cell, Table
from core.models import Attachment
from core.panels import Chapter
from documents.dossier_kinds import DossierKind
from documents.dossiers import Enclosed, numbered
from documents.page_blocks import links_of

ATTACHMENT = "core:attachment-file"
DEEPEST = 5
"""How far down what a template was given is looked through for rows."""
LONGEST_NAME = 80
UNSAFE = str.maketrans(dict.fromkeys('/\\:*?"<>|', "_"))


class Way(NamedTuple):
    """A column of a table that points at attachments, and the one by which its rows belong to another's, if any."""

    model: type[models.Model]
    owner: str
    attachment: str


def enclosed_in(chapters: Sequence[Chapter], reader: User, kind: DossierKind) -> dict[str, list[Enclosed]]:
    """The attachments by chapter, each once: of the rows that a chapter shows, of their parts, and those it links."""
    there: dict[str, list[Enclosed]] = {}
    seen: set[int] = set()
    for label, parts in numbered(chapters):
        about = _hanging(parts, kind)
        linked = {key for part in parts for key in _linked(part.html)}
        visible = Attachment.objects.visible_to(reader).filter(models.Q(pk__in=about) | models.Q(public_id__in=linked))
        paths: set[str] = set()
        for attachment in visible.exclude(pk__in=seen).select_related("uploader__organization"):
            path = _free(f"{_safe(label)}/{_safe(attachment.name)}", paths)
            there.setdefault(label, []).append(Enclosed(attachment, path, about.get(attachment.pk, "")))
            seen.add(attachment.pk)
    return there


def _hanging(parts: Iterable[Chapter], kind: DossierKind) -> dict[int, str]:
    """The keys of what hangs at the rows of a chapter, with what these are called."""
    found: dict[int, str] = {}
    rows: dict[type[models.Model], dict[int, str]] = {}
    for part in parts:
        for row in rows_in(part.shown):
            rows.setdefault(type(row), {})[row.pk] = str(row)
    for model, named in rows.items():
        found |= _hanging_at(model, named, kind)
    return found


def _linked(html: str) -> Iterator[UUID]:
    for link in links_of(html):
        try:
            match = resolve(link.partition("?")[0])
        except Resolver404:
            continue
        if match.view_name == ATTACHMENT:
            yield match.kwargs["public_id"]


def rows_in(shown: object, depth: int = 0) -> Iterator[models.Model]:
    """The rows of the database among what a template was given, however they are wrapped."""
    if isinstance(shown, models.Model):
        yield shown
    elif depth < DEEPEST and not isinstance(shown, str | bytes | Cell):
        for inner in _within(shown):
            yield from rows_in(inner, depth + 1)


def _within(shown: object) -> Iterable[object]:
    if isinstance(shown, Table):
        return shown.rows
    if isinstance(shown, Mapping):
        return shown.values()
    if isinstance(shown, list | tuple | set | frozenset | models.QuerySet):
        return shown
    if is_dataclass(shown):
        return [getattr(shown, each.name) for each in fields(shown)]
    return ()


def _hanging_at(model: type[models.Model], named: Mapping[int, str], kind: DossierKind) -> dict[int, str]:
    """What hangs at rows of a table, and at their parts unless they are files in their own right."""
    found: dict[int, str] = {}
    label = model._meta.label_lower
    is_apart = panels.is_file(label) and label not in kind.contains
    for way in ways_of(model):
        if way.owner == "pk" or not is_apart:
            rows = way.model._base_manager.filter(**{f"{way.owner}__in": list(named)})
            pairs = rows.exclude(**{way.attachment: None}).values_list(way.attachment, way.owner)
            found |= {key: named[owner] for key, owner in pairs}
    return found


@cache
def ways_of(model: type[models.Model]) -> tuple[Way, ...]:
    """How attachments are found from rows of a table: by its own columns, and by those of tables that point at it."""
    own = [Way(model, "pk", name) for name in _pointing(model, Attachment)]
    parts = [
        Way(other, owner, name)
        for other in apps.get_models()
        for owner in _pointing(other, model)
        for name in _pointing(other, Attachment)
        if other is not Attachment
    ]
    return (*own, *parts)


def _pointing(model: type[models.Model], at: type[models.Model]) -> list[str]:
    """The names of the columns of a table that point at rows of another one."""
    kept = [*model._meta.fields, *model._meta.many_to_many]
    return [field.name for field in kept if field.is_relation and field.related_model is at]


def _safe(name: str) -> str:
    """A name as every system takes it in an archive."""
    plain = "".join(sign for sign in name.translate(UNSAFE) if sign.isprintable()).strip(". ")
    stem, dot, ending = plain.rpartition(".")
    return f"{stem[:LONGEST_NAME]}{dot}{ending[:10]}" if stem else plain[:LONGEST_NAME] or _("Attachment")


def _free(path: str, taken: set[str]) -> str:
    """The path, with a number where one like it is taken."""
    stem, dot, ending = path.rpartition(".")
    number, free = 1, path
    while free.lower() in taken:
        number += 1
        free = f"{stem}（{number}）{dot}{ending}" if stem else f"{path}（{number}）"
    taken.add(free.lower())
    return free
