from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.services import rights
from core.services.rights import RightsError


class Command(BaseCommand):
    help = "Give the role of web and worker the least rights on all tables; run by their owner after migrate."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("role")

    def handle(self, *args: object, role: str, **options: object) -> None:
        try:
            granted = rights.grant(role)
        except RightsError as refused:
            raise CommandError(str(refused)) from refused
        for right in sorted(set(granted.values())):
            tables = [table for table, given in granted.items() if given == right]
            self.stdout.write(f"{right}: {', '.join(tables) if len(tables) < 20 else f'{len(tables)} tables'}")
