from django.core.management.base import BaseCommand

from law.services import defects


class Command(BaseCommand):
    help = "List the issued papers that cite what had ended by their day, for the legal reviewer."

    def handle(self, *args: object, **options: object) -> None:
        self.stdout.write(f"new: {defects.look_through()}")
