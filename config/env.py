"""Settings from the environment: each value is read by a function that complains in words."""

import base64
import os
from datetime import time
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

KEY_BYTES, LEAST_DIFFERENT_BYTES = 32, 10
TRUE, FALSE = frozenset({"1", "true", "yes", "on"}), frozenset({"0", "false", "no", "off", ""})


def text(name: str, default: str = "") -> str:
    """A text, also from a file named by NAME_FILE, as container secrets come."""
    path = os.environ.get(f"{name}_FILE")
    if path:
        return Path(path).read_text(encoding="utf-8").strip()
    return os.environ.get(name, default)


def flag(name: str, *, default: bool) -> bool:
    value = os.environ.get(name)
    if value is None:
        return default
    if value.lower() in TRUE:
        return True
    if value.lower() in FALSE:
        return False
    raise ImproperlyConfigured(f"{name} must be yes or no, not “{value}”.")


def number(name: str, default: int, *, least: int = 0) -> int:
    value = os.environ.get(name)
    if value is None or value == "":
        return default
    if not value.isdigit() or int(value) < least:
        raise ImproperlyConfigured(f"{name} must be a whole number of at least {least}, not “{value}”.")
    return int(value)


def hour(name: str, default: str) -> time:
    """An hour of the day as 07:30."""
    value = os.environ.get(name) or default
    try:
        return time.fromisoformat(value)
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be an hour such as 07:30, not “{value}”.") from None


def one_of(name: str, offered: tuple[str, ...]) -> str:
    """One of the values on offer, the first where none is given."""
    value = os.environ.get(name) or offered[0]
    if value not in offered:
        raise ImproperlyConfigured(f"{name} must be one of {', '.join(offered)}, not “{value}”.")
    return value


def words(name: str, default: tuple[str, ...] = ()) -> list[str]:
    """A list, separated by commas."""
    value = os.environ.get(name)
    return list(default) if value is None else [word.strip() for word in value.split(",") if word.strip()]


def networks(name: str, default: tuple[str, ...] = ()) -> list[IPv4Network | IPv6Network]:
    """Addresses and networks such as 10.1.0.0/16, separated by commas."""
    try:
        return [ip_network(word) for word in words(name, default)]
    except ValueError as fault:
        raise ImproperlyConfigured(f"{name} must list addresses or networks such as 10.1.0.0/16: {fault}.") from None


SESSION = "-c statement_timeout=15000 -c jit=off"
"""What each session of PostgreSQL is told. Statements of figures are long and quick: to compile one takes a second, to
run it a quarter."""


def database(name: str, embedded: Path, *, required: bool) -> dict[str, object]:
    """postgres://user:password@host:port/name, or the embedded SQLite file, which production has to ask for."""
    url = text(name)
    if not url and required:
        raise ImproperlyConfigured(
            f"{name} must be set in production: postgres://user:password@host:port/name, "
            f"or sqlite://{embedded.absolute()} where the embedded database is really meant."
        )
    if not url:
        return _sqlite(embedded)
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return _sqlite(Path(parts.path))
    if parts.scheme not in ("postgres", "postgresql"):
        raise ImproperlyConfigured(f"{name} must begin with postgres:// or sqlite://.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or 5432),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"options": SESSION, "connect_timeout": 4, **dict(parse_qsl(parts.query))},
    }


def _sqlite(path: Path) -> dict[str, object]:
    path.parent.mkdir(parents=True, exist_ok=True)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
        },
    }


def secret_key(*, required: bool) -> str:
    """The secret key; outside DEBUG and DEMO a good one of our own is needed to start."""
    key = text("SECRET_KEY")
    if not required:
        return key or "only-for-development-and-demonstration-never-in-production"
    if len(key) < 50 or len(set(key)) < 10 or "development" in key:
        raise ImproperlyConfigured("SECRET_KEY must be set to at least 50 random characters.")
    return key


def field_keys(name: str, *, required: bool) -> list[str]:
    """The keys of encrypted columns, the newest first: 32 random bytes each, in base64."""
    given = text(name).replace("+", "-").replace("/", "_")
    keys = [key.strip() for key in given.split(",") if key.strip()]
    if not keys and not required:
        return [base64.urlsafe_b64encode(b"only-for-development-and-demo...").decode()]
    if not keys or not all(_is_key(key) for key in keys):
        raise ImproperlyConfigured(
            f"{name} must name at least one key of 32 random bytes in base64 (openssl rand -base64 32)."
        )
    return keys


def _is_key(key: str) -> bool:
    try:
        raw = base64.b64decode(key, altchars=b"-_", validate=True)
    except ValueError:
        return False
    return len(raw) == KEY_BYTES and len(set(raw)) >= LEAST_DIFFERENT_BYTES
