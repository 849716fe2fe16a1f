"""Whether a notice still holds for its recipient: asked again when the digest is sent."""

from collections.abc import Sequence
from datetime import date

from accounts.models import User
from notices.models import Notice
from notices.services.composing import told_while
from rectification.models import Item
from supervision.rules.reminders import Audience
from supervision.services.reminder_rows import ITEM, LEDGER, day_of, items_of, overdue_of, told_stages


def register() -> None:
    """Let the digests ask here; called once by the app's config."""
    told_while(ITEM, still_told)
    told_while(LEDGER, still_late)


def still_told(recipient: User, notices: Sequence[Notice], day: date) -> set[int]:
    """Which of the notices about items still hold for the person: asked again when the digest is sent."""
    news = [notice for notice in notices if not notice.is_reminder]
    reminders = [notice for notice in notices if notice.is_reminder]
    return _news_that_hold(recipient, news) | _reminders_that_hold(recipient, reminders, day)


def _reminders_that_hold(recipient: User, reminders: Sequence[Notice], day: date) -> set[int]:
    """A reminder holds while its stage would tell the same person the same today."""
    visible = Item.objects.visible_to(recipient).values("pk")
    wanted = {notice.rule for notice in reminders}
    told = {
        (stage.rule, f"{ITEM}{pk}", counted_from)
        for stage, audience in told_stages()
        if stage.rule in wanted
        for pk, counted_from in items_of(stage, audience, day, pk=recipient.pk)
        .filter(pk__in=visible)
        .values_list("pk", day_of(stage))
    }
    return {notice.pk for notice in reminders if (notice.rule, notice.subject, notice.day) in told}


def still_late(recipient: User, notices: Sequence[Notice], day: date) -> set[int]:
    """The weekly lines of which something is left."""
    audiences = {f"{LEDGER}:{audience.name.lower()}": audience for audience in (Audience.UNIT, Audience.ASSIGNER)}
    return {notice.pk for notice in notices if overdue_of(audiences[notice.subject], day, pk=recipient.pk).exists()}


def _news_that_hold(recipient: User, notices: Sequence[Notice]) -> set[int]:
    """News of a step hold while the person may see the item and it has not ended since."""
    named = {notice.pk: notice.subject.removeprefix(ITEM).partition(":v") for notice in notices}
    items = Item.objects.visible_to(recipient).in_bulk([int(pk) for pk, _sign, _version in named.values()])
    return {
        notice
        for notice, (pk, _sign, version) in named.items()
        if (item := items.get(int(pk))) and (item.is_open or str(item.version) == version)
    }
