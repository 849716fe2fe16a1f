"""The settings with which this checkout was started last, for commands that are run in it by hand."""

import json
import os
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent
FILE = BASE_DIR / "var" / "server.json"
DECIDING = ("DEMO", "DEBUG", "SECRET_KEY", "SECRET_KEY_FILE", "DATABASE_URL", "DATABASE_URL_FILE")
"""Whoever gives one of these says where the program is: then nothing is remembered (production never is)."""
NAMES = (
    *DECIDING,
    *("VAR_DIR", "REDIS_URL", "REDIS_URL_FILE", "COUNTY_NAME", "CONTACT"),
    *("HTTPS", "SITE_URL", "ALLOWED_HOSTS", "DEMO_PASSWORD"),
)


def remember() -> None:
    """Write down what `script/server` was started with, readable by its owner alone."""
    FILE.parent.mkdir(parents=True, exist_ok=True)
    given = {name: os.environ[name] for name in NAMES if name in os.environ}
    with os.fdopen(os.open(FILE, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        json.dump(given, file)


def recall() -> None:
    """Give a command the settings of this checkout's server, unless its environment says where it runs."""
    if any(name in os.environ for name in DECIDING) or not FILE.is_file():
        return
    for name, value in json.loads(FILE.read_text(encoding="utf-8")).items():
        os.environ.setdefault(name, value)


if __name__ == "__main__":
    remember()
