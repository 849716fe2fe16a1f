"""The files below MEDIA_ROOT: those that a row of the database names, and those that no row will name."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from django.apps import apps
from django.db.models import FileField

_written: ContextVar[list[Path] | None] = ContextVar("files written by the act that runs", default=None)
AT_ONCE = 2000
BLOCK = 1024 * 1024


@contextmanager
def all_or_none() -> Iterator[None]:
    """Files that are written within are gone again where it breaks off; stands outside of the transaction."""
    around, mine = _written.get(), list[Path]()
    token = _written.set(mine)
    try:
        yield
    except BaseException:
        for path in mine:
            path.unlink(missing_ok=True)
        raise
    finally:
        _written.reset(token)
    if around is not None:
        around.extend(mine)


def begin(path: Path) -> Path:
    """Say that a file is about to be written here; called before its first byte."""
    mine = _written.get()
    if mine is not None:
        mine.append(path)
    return path


def named() -> Iterator[str]:
    """The name of each file, relative to MEDIA_ROOT, as its row has it; a name may come twice."""
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, FileField):
                names = model._base_manager.exclude(**{field.attname: ""}).values_list(field.attname, flat=True)
                yield from names.iterator(AT_ONCE)


def sha256_of(path: Path) -> str:
    """The hash of a file's content, read in blocks."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            digest.update(block)
    return digest.hexdigest()
