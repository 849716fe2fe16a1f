import hashlib
import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.states import Role
from core.errors import DomainError
from inspections.states import SourceKind
from parks.models import Park
from rectification.imports.answers import as_json
from rectification.imports.bounded import read_apart
from rectification.imports.checking import Wishes, check
from rectification.imports.parsed import ParsedList
from rectification.imports.reading import choose
from rectification.imports.refusals import UnreadableFileError
from rectification.imports.taking import Taken, take
from rectification.imports.units import UnitBook
from rectification.services.importing import ListGiven

UNREADABLE = 1
ROWS_REFUSED = 2


class Command(BaseCommand):
    help = "Import a problem list (.xlsx) into the ledger. Importing the same list again imports nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--sheet", help="the sheet to read; else the one that holds the list is found")
        parser.add_argument("--source", choices=SourceKind.values, metavar="CODE", help="who fed the problems back")
        parser.add_argument("--park", metavar="CODE", help="the park of rows that name none")
        parser.add_argument("--actor", metavar="USERNAME", help="on whose behalf; else the first coordinator")
        parser.add_argument("--create-units", action="store_true", help="create units that the ledger doesn't know")
        parser.add_argument(
            "--skip-errors", action="store_true", help="import the good rows although others are refused"
        )
        parser.add_argument("--no-merge", action="store_true", help="register problems again that are known already")
        parser.add_argument("--dry-run", action="store_true", help="read and check only")
        parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")

    def handle(self, *args: Any, **options: Any) -> None:
        file: Path = options["file"]
        try:
            parsed = choose(self._grids(file, options["sheet"]))
            taken = self._take(parsed, file, options)
        except (UnreadableFileError, DomainError, CommandError) as refused:
            if options["json"]:
                self.stdout.write(json.dumps({"file": file.name, "error": str(refused)}, ensure_ascii=False))
            raise CommandError(str(refused), returncode=UNREADABLE) from refused
        self._tell(file, taken, options)
        if taken.checked.errors:
            count = len({error.row for error in taken.checked.errors})
            raise CommandError(_("%(count)d rows were refused.") % {"count": count}, returncode=ROWS_REFUSED)

    def _grids(self, file: Path, sheet: str | None) -> Any:
        if not file.is_file():
            raise CommandError(_("There is no file %(name)s.") % {"name": file}, returncode=UNREADABLE)
        return read_apart(file, sheet)

    def _take(self, parsed: ParsedList, file: Path, options: dict[str, Any]) -> Taken:
        park = self._park(options["park"])
        actor = self._actor(options["actor"], park)
        wishes = Wishes(actor, options["source"], park, create_units=options["create_units"])
        if options["dry_run"]:
            return Taken(check(parsed, UnitBook(actor), wishes))
        content = file.read_bytes()
        digest = hashlib.sha256(content).hexdigest()
        source = options["source"] or ""
        brought = ListGiven(file.name, digest, parsed.sheet, parsed.title, source, park, content=content)
        merge = () if options["no_merge"] else None
        return take(parsed, wishes, brought, skip_errors=options["skip_errors"], merge=merge)

    def _park(self, code: str | None) -> Park | None:
        if code is None:
            return None
        park = Park.objects.select_related("county").filter(code=code).first()
        if park is None:
            raise CommandError(_("There is no park with the code %(code)s.") % {"code": code}, returncode=UNREADABLE)
        return park

    def _actor(self, username: str | None, park: Park | None) -> User:
        people = User.objects.active().select_related("organization__county")
        people = people.filter(role=Role.COORDINATOR) if username is None else people.filter(username=username)
        if park is not None:
            people = people.filter(organization__county=park.county)
        actor = people.order_by("pk").first()
        if actor is None:
            raise CommandError(_("There is no coordinator on whose behalf to import."), returncode=UNREADABLE)
        return actor

    def _tell(self, file: Path, taken: Taken, options: dict[str, Any]) -> None:
        answer = as_json(file.name, taken)
        if options["json"]:
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
            return
        self.stdout.write(
            _(
                "%(file)s, sheet %(sheet)s: %(rows)d problems, %(imported)d imported, %(merged_sources)d merged, "
                "%(duplicates)d known already."
            )
            % answer
        )
        if answer["rows"] and answer["duplicates"] == answer["rows"]:
            self.stdout.write(_("This list has been imported before; nothing is new."))
        for error in answer["errors"]:
            self.stdout.write(_("Row %(row)d, %(column)s, “%(value)s”: %(message)s") % error)
