"""The checks of a new password, in Django's form: each refuses in words and says beforehand what it wants (S02)."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.models import FormerPassword, User
from accounts.rules.passwords import PRODUCT_WORDS, kinds_of_characters, word_within


class KindsOfCharacters:
    """Three of the four kinds, as assessors of 等保 ask for."""

    def __init__(self, least: int = 3) -> None:
        self.least = least

    def validate(self, password: str, user: User | None = None) -> None:
        if kinds_of_characters(password) < self.least:
            raise ValidationError(self.get_help_text(), code="too_few_kinds")

    def get_help_text(self) -> str:
        said = _("Use at least %(least)d of these: small letters, capital letters, digits, other signs.")
        return said % {"least": self.least}


class NoNames:
    """Neither the account, nor the person, the phone, the unit, nor the product."""

    def validate(self, password: str, user: User | None = None) -> None:
        word = word_within(password, _names_around(user))
        if word is not None:
            raise ValidationError(_("The password must not contain “%(word)s”.") % {"word": word}, code="name")

    def get_help_text(self) -> str:
        return _("It must not contain your account, your name, your unit or the name of this product.")


def _names_around(user: User | None) -> Iterator[str]:
    yield from PRODUCT_WORDS
    yield settings.COUNTY_NAME
    if isinstance(user, User):
        yield from (user.username, user.name, user.phone, user.organization.name, user.organization.short_name)


class NotUsedBefore:
    """Neither the present password nor one of those before it."""

    def validate(self, password: str, user: User | None = None) -> None:
        if not isinstance(user, User):
            return
        former = FormerPassword.objects.filter(user=user).values_list("password", flat=True)
        kept = [user.password, *former[: settings.PASSWORD_HISTORY - 1]]
        if any(check_password(password, hashed) for hashed in kept):
            raise ValidationError(self.get_help_text(), code="used_before")

    def get_help_text(self) -> str:
        return _("It must not be one of your last %(count)d passwords.") % {"count": settings.PASSWORD_HISTORY}


class NotBreached:
    """Not on the list of breached passwords: a file of SHA-1 sums in order, a line each, `SUM` or `SUM:COUNT`."""

    def __init__(self, file: str) -> None:
        self.file = Path(file)

    def validate(self, password: str, user: User | None = None) -> None:
        wanted = hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper()
        if self._lists(wanted.encode()):
            raise ValidationError(_("This password is known from a data breach."), code="breached")

    def get_help_text(self) -> str:
        return _("It must not be known from a data breach.")

    def _lists(self, wanted: bytes) -> bool:
        """Halve the file until the sum's place is found: the list of the world has forty gigabytes."""
        with self.file.open("rb") as lines:
            low, high = 0, self.file.stat().st_size
            while low < high:
                middle = (low + high) // 2
                lines.seek(middle)
                if middle:
                    lines.seek(middle - 1)
                    lines.readline()
                found = lines.readline().strip().upper()[: len(wanted)]
                if found == wanted:
                    return True
                if found and found < wanted:
                    low = middle + 1
                else:
                    high = middle
            return False
