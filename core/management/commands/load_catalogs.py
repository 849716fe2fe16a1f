from django.core.management.base import BaseCommand

from core.services import catalogs


class Command(BaseCommand):
    help = "Load the catalogs (categories, kinds, sign-off chains) from the apps' CSV files."

    def handle(self, *args: object, **options: object) -> None:
        for file, rows in catalogs.load_all().items():
            self.stdout.write(f"{file}: {rows}")
