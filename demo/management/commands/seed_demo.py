from datetime import date

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from demo import passwords, seeding, tour
from demo.county import CONTRACTED
from demo.sizes import SIZES

DEFAULT_SEED = 2026


class Command(BaseCommand):
    help = "Load a made-up county for demonstrations, the same for a seed and a day."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--size", choices=SIZES, default="small")
        parser.add_argument("--seed", type=int, default=DEFAULT_SEED)
        parser.add_argument("--today", type=date.fromisoformat, default=None, help="the day it all leads up to")

    def handle(self, *args: object, size: str, seed: int, today: date | None, **options: object) -> None:
        if not (settings.DEBUG or settings.DEMO):
            raise CommandError(_("Demonstration logins can't exist here: neither DEMO nor DEBUG is on."))
        password = passwords.choose()
        if seeding.is_there():
            passwords.bring_up_to(password)
            self.stdout.write(_("The demonstration data is there already; it is kept as it is."))
        elif User.objects.exists():
            raise CommandError(_("This database holds a real county; demonstration data does not go in beside it."))
        elif SIZES[size].copies > 1 and connection.vendor != "postgresql":
            raise CommandError(_("This size needs PostgreSQL."))
        else:
            seeding.seed(SIZES[size], seed=seed, today=today or clock.today(), password=password)
        passwords.note_use()
        self._print_logins(password)
        self._print_tour()

    def _print_logins(self, password: str) -> None:
        self.stdout.write(_("Demonstration logins, all with the password %(password)s:") % {"password": password})
        people = User.objects.select_related("organization").in_bulk(CONTRACTED, field_name="username")
        for login in CONTRACTED:
            person = people[login]
            self.stdout.write(f"  {login:<12} {person.get_role_display()} {person.full_label}")

    def _print_tour(self) -> None:
        self.stdout.write(_("Five minutes through it:"))
        for stop in tour.stops():
            item = f"{stop.item.number} {stop.item.title}"
            self.stdout.write(f"  {stop.login:<12} {stop.step.label} {item} {settings.SITE_URL}{stop.url}")
