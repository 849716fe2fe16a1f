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
from intake.imports.answers import as_json
from intake.imports.checking import Wishes, check, with_units_answered
from intake.imports.deciding import read_decided
from intake.imports.questions import DONE_WORD, SPLIT_WORD, YES, About, Answers, read_answers
from intake.imports.taking import Taken, take
from intake.imports.units import UnitBook
from intake.reading.bounded import read_apart
from intake.reading.grids import Grid
from intake.reading.refusals import UnreadableFileError
from intake.services.importing import ListGiven
from parks.models import Park

UNREADABLE = 1
ROWS_REFUSED = 2


class Command(BaseCommand):
    help = "Import a problem list (.xlsx, .xls or CSV) into the ledger. Importing the same list again imports nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--sheet", help="the sheet to read; else all sheets that hold the list are found")
        parser.add_argument("--source", choices=SourceKind.values, metavar="CODE", help="who fed the problems back")
        parser.add_argument("--park", metavar="CODE", help="the park of rows that name none")
        parser.add_argument("--actor", metavar="USERNAME", help="on whose behalf; else the first coordinator")
        parser.add_argument("--create-units", action="store_true", help="create units that the ledger doesn't know")
        parser.add_argument(
            "--skip-errors", action="store_true", help="import the good rows although others are refused"
        )
        parser.add_argument("--no-merge", action="store_true", help="register problems again that are known already")
        parser.add_argument(
            "--answer", "--level", action="append", default=[], metavar="WORD=CODE", help="answer one of the questions"
        )
        parser.add_argument(
            "--done", choices=("open", "review", "history"), help="what becomes of rows that say they are done"
        )
        parser.add_argument(
            "--split", action="store_true", help="take several numbered problems of one cell for items of their own"
        )
        parser.add_argument("--dry-run", action="store_true", help="read and check only")
        parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")

    def handle(self, *args: Any, **options: Any) -> None:
        file: Path = options["file"]
        try:
            grids = self._grids(file)
            park = self._park(options["park"])
            actor = self._actor(options["actor"], park, is_needed=not options["dry_run"])
            taken = self._take(grids, file, options, self._wishes(actor, park, options))
        except (UnreadableFileError, DomainError, CommandError) as refused:
            if options["json"]:
                self.stdout.write(json.dumps({"file": file.name, "error": str(refused)}, ensure_ascii=False))
            raise CommandError(str(refused), returncode=UNREADABLE) from refused
        self._tell(file, taken, options)
        if taken.checked.errors:
            count = len({error.stands_at for error in taken.checked.errors})
            raise CommandError(_("%(count)d rows were refused.") % {"count": count}, returncode=ROWS_REFUSED)

    def _grids(self, file: Path) -> list[Grid]:
        if not file.is_file():
            raise CommandError(_("There is no file %(name)s.") % {"name": file}, returncode=UNREADABLE)
        return read_apart(file)

    def _wishes(self, actor: User | None, park: Park | None, options: dict[str, Any]) -> Wishes:
        given = read_answers(options["answer"])
        split = {SPLIT_WORD: YES} if options["split"] else {}
        answers = Answers({**given.given, **split})
        done = options["done"]
        entry = (Answers({DONE_WORD: done}) if done else answers).entry(About.DONE, DONE_WORD)
        return Wishes(actor, options["source"], park, create_units=options["create_units"], answers=answers, done=entry)

    def _take(self, grids: list[Grid], file: Path, options: dict[str, Any], wishes: Wishes) -> Taken:
        parsed = read_decided(grids, wishes.answers, sheet=options["sheet"])
        book = UnitBook(wishes.actor)
        wishes = with_units_answered(wishes, book)
        if options["dry_run"]:
            return Taken(check(parsed, book, wishes))
        content = file.read_bytes()
        digest = hashlib.sha256(content).hexdigest()
        source = options["source"] or ""
        told = (file.name, digest, parsed.sheet, parsed.title, source, wishes.park)
        brought = ListGiven(*told, path=file, content=content)
        merge = () if options["no_merge"] else None
        return take(parsed, wishes, brought, skip_errors=options["skip_errors"], merge=merge)

    def _park(self, code: str | None) -> Park | None:
        if code is None:
            return None
        park = Park.objects.select_related("county").filter(code=code).first()
        if park is None:
            raise CommandError(_("There is no park with the code %(code)s.") % {"code": code}, returncode=UNREADABLE)
        return park

    def _actor(self, username: str | None, park: Park | None, *, is_needed: bool) -> User | None:
        """On whose behalf; a dry run needs nobody, and then knows no units."""
        people = User.objects.active().select_related("organization__county")
        people = people.filter(role=Role.COORDINATOR) if username is None else people.filter(username=username)
        if park is not None:
            people = people.filter(organization__county=park.county)
        actor = people.order_by("pk").first()
        if actor is None and (is_needed or username is not None):
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
        for error in taken.checked.errors:
            self.stdout.write(error.in_words)
        for question in answer["questions"]:
            self.stdout.write(
                _("Question about %(what)s “%(word)s”: --answer %(word)s=%(proposal)s is proposed.") % question
            )
        for entry in answer["left_out"]:
            place = " ".join(str(part) for part in (entry["sheet"], entry["row"], entry["column"]) if part)
            self.stdout.write(_("Left out: %(place)s: %(why)s") % {"place": place, "why": entry["why"]})
        if answer["several"]:
            count = len(answer["several"])
            self.stdout.write(_("%(count)d cells hold several problems; --split takes them apart.") % {"count": count})
