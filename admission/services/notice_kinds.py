"""The kinds of notices of admissions."""

from django.utils.translation import gettext_lazy as _

from accounts.states import Reach
from admission.services.telling import DECIDED, NAMED
from notices.kinds import Kind

KINDS = (
    Kind(
        "admission-reviews",
        _("Reviews of admissions"),
        _("You are named to review the admission of a project."),
        frozenset({NAMED}),
        can_reach=lambda person: person.reach in (Reach.COUNTY, Reach.PARK),
        order=24,
    ),
    Kind(
        "admission-decisions",
        _("Decisions on admissions"),
        _("You or your enterprise applied for the admission of a project."),
        frozenset({DECIDED}),
        can_reach=lambda person: person.keeps_files or person.is_enterprise,
        order=25,
    ),
)
