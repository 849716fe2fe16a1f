"""What core itself promises: files are where their rows say, and nothing stays claimed for ever."""

import hashlib
import time
from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from core import clock, outbox
from core.models import Attachment
from core.services import stored_files
from core.services.invariants import Check
from core.states import DeliveryState

SECONDS_OF_GRACE = 24 * 3600
LEASE_GRACE = timedelta(minutes=10)
AT_ONCE = 2000


def lost_files() -> Iterator[str]:
    """Rows whose file is gone or is not what was stored, and files that no row knows after a day."""
    root = Path(settings.MEDIA_ROOT)
    digest = cache(lambda name: _digest(root / name))
    rows = Attachment.objects.order_by("pk").values_list("pk", "file", "stored_sha256")
    for pk, name, stored in rows.iterator(AT_ONCE):
        found = digest(name)
        if found != stored:
            yield f"attachment {pk}: {name} {'is missing' if found is None else 'has another content'}"
    yield from _unknown_files(root)


def _digest(path: Path) -> str | None:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else None


def _unknown_files(root: Path) -> Iterator[str]:
    known = set(stored_files.named())
    young = time.time() - SECONDS_OF_GRACE
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root).as_posix()
        if path.is_file() and name not in known and path.stat().st_mtime < young:
            yield f"file {name}: no row knows it"


def stuck_messages() -> Iterator[str]:
    """Messages of any way out of the house that somebody has claimed and let lie beyond the lease."""
    over = {"state": DeliveryState.CLAIMED, "claimed_until__lt": clock.now() - LEASE_GRACE}
    for way in outbox.registered():
        for message in way.rows().filter(**over).order_by("pk").iterator(AT_ONCE):
            until = f"{message.claimed_until:%Y-%m-%d %H:%M}"
            yield f"{way.code} {message.pk}: claimed by {message.claimed_by} until {until}"


CHECKS = (
    Check("I6", _("Every file row has its file with the right hash, and no file is without a row."), lost_files),
    Check("I7", _("No message stays claimed longer than its lease."), stuck_messages),
)
