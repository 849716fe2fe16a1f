#!/usr/bin/env python3
import json
import os
import sys
from pathlib import Path

from django.core.management import execute_from_command_line

REMEMBERED = Path(__file__).resolve().parent / "var" / "server.json"
DECIDING = ("DEMO", "DEBUG", "SECRET_KEY", "SECRET_KEY_FILE", "DATABASE_URL", "DATABASE_URL_FILE")


def recall() -> None:
    """Give a command the settings of this checkout's server, unless its environment says where it runs.

    Before anything of `config` is imported, because that reads the settings.
    """
    if any(name in os.environ for name in DECIDING) or not REMEMBERED.is_file():
        return
    for name, value in json.loads(REMEMBERED.read_text(encoding="utf-8")).items():
        os.environ.setdefault(name, value)


def main() -> None:
    recall()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
