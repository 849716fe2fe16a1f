import json
import time
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core import on_disk
from core.errors import DomainError
from core.services import backup


class Command(BaseCommand):
    help = "Write a snapshot of database and files into a folder; unchanged files are stored once for all snapshots."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument("--json", action="store_true", help="one JSON object on standard output")

    def handle(self, *args: object, folder: Path, **options: object) -> None:
        begin = time.monotonic()
        try:
            with on_disk.named():
                place, written = backup.write(folder)
        except DomainError as refused:
            raise CommandError(str(refused)) from refused
        facts = backup.facts(written) | {"snapshot": str(place), "seconds": round(time.monotonic() - begin, 1)}
        if options["json"]:
            self.stdout.write(json.dumps(facts, ensure_ascii=False))
        else:
            self.stdout.write("{snapshot}: {tables} tables, {rows} rows, {files} files, {seconds} s".format(**facts))
        for name in written.missing:
            self.stderr.write(f"Not there, though a row names it: {name}")
        if written.missing:
            raise SystemExit(1)
