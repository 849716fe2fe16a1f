"""Whether a notice of the ladder, of a letter or of a listing still holds: asked again when the digest is sent."""

from collections.abc import Sequence
from datetime import date

from accounts.models import User
from notices.models import Notice
from notices.services.composing import told_while
from rectification.models import Item
from supervision.models import SupervisionLetter
from supervision.services import letters, listing_supervision_rows
from supervision.services.escalating_rows import SUBJECT, WAITING
from supervision.workflow import proposals_waiting_for


def register() -> None:
    """Let the digests ask here; called once by the app's config."""
    told_while(SUBJECT, still_late)
    told_while(letters.SUBJECT, still_there)
    told_while(listing_supervision_rows.SUBJECT, still_running)


def still_late(recipient: User, notices: Sequence[Notice], day: date) -> set[int]:
    """Which items are still late by the same deadline; whether anything still waits for the decision."""
    waits = proposals_waiting_for(recipient).exists()
    items = Item.objects.visible_to(recipient).overdue(day).filter(pk__in=_keys(notices))
    late = dict(items.values_list("pk", "deadline"))
    return {
        notice.pk
        for notice in notices
        if (waits if notice.subject == WAITING else late.get(_key(notice)) == notice.day)
    }


def still_there(recipient: User, notices: Sequence[Notice], day: date) -> set[int]:
    """Letters that the person may see and that have not been voided; that one has been stays true."""
    seen = SupervisionLetter.objects.visible_to(recipient).filter(pk__in=_keys(notices))
    is_void = {pk: voided_at is not None for pk, voided_at in seen.values_list("pk", "document__voided_at")}
    return {notice.pk for notice in notices if is_void.get(_key(notice)) == (notice.rule == "letter-voided")}


def still_running(recipient: User, notices: Sequence[Notice], day: date) -> set[int]:
    """Clocks of listed supervision that still stand in the stage the notice speaks of."""
    told = {
        (stage.rule, pk, counted_to)
        for field, stage in listing_supervision_rows.told_stages()
        for pk, counted_to in listing_supervision_rows.listings_of(field, stage, day, pk=recipient.pk)
        .filter(pk__in=_keys(notices))
        .values_list("pk", field)
    }
    return {notice.pk for notice in notices if (notice.rule, _key(notice), notice.day) in told}


def _keys(notices: Sequence[Notice]) -> list[int]:
    return [_key(notice) for notice in notices if notice.subject != WAITING]


def _key(notice: Notice) -> int:
    return int(notice.subject.rpartition(":")[2])
