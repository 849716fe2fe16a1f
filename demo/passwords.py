"""The one password of the demonstration logins: set from outside, or made up once and kept beside the database."""

import os
import secrets
from pathlib import Path

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password

from accounts.models import User
from core import clock
from core.models import LogEntry
from demo.county import EMAIL_DOMAIN

SYLLABLES = (
    "bai",
    "chu",
    "dan",
    "feng",
    "gao",
    "he",
    "jin",
    "kai",
    "lan",
    "mu",
    "ning",
    "pei",
    "qing",
    "rui",
    "shu",
    "tai",
)


def choose() -> str:
    """DEMO_PASSWORD, or the one kept from the last start, or a new one that is kept."""
    given = os.environ.get("DEMO_PASSWORD")
    if given:
        return given
    kept = _file()
    if kept.is_file():
        return kept.read_text(encoding="utf-8").strip()
    password = _new()
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.touch(mode=0o600)
    kept.write_text(password, encoding="utf-8")
    return password


def bring_up_to(password: str) -> None:
    """Let the demonstration logins have this password, where they still have another."""
    people = User.objects.filter(email__endswith=f"@{EMAIL_DOMAIN}")
    stale = [hashed for hashed in people.values_list("password", flat=True).distinct() if not _fits(password, hashed)]
    if stale:
        people.filter(password__in=stale).update(password=make_password(password))


def note_use() -> None:
    """Starting the demonstration is a use of its logins: whatever their made-up past, none is unused."""
    people = User.objects.filter(email__endswith=f"@{EMAIL_DOMAIN}")
    ended = people.filter(is_active=False)
    unused = [person.pk for person in ended if LogEntry.objects.about(person).filter(act="account.unused").exists()]
    people.filter(pk__in=unused).update(is_active=True)
    people.update(last_login=clock.now())


def _fits(password: str, hashed: str) -> bool:
    return check_password(password, hashed)


def _new() -> str:
    words = "-".join(secrets.choice(SYLLABLES) + secrets.choice(SYLLABLES) for _n in range(3))
    return f"{words}-{secrets.randbelow(9000) + 1000}"


def _file() -> Path:
    return Path(settings.VAR_DIR) / "demo-password"
