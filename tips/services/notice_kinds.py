"""The kinds of notices of tips."""

from django.utils.translation import gettext_lazy as _

from notices.kinds import Kind
from tips.services import telling

KINDS = (
    Kind(
        "tips",
        _("Tips and petitions"),
        _("You are named to handle what people tell: it has come in, is yours to check, or waits for you."),
        frozenset(
            {
                telling.RECEIVED,
                telling.ASSIGNED,
                telling.SAID,
                telling.PROPOSED,
                telling.SENT_BACK,
                telling.REOPENED,
            }
        ),
        can_reach=lambda person: person.handles_complaints,
        order=24,
    ),
)
