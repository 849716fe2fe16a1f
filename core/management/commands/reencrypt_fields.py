"""Write every encrypted column anew with the first key of FIELD_KEYS, so that the older keys can be taken away."""

from django.core.management.base import BaseCommand, CommandError

from core.encryption import UnreadableError
from core.services import encrypted_columns


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: object, **options: object) -> None:
        try:
            done = encrypted_columns.reencrypt()
        except UnreadableError as wrong_key:
            raise CommandError(str(wrong_key)) from wrong_key
        self.stdout.write(f"{done} values written with the first key.")
