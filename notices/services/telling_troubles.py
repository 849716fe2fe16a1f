"""What does not work in the house is told to its keepers, once a day."""

from datetime import datetime

from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import timezone, translation

from core.services.troubles import current
from notices.models import Notice

RULE = "operations"


def tell(now: datetime) -> int:
    """A notice a day for each trouble and each system administrator, in the own language; returns how many are new."""
    before = Notice.objects.filter(rule=RULE).count()
    for person in get_user_model().objects.who_keep_accounts():
        with translation.override(person.language):
            _tell_one(person.pk, now)
    return Notice.objects.filter(rule=RULE).count() - before


def _tell_one(person: int, now: datetime) -> None:
    today = timezone.localtime(now).date()
    notices = [
        Notice(
            recipient_id=person,
            rule=RULE,
            subject=f"core.trouble:{trouble.code}"[:80],
            day=today,
            title=trouble.text[:200],
            url=reverse("core:operations"),
            created_at=now,
        )
        for trouble in current(now)
    ]
    Notice.objects.bulk_create(notices, ignore_conflicts=True)
