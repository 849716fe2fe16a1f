"""The kinds of notices of comments and of what is followed."""

from django.utils.translation import gettext_lazy as _

from comments.services.commenting import may_comment
from comments.services.telling import FOLLOWED, MOVED, NAMED, WRITTEN
from notices.kinds import Kind

KINDS = (
    Kind(
        "named",
        _("Comments that name you"),
        _("A colleague or a unit has named you by @ and waits for your answer."),
        frozenset({NAMED}),
        can_reach=may_comment,
        order=8,
    ),
    Kind(
        "written",
        _("Comments to your unit"),
        _("Your unit answers for the item or has assigned it."),
        frozenset({WRITTEN}),
        duty=False,
        can_reach=lambda person: person.answers,
        order=46,
    ),
    Kind(
        "followed",
        _("News of items that you follow"),
        _("You have chosen to follow the item."),
        frozenset({FOLLOWED, MOVED}),
        duty=False,
        can_reach=lambda person: not person.is_administrator,
        order=47,
    ),
)
