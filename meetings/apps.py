from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.states import Reach
from core import acts, decisions, navigation, panels, search, steps
from core.navigation import BOARDS, Entry
from core.search import Hit, Place
from documents import kinds
from notices import clocks
from notices import kinds as notice_kinds

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from accounts.models import User
    from meetings.models import Duty


def works_by_the_ledger(user: "User") -> bool:
    """Whether items are this person's business, as an official or as the enterprise that they concern."""
    return user.reach in (Reach.COUNTY, Reach.PARK, Reach.OWN)


class MeetingsConfig(AppConfig):
    name = "meetings"
    verbose_name = _("Dispatch meetings")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from accounts.services import handing_over  # noqa: PLC0415 - models are ready only here
        from meetings import clocks as our_clocks  # noqa: PLC0415 - models are ready only here
        from meetings.services import (  # noqa: PLC0415 - models are ready only here
            baselines,
            handing,
            minutes,
            reviewing,
            waiting,
        )
        from meetings.services.notice_kinds import KINDS  # noqa: PLC0415 - models are ready only here
        from meetings.workflow import DUTIES  # noqa: PLC0415 - models are ready only here

        steps.gather("meetings.services")
        acts.offer(
            "meeting", _("Dispatch meeting"), ("hold", _("Meeting entered")), ("correct", _("Meeting corrected"))
        )
        given = (("give", _("Decided at a meeting")), ("hand-over", pgettext_lazy("history", "Handed over")))
        acts.offer("duty", _("Decision of a meeting"), *given, *DUTIES.acts())
        handing_over.offer(handing.KIND)
        notice_kinds.offer(KINDS)
        panels.has_page("meetings.meeting", panels.Panel)
        kinds.offer(minutes.KINDS)
        clocks.offer(*our_clocks.CLOCKS)
        decisions.offer("meeting-duties", waiting.DECIDED)
        baselines.offer(baselines.Kind("meeting", reviewing.LAST_MEETING, reviewing.last_held))
        navigation.offer(
            Entry(17, _("Since you last looked"), "meetings:since", works_by_the_ledger, word=BOARDS),
            Entry(18, _("Dispatch meetings"), "meetings:meeting-list", works_by_the_ledger, word=BOARDS),
        )
        navigation.restrict(works_by_the_ledger, "meetings:duty-list")
        search.offer(Place(62, _("Decisions of meetings"), self.find_duties, hit_of_duties, "meetings:duty-list"))

    def find_duties(self, user: "User", words: str) -> "QuerySet[Duty]":
        from meetings.models import Duty  # noqa: PLC0415 - models are ready only here

        return Duty.objects.visible_to(user).containing(words).select_related("organization")


def hit_of_duties(found: "Duty") -> Hit:
    return Hit(found.text, found.get_absolute_url(), f"{found.organization.label} · {found.due.isoformat()}")
