import hashlib
import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.states import Role
from core.errors import DomainError
from intake.imports.registers import kinds
from intake.imports.registers.answers import as_json
from intake.imports.registers.book import Book
from intake.imports.registers.checking import CHANGED, NEW, CheckedRegister, check
from intake.imports.registers.kinds import RegisterKind
from intake.imports.registers.questions import Asking
from intake.imports.registers.taking import take
from intake.models import ImportBatch
from intake.reading.bounded import read_apart
from intake.reading.refusals import UnreadableFileError
from intake.reading.registers import read_register
from intake.services.importing import ListGiven

UNREADABLE = 1
ROWS_REFUSED = 2


class Command(BaseCommand):
    help = "Import a list of files (enterprises, permits, projects …; .xlsx, .xls or CSV)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("kind", choices=kinds.codes(), metavar="KIND", help=", ".join(kinds.codes()))
        parser.add_argument("file", type=Path)
        parser.add_argument("--sheet", help="the sheet to read; else all sheets that hold the list are found")
        parser.add_argument("--actor", metavar="USERNAME", help="on whose behalf; else the first coordinator")
        parser.add_argument("--answer", action="append", default=[], metavar="KEY=CODE", help="answer a question")
        parser.add_argument("--take-proposals", action="store_true", help="answer what is open as it is proposed")
        parser.add_argument(
            "--skip-errors", action="store_true", help="import the good rows although others are refused"
        )
        parser.add_argument("--keep-files", action="store_true", help="add what is new and change nothing on file")
        parser.add_argument("--dry-run", action="store_true", help="read and check only")
        parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")

    def handle(self, *args: object, **options: object) -> None:
        file, says_json = Path(str(options["file"])), bool(options["json"])
        kind = kinds.named(str(options["kind"]))
        assert kind is not None
        try:
            actor = self._actor(_given(options["actor"]), kind)
            checked = self._check(file, kind, actor, options)
            batch = self._take(checked, file, actor, options)
        except (UnreadableFileError, DomainError, CommandError) as refused:
            if says_json:
                self.stdout.write(json.dumps({"file": file.name, "error": str(refused)}, ensure_ascii=False))
            raise CommandError(str(refused), returncode=UNREADABLE) from refused
        answer = as_json(file.name, checked, batch)
        if says_json:
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
        else:
            self._tell(checked, answer)
        if checked.errors:
            count = len({error.stands_at for error in checked.errors})
            raise CommandError(_("%(count)d rows were refused.") % {"count": count}, returncode=ROWS_REFUSED)

    def _check(self, file: Path, kind: RegisterKind, actor: User, options: dict[str, object]) -> CheckedRegister:
        if not file.is_file():
            raise CommandError(_("There is no file %(name)s.") % {"name": file}, returncode=UNREADABLE)
        parsed = read_register(read_apart(file), kind.fields, kind.key, sheet=_given(options["sheet"]))
        given = options["answer"]
        words = map(str, given) if isinstance(given, list) else ()
        answers = dict(answer.rsplit("=", 1) for answer in words if "=" in answer)
        return check(parsed, kind, Book(actor), Asking(answers, takes_proposals=bool(options["take_proposals"])))

    def _take(
        self, checked: CheckedRegister, file: Path, actor: User, options: dict[str, object]
    ) -> ImportBatch | None:
        keeps_files = bool(options["keep_files"])
        if options["dry_run"] or (checked.errors and not options["skip_errors"]):
            return None
        if not checked.of(NEW, *(() if keeps_files else (CHANGED,))):
            return None
        content = file.read_bytes()
        told = (file.name, hashlib.sha256(content).hexdigest(), checked.parsed.first.grid.name, checked.parsed.title)
        brought = ListGiven(*told, path=file, content=content)
        return take(checked, brought, actor=actor, changes=() if keeps_files else None)

    def _actor(self, username: str | None, kind: RegisterKind) -> User:
        people = User.objects.active().select_related("organization__county")
        people = people.filter(role=Role.COORDINATOR) if username is None else people.filter(username=username)
        actor = people.order_by("pk").first()
        if actor is None or not kind.may(actor):
            raise CommandError(_("There is nobody on whose behalf to import."), returncode=UNREADABLE)
        return actor

    def _tell(self, checked: CheckedRegister, answer: dict[str, object]) -> None:
        self.stdout.write(
            _(
                "%(file)s, sheet %(sheet)s: %(rows)d rows; %(new)d new, %(changed)d change a file, "
                "%(same)d as on file, %(repeated)d twice in the list, %(refused)d refused; %(imported)d added."
            )
            % answer
        )
        for error in checked.errors:
            self.stdout.write(error.in_words)
        for question in checked.asking.asked.values():
            facts = {**vars(question), "key": question.key}
            self.stdout.write(
                _('Question about %(field)s “%(word)s”: --answer "%(key)s=%(proposal)s" is proposed.') % facts
            )
        for entry in checked.parsed.left_out:
            place = " ".join(str(part) for part in (entry.sheet, entry.row, entry.column) if part)
            self.stdout.write(_("Left out: %(place)s: %(why)s") % {"place": place, "why": entry.why})


def _given(option: object) -> str | None:
    """An option that is a text, where it was given."""
    return None if option is None else str(option)
