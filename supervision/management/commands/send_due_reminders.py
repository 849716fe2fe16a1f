import contextlib
import json
import sys
from datetime import date

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from core import clock
from supervision.services import reminding


def day(text: str) -> date:
    """A day as YYYY-MM-DD; named for what the command line says of a wrong one."""
    return date.fromisoformat(text)


class Command(BaseCommand):
    help = "Remind of what is due or overdue and send the digests. Running it again creates and sends nothing twice."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--on", type=day, help="the day, YYYY-MM-DD; today where none is given")
        parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")

    def handle(self, *args: object, on: date | None, **options: object) -> None:
        # A mail backend that prints must not mix its letters into the answer.
        with contextlib.redirect_stdout(sys.stderr):
            reminded = reminding.send_due_reminders(on or clock.today()).as_json()
        told = _("%(on)s: %(due)s due, %(overdue)s overdue; %(created)s new notices, %(sent)s digests sent.") % reminded
        self.stdout.write(json.dumps(reminded) if options["json"] else told)
