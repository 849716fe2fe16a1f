import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils import timezone

from accounts.models import PasswordLink
from accounts.services.founding import First, found_county
from accounts.states import Role
from core.errors import DomainError

FIRST_THREE = {"sysadmin": Role.SYSADMIN, "secadmin": Role.SECADMIN, "auditadmin": Role.AUDITADMIN}


class Command(BaseCommand):
    help = "Make the first three administrators of an empty production database; print a single-use link for each."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--county", default=settings.COUNTY_NAME, help="name of the county government")
        for option, role in FIRST_THREE.items():
            parser.add_argument(f"--{option}", metavar="ACCOUNT:NAME", help=f"account and name of the {role.label}")

    def handle(self, *args: object, **options: Any) -> None:
        people = {role: self._first(option, role, options[option]) for option, role in FIRST_THREE.items()}
        try:
            links = found_county(options["county"], people)
        except (DomainError, ValidationError) as refusal:
            said = "; ".join(refusal.messages) if isinstance(refusal, ValidationError) else str(refusal)
            raise CommandError(said) from refusal
        self.stdout.write(f"Hand over each link to its person alone; it opens once, until {self._until()}.")
        for made in links:
            address = reverse("accounts:password-link", args=[made.person.pk, made.token])
            self.stdout.write(f"{made.person.get_role_display()} {made.person.username}: {settings.SITE_URL}{address}")

    def _first(self, option: str, role: Role, given: str | None) -> First:
        """From the option, else asked at the terminal."""
        if given is None and sys.stdin.isatty():
            given = input(f"{role.label} (ACCOUNT:NAME): ")
        username, _colon, name = (given or "").partition(":")
        if not username.strip() or not name.strip():
            raise CommandError(f"Say who is the {role.label}: --{option} ACCOUNT:NAME")
        return First(username.strip(), name.strip())

    def _until(self) -> str:
        expires = PasswordLink.objects.order_by("expires_at").values_list("expires_at", flat=True)[0]
        return f"{timezone.localtime(expires):%Y-%m-%d %H:%M}"
