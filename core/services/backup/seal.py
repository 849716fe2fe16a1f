"""How a backup is hidden from readers: encrypted with age for the recipients of the settings, or not at all.

The server needs only the public key; the identity (private key) belongs off the host, where a restore is made from.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyrage
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext as _

from core.errors import DomainError


class SealedError(DomainError):
    """The part can't be opened: no identity is given, or another one, or the part was altered."""


def is_used() -> bool:
    """Whether new backups are encrypted."""
    return bool(settings.BACKUP_RECIPIENTS)


def close(source: Path, target: Path) -> None:
    """Write the source as it is stored. Raises ImproperlyConfigured for a recipient that is no age key."""
    if not is_used():
        shutil.copyfile(source, target)
        return
    pyrage.encrypt_file(str(source), str(target), _recipients())


def refuse_without_key(part: Path) -> None:
    """Try a part of a few bytes, before anything is changed for the others. Raises SealedError."""
    try:
        pyrage.decrypt(part.read_bytes(), _identities())
    except pyrage.DecryptError as fault:
        raise _cannot_be_opened(part) from fault


def _cannot_be_opened(part: Path) -> SealedError:
    return SealedError(_("%(part)s can't be decrypted with this identity.") % {"part": part.name})


@contextmanager
def opened(source: Path, work: Path, *, encrypted: bool) -> Iterator[Path]:
    """A file with the content of a stored part, decrypted into the work folder for as long. Raises SealedError."""
    if not encrypted:
        yield source
        return
    plain = work / source.name
    try:
        pyrage.decrypt_file(str(source), str(plain), _identities())
    except pyrage.DecryptError as fault:
        raise _cannot_be_opened(source) from fault
    try:
        yield plain
    finally:
        plain.unlink()


def _recipients() -> list[pyrage.x25519.Recipient]:
    try:
        return [pyrage.x25519.Recipient.from_str(key) for key in settings.BACKUP_RECIPIENTS]
    except pyrage.RecipientError as fault:
        raise ImproperlyConfigured(f"BACKUP_RECIPIENTS must be public keys of age: {fault}") from fault


def _identities() -> list[pyrage.x25519.Identity]:
    path = settings.BACKUP_IDENTITY_FILE
    if not path or not Path(path).is_file():
        raise SealedError(_("This backup is encrypted; set BACKUP_IDENTITY_FILE to the file with the identity."))
    keys = [line.strip() for line in Path(path).read_text(encoding="utf-8").splitlines()]
    try:
        return [pyrage.x25519.Identity.from_str(key) for key in keys if key and not key.startswith("#")]
    except pyrage.IdentityError as fault:
        raise SealedError(_("BACKUP_IDENTITY_FILE holds no identity of age.")) from fault
