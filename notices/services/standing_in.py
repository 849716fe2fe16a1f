"""代班: who is told in the place of somebody who is away. Who is away, the app above says."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from core import clock
from notices import kinds as notice_kinds
from notices.models import Notice

if TYPE_CHECKING:
    from accounts.models import User

LOOK_BACK = timedelta(days=30)
StandIns = Callable[[date], Mapping[int, int]]
_sources: list[StandIns] = []


def ask(source: StandIns) -> None:
    """Let an app say who stands in for whom on a day: `{absent person: substitute}`, by key."""
    if source not in _sources:
        _sources.append(source)


def substitutes(day: date) -> dict[int, int]:
    """Who stands in for whom on a day."""
    return {absent: substitute for source in _sources for absent, substitute in source(day).items()}


def tell_substitutes() -> None:
    """Tell the substitutes of today what is a duty of those who are away and unread by them, each once.

    The absent person keeps the notice; what the substitute has been told already is not told twice.
    """
    pairs = substitutes(clock.today())
    if pairs:
        copies = list(_copies(pairs))
        Notice.objects.bulk_create(copies, ignore_conflicts=True)


def _copies(pairs: Mapping[int, int]) -> Iterator[Notice]:
    people: dict[int, User] = get_user_model()._default_manager.in_bulk([*pairs, *pairs.values()])
    for absent, substitute in pairs.items():
        for notice in _untold(absent, substitute).order_by("pk"):
            yield _copy(notice, people[substitute], people[absent].name)


def _untold(absent: int, substitute: int) -> QuerySet[Notice]:
    """The unread duties of somebody that the substitute, mostly of the same unit, has not heard of anyway."""
    fresh = Q(delivery=None) | Q(created_at__gte=clock.now() - LOOK_BACK)
    duties = Notice.objects.filter(fresh, recipient=absent, on_behalf_of=None, read_at=None)
    key = {name: OuterRef(name) for name in ("rule", "subject", "day")}
    told = Notice.objects.filter(recipient=substitute, **key)
    return duties.exclude(rule__in=notice_kinds.rules_of_no_duty()).exclude(Exists(told))


def _copy(notice: Notice, substitute: "User", name: str) -> Notice:
    with translation.override(substitute.language):
        title = _("For %(name)s: %(title)s") % {"name": name, "title": notice.title}
    return Notice(
        recipient=substitute,
        on_behalf_of_id=notice.recipient_id,
        rule=notice.rule,
        subject=notice.subject,
        day=notice.day,
        title=title[:200],
        text=notice.text,
        url=notice.url,
        is_reminder=notice.is_reminder,
        is_urgent=notice.is_urgent,
        created_at=clock.now(),
    )
