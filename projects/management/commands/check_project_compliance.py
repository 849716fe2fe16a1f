import json
from datetime import date

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from core import clock
from projects.services import checking


def day(text: str) -> date:
    """A day as YYYY-MM-DD; named for what the command line says of a wrong one."""
    return date.fromisoformat(text)


class Command(BaseCommand):
    help = "Propose what is unlawful of the projects. Running it again proposes nothing twice."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--on", type=day, help="the day, YYYY-MM-DD; today where none is given")
        parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")

    def handle(self, *args: object, on: date | None, **options: object) -> None:
        done = checking.check_all(on or clock.today()).as_json()
        told = _("%(on)s: %(looked_at)s projects checked, %(proposed)s proposed, %(withdrawn)s withdrawn.") % done
        self.stdout.write(json.dumps(done) if options["json"] else told)
