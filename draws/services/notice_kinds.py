"""The kinds of notices of draws."""

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from draws.services.telling import DRAWN, REDRAWN
from notices.kinds import Kind


def _is_drawn(person: User) -> bool:
    return person.is_reviewer and person.organization.may_inspect


KINDS = (
    Kind(
        "draw-team",
        _("Random draws of inspections"),
        _("You were drawn, or you lead the body whose officers were."),
        frozenset({DRAWN, REDRAWN}),
        can_reach=_is_drawn,
        order=29,
    ),
)
