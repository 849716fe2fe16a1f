"""What has to hold before the product is brought up."""

from collections.abc import Sequence

from django.core.checks import Error
from django.db import DatabaseError

from core import panels
from core.encryption import UnreadableError
from core.services import encrypted_columns


def keys_fit(app_configs: object, databases: Sequence[str] | None = None, **more: object) -> list[Error]:
    """The keys in FIELD_KEYS read what is stored; `migrate` asks this first, so the wrong key brings nothing up."""
    if not databases:
        return []
    try:
        encrypted_columns.refuse_wrong_keys()
    except UnreadableError as wrong_key:
        return [Error(str(wrong_key), id="core.E001")]
    except DatabaseError:
        return []
    return []


def parts_are_shown(app_configs: object, **more: object) -> list[Error]:
    """What an app offers for the page of a file has such a page to stand on."""
    return [Error(f"Nothing shows what is offered for {part}.", id="core.E003") for part in panels.misplaced()]
