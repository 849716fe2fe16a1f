from django.core.management.base import BaseCommand

from core.services import catalogs


class Command(BaseCommand):
    help = "Load the catalogs (categories, kinds, sign-off chains) from the apps' CSV files."

    def handle(self, *args: object, **options: object) -> None:
        for file, loaded in catalogs.load_all().items():
            self.stdout.write(f"{file}: {loaded.rows}")
            for told in loaded.differing:
                self.stdout.write(self.style.WARNING(f"  kept as people have entered it: {told}"))
