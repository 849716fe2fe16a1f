"""The kinds of notices of visits."""

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from notices.kinds import Kind
from visits.services.telling import (
    APPROVED,
    CANCELLED,
    COMPLAINED,
    JOINED,
    PROPOSED,
    RATED,
    RETURNED,
    URGENT,
)
from visits.workflow import inspects, leads


def _reads_answers(person: User) -> bool:
    return leads(person) or person.watches_enforcement


KINDS = (
    Kind(
        "visit-approvals",
        _("Visits to be approved"),
        _("You approve the visits of your body."),
        frozenset({PROPOSED, URGENT}),
        can_reach=leads,
        order=26,
    ),
    Kind(
        "visit-team",
        _("Your visits of enterprises"),
        _("You are in the team."),
        frozenset({APPROVED, RETURNED, CANCELLED, JOINED}),
        can_reach=inspects,
        order=27,
    ),
    Kind(
        "visit-answers",
        _("What enterprises say of visits"),
        _("You lead the body, or you supervise enforcement."),
        frozenset({RATED, COMPLAINED}),
        can_reach=_reads_answers,
        order=28,
    ),
)
