import json
from datetime import date

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from core import clock
from supervision.services import escalating


def day(text: str) -> date:
    """A day as YYYY-MM-DD; named for what the command line says of a wrong one."""
    return date.fromisoformat(text)


class Command(BaseCommand):
    help = "Propose what the escalation ladder asks for. Running it again proposes and tells nothing twice."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--on", type=day, help="the day, YYYY-MM-DD; today where none is given")
        parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")

    def handle(self, *args: object, on: date | None, **options: object) -> None:
        done = escalating.escalate_overdue(on or clock.today()).as_json()
        told = _(
            "%(on)s: %(proposed)s proposed, %(notified)s told, %(already)s there already, %(withdrawn)s withdrawn."
        )
        self.stdout.write(json.dumps(done) if options["json"] else told % done)
