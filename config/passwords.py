"""The two profiles of passwords: `dengbao` as assessors of 等保 ask for, `asvs` as OWASP advises."""

from pathlib import Path
from typing import NamedTuple

from django.core.exceptions import ImproperlyConfigured

OF_DJANGO = "django.contrib.auth.password_validation"
OF_OURS = "accounts.services.password_policy"


class Days(NamedTuple):
    """How many days a password may be kept; 0: for ever."""

    others: int
    administrators: int


DAYS = {"dengbao": Days(others=180, administrators=90), "asvs": Days(others=0, administrators=0)}


Check = dict[str, object]
"""A check of a new password, as Django is told of it."""


def validators(profile: str, breached: str) -> list[Check]:
    """The checks of a new password; raises where the profile needs a list that is not there."""
    if profile == "asvs":
        if not Path(breached).is_file():
            raise ImproperlyConfigured("PASSWORD_PROFILE asvs needs PASSWORD_BREACHED_FILE, the list of breached ones.")
        own: list[Check] = [_length(15), {"NAME": f"{OF_OURS}.NotBreached", "OPTIONS": {"file": breached}}]
    else:
        own = [_length(10), {"NAME": f"{OF_OURS}.KindsOfCharacters"}]
    return [
        *own,
        {"NAME": f"{OF_DJANGO}.CommonPasswordValidator"},
        {"NAME": f"{OF_OURS}.NoNames"},
        {"NAME": f"{OF_OURS}.NotUsedBefore"},
    ]


def _length(least: int) -> Check:
    return {"NAME": f"{OF_DJANGO}.MinimumLengthValidator", "OPTIONS": {"min_length": least}}
