"""Whether a notice of a comment or of a followed item still holds for its recipient: asked when the digest is sent."""

from collections.abc import Sequence
from datetime import date

from accounts.models import User
from comments.models import Comment, Follow
from comments.services.telling import FOLLOWED_ITEM
from notices.models import Notice
from notices.services.composing import told_while

COMMENT = "comments.comment:"


def register() -> None:
    """Let the digests ask here; called once by the app's config."""
    told_while(COMMENT, still_read)
    told_while(FOLLOWED_ITEM, still_followed)


def still_read(recipient: User, notices: Sequence[Notice], day: date) -> set[int]:
    """Of comments that the person may read and that stand."""
    keys = {notice.pk: int(notice.subject.removeprefix(COMMENT)) for notice in notices}
    rows = Comment.objects.visible_to(recipient).standing().filter(pk__in=keys.values())
    there = set(rows.values_list("pk", flat=True))
    return {notice for notice, key in keys.items() if key in there}


def still_followed(recipient: User, notices: Sequence[Notice], day: date) -> set[int]:
    """Of items that the person follows and may know of."""
    keys = {notice.pk: int(notice.subject.removeprefix(FOLLOWED_ITEM).partition(":v")[0]) for notice in notices}
    rows = Follow.objects.visible_to(recipient).filter(item__in=keys.values())
    there = set(rows.values_list("item", flat=True))
    return {notice for notice, key in keys.items() if key in there}
