"""The files below MEDIA_ROOT that a row of the database names."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.db.models import FileField

AT_ONCE = 2000
BLOCK = 1024 * 1024


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
