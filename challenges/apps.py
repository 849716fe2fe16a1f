from datetime import time
from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from accounts.states import Reach
from core import acts, decisions, navigation, panels, steps
from core.navigation import Entry
from notices import clocks
from notices import kinds as notice_kinds

if TYPE_CHECKING:
    from accounts.models import User


def reads_challenges(user: "User") -> bool:
    """Officials of the county and of parks, and enterprises their own."""
    return user.reach in (Reach.COUNTY, Reach.PARK, Reach.OWN)


ENTRIES = (
    Entry(
        26, _("Challenges to findings"), "challenges:challenge-list", reads_challenges, under="rectification:item-list"
    ),
)
BY_THE_HOUSE = (
    ("raise", _("Challenge raised")),
    ("move-up", _("Challenge moved up")),
    ("end", _("Challenge ended")),
)
MORNING = time(6, 45)
ENDINGS = ("sign-off", "undo-import")


class ChallengesConfig(AppConfig):
    name = "challenges"
    verbose_name = _("Challenges to findings")
    default_auto_field = "django.db.models.BigAutoField"
    invariants = ("challenges.services.invariants.CHECKS",)

    def ready(self) -> None:
        from challenges import clocks as our_clocks  # noqa: PLC0415 - models are ready only here
        from challenges import figures  # noqa: PLC0415 - models are ready only here
        from challenges import panels as ours  # noqa: PLC0415 - models are ready only here
        from challenges.querysets import proofs_seen_by  # noqa: PLC0415 - models are ready only here
        from challenges.services import answering, climbing, waiting  # noqa: PLC0415 - models are ready only here
        from challenges.services.notice_kinds import KINDS  # noqa: PLC0415 - models are ready only here
        from challenges.workflow import CHALLENGES, too_near_to_void  # noqa: PLC0415 - models are ready only here
        from core.querysets import attachments_belong_to  # noqa: PLC0415 - models are ready only here
        from core.services import runs  # noqa: PLC0415 - models are ready only here
        from rectification.services import consequences  # noqa: PLC0415 - models are ready only here
        from rectification.workflow.who import bar_from_voiding  # noqa: PLC0415 - models are ready only here

        navigation.offer(*ENTRIES)
        navigation.restrict(figures.compares_units, "challenges:challenge-units")
        attachments_belong_to(proofs_seen_by)
        panels.has_page("challenges.challenge")
        panels.offer("rectification.item", *ours.OF_ITEMS)
        panels.offer("enterprises.enterprise", *ours.OF_AN_ENTERPRISE)
        panels.offer("challenges.challenge", *ours.OF_A_CHALLENGE)
        clocks.offer(*our_clocks.CLOCKS)
        notice_kinds.offer(KINDS)
        decisions.offer("challenges", waiting.CHALLENGED)
        bar_from_voiding(too_near_to_void)
        consequences.offer(["decide-void"], answering.follow_voiding)
        consequences.offer(ENDINGS, answering.follow_end)
        steps.gather("challenges.services")
        acts.offer("challenge", _("Challenge to a finding"), *BY_THE_HOUSE, *CHALLENGES.acts())
        figures.register()
        runs.name_job(climbing.JOB, _("Challenges moved up"), due=MORNING)
