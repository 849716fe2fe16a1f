from collections.abc import Sequence

from django.core.management.base import BaseCommand, CommandParser

from core.services import calendar


class Command(BaseCommand):
    help = "Load the public holidays and make-up working days of the given years."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("years", nargs="*", type=int, default=sorted(calendar.KNOWN_YEARS))

    def handle(self, *args: object, years: Sequence[int], **options: object) -> None:
        for year in years:
            try:
                days = calendar.published_exceptions(year)
            except calendar.UnknownYearError as unknown:
                self.stderr.write(str(unknown))
                continue
            calendar.load_year(year, days)
            self.stdout.write(f"{year}: {len(days)}")
