from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from core import on_disk
from core.errors import DomainError
from intake.imports.return_form import prepare
from intake.models import ImportBatch
from intake.reading.refusals import UnreadableFileError


class Command(BaseCommand):
    help = "Write an imported list with its progress columns filled in, to look at; it isn't noted as sent back."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("batch", type=int)
        parser.add_argument("--out", type=Path, required=True)
        parser.add_argument("--append", action="store_true", help="add a column where the list has none for progress")

    def handle(self, *args: object, batch: int, out: Path, append: bool, **options: object) -> None:
        found = ImportBatch.objects.filter(pk=batch).first()
        if found is None:
            raise CommandError(_("There is no list %(number)d.") % {"number": batch})
        try:
            back = prepare(found, append=append)
            with on_disk.named():
                out.write_bytes(back.content)
        except (DomainError, UnreadableFileError) as refused:
            raise CommandError(str(refused)) from refused
        told = {"columns": "、".join(back.headings), "cells": len(back.changes), "rows": back.moved}
        self.stdout.write(_("%(columns)s: %(cells)d cells filled in, %(rows)d rows have moved") % told)
