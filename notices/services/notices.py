"""Notices written: each in the language of who reads it, whatever whoever acts reads; the key says which are new."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Model, QuerySet
from django.utils import timezone, translation
from django.utils.functional import Promise

from core import clock
from core.services import inserting
from notices import kinds as notice_kinds
from notices.models import Notice

if TYPE_CHECKING:
    from accounts.models import User

LONGEST_TITLE = 200


class Words(NamedTuple):
    """What a notice says: its title, and more below it."""

    title: str | Promise
    text: str | Promise = ""


Say = Callable[["User"], Words]
COLUMNS = ("recipient_id", "rule", "subject", "day", "title", "text", "url", "is_reminder", "created_at", "is_urgent")


def insert_new(rows: QuerySet[Model, object]) -> int:
    """Insert the rows of a `values_list` in the order of COLUMNS that are not there yet; answers how many."""
    return inserting.insert_new(Notice, COLUMNS, rows)


def note_act(person: int, subjects: Sequence[str], *, at: datetime) -> None:
    """Whatever a person has been told about the subjects so far has been acted on."""
    told = Notice.objects.filter(recipient=person, subject__in=subjects, acted_at=None, created_at__lte=at)
    told.update(acted_at=at)


def tell(
    people: Iterable["User"], *, rule: str, subject: str, say: Say, url: str = "", at: datetime | None = None
) -> None:
    """Write a notice to each of the people who has none of it yet; its kind says whether it can wait.

    `say` is asked for each of them in the person's own language: it translates when it is called, not before.
    """
    at = at or clock.now()
    key = {"rule": rule, "subject": subject, "day": timezone.localdate(at)}
    more = {"url": url, "created_at": at, "is_urgent": notice_kinds.of_rule(rule).urgent}
    found = [Notice(recipient=person, **key, **more, **_worded(person, say)) for person in people]
    Notice.objects.bulk_create(found, ignore_conflicts=True)


def _worded(person: "User", say: Say) -> dict[str, str]:
    with translation.override(person.language):
        said = say(person)
        return {"title": str(said.title)[:LONGEST_TITLE], "text": str(said.text)}
