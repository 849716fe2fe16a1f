import json
import time
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core import on_disk
from core.errors import DomainError
from core.services import backup


class Command(BaseCommand):
    help = "Bring back the newest snapshot of a backup folder (or the one named), after checking every part of it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument("--force", action="store_true", help="replace what the database holds")
        parser.add_argument("--json", action="store_true", help="one JSON object on standard output")

    def handle(self, *args: object, folder: Path, force: bool, **options: object) -> None:
        begin = time.monotonic()
        try:
            with on_disk.named():
                held = backup.restore(folder, force=force)
        except DomainError as refused:
            raise CommandError(str(refused)) from refused
        facts = backup.facts(held) | {"seconds": round(time.monotonic() - begin, 1)}
        if options["json"]:
            self.stdout.write(json.dumps(facts, ensure_ascii=False))
        else:
            said = "{tables} tables, {rows} rows, {files} files as of {made_at}, {seconds} s"
            self.stdout.write(said.format(**facts))
