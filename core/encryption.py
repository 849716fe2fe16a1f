"""Columns that nobody reads in the database or in a backup (security S32): encrypted with keys from the environment.

The first key of FIELD_KEYS encrypts, all of them decrypt: a new key goes in front, `manage.py reencrypt_fields`
writes every value anew, and then the old key is taken away.
"""

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _

from core.errors import DomainError

ALGORITHM = "fernet"
"""Stands before each value (AES-128-CBC with HMAC-SHA256), so that another one can be added beside it."""


class UnreadableError(DomainError):
    """A stored secret was encrypted with a key that FIELD_KEYS no longer names."""

    status = 503

    def __init__(self) -> None:
        super().__init__(
            _("A stored secret can't be read with the keys in FIELD_KEYS; the operator has to add the key.")
        )


def encrypted(text: str) -> str:
    """What is written into the column."""
    return f"{ALGORITHM}${_keys().encrypt(text.encode()).decode()}"


def decrypted(stored: str) -> str:
    """What was encrypted; raises UnreadableError where none of the keys fits."""
    algorithm, _sign, value = stored.partition("$")
    try:
        if algorithm != ALGORITHM:
            raise InvalidToken
        return _keys().decrypt(value.encode()).decode()
    except InvalidToken as wrong_key:
        raise UnreadableError from wrong_key


def _keys() -> MultiFernet:
    return MultiFernet([Fernet(key) for key in settings.FIELD_KEYS])


class EncryptedTextField(models.TextField):
    """A text that is encrypted in its column; empty stays empty. It can't be searched."""

    def get_prep_value(self, value: str) -> str:
        return encrypted(value) if value else value

    def from_db_value(self, value: str | None, expression: object, connection: object) -> str | None:
        return decrypted(value) if value else value
