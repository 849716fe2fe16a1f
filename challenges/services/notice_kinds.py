"""The kinds of notices of challenges."""

from django.utils.translation import gettext_lazy as _

from accounts.states import Reach
from challenges.services.telling import ANSWERED, ENDED, MOVED_UP, RAISED, STOOD
from notices.kinds import Kind

KINDS = (
    Kind(
        "challenges",
        _("Challenges to findings"),
        _("An enterprise has challenged a finding that is yours to answer for, or its challenge has come to you."),
        frozenset({RAISED, MOVED_UP}),
        can_reach=lambda person: person.reach in (Reach.COUNTY, Reach.PARK, Reach.OWN),
        order=24,
    ),
    Kind(
        "challenge-answers",
        _("What came of challenges"),
        _("Your enterprise or your unit has a part in a challenge to a finding."),
        frozenset({ANSWERED, ENDED, STOOD}),
        can_reach=lambda person: person.reach in (Reach.COUNTY, Reach.PARK, Reach.OWN),
        order=25,
    ),
)
