import json
from datetime import date

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from core import clock
from enterprises.services import expiry


def day(text: str) -> date:
    """A day as YYYY-MM-DD; named for what the command line says of a wrong one."""
    return date.fromisoformat(text)


class Command(BaseCommand):
    help = "Tell of permits and all other clocks that come to their last day. Running it again creates nothing twice."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--on", type=day, help="the day, YYYY-MM-DD; today where none is given")
        parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")

    def handle(self, *args: object, on: date | None, **options: object) -> None:
        minded = expiry.check(on or clock.today()).as_json()
        told = _("%(on)s: %(due)s come to their last day, %(overdue)s are past it; %(created)s new notices.") % minded
        self.stdout.write(json.dumps(minded) if options["json"] else told)
