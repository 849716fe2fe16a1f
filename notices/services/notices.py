"""Notices written by the thousand: one statement a rule, and the key of the table says which are new."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Model, QuerySet

from core import clock
from core.services import inserting
from notices import kinds as notice_kinds
from notices.models import Notice

if TYPE_CHECKING:
    from accounts.models import User

COLUMNS = ("recipient_id", "rule", "subject", "day", "title", "text", "url", "is_reminder", "created_at", "is_urgent")


def insert_new(rows: QuerySet[Model, object]) -> int:
    """Insert the rows of a `values_list` in the order of COLUMNS that are not there yet; answers how many."""
    return inserting.insert_new(Notice, COLUMNS, rows)


def note_act(person: int, subjects: Sequence[str], *, at: datetime) -> None:
    """Whatever a person has been told about the subjects so far has been acted on."""
    told = Notice.objects.filter(recipient=person, subject__in=subjects, acted_at=None, created_at__lte=at)
    told.update(acted_at=at)


def to(person: "User", *, rule: str, subject: str, title: str, url: str, text: str = "") -> Notice:
    """A notice of this moment to one person, not stored yet; its kind says whether it can wait."""
    return Notice(
        recipient=person,
        rule=rule,
        subject=subject,
        day=clock.today(),
        title=title,
        text=text,
        url=url,
        created_at=clock.now(),
        is_urgent=notice_kinds.of_rule(rule).urgent,
    )
