"""Write down what `script/server` was started with, for the commands that are run in this checkout by hand."""

import json
import os
from pathlib import Path

FILE = Path(__file__).resolve().parent.parent / "var" / "server.json"
NAMES = (
    *("DEMO", "DEBUG", "SECRET_KEY", "SECRET_KEY_FILE", "DATABASE_URL", "DATABASE_URL_FILE", "VAR_DIR"),
    *("REDIS_URL", "REDIS_URL_FILE", "COUNTY_NAME", "CONTACT", "HTTPS", "SITE_URL", "ALLOWED_HOSTS", "DEMO_PASSWORD"),
)


def remember() -> None:
    """Readable by its owner alone; `manage.py` reads it."""
    FILE.parent.mkdir(parents=True, exist_ok=True)
    given = {name: os.environ[name] for name in NAMES if name in os.environ}
    with os.fdopen(os.open(FILE, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        json.dump(given, file)


if __name__ == "__main__":
    remember()
