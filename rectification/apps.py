from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from accounts.states import Reach
from core import acts, navigation, notice_kinds, outbox, search
from core.navigation import Entry
from core.outbox import Way
from core.search import MOST_HITS, Hit, Place
from core.services.catalogs import Catalog

if TYPE_CHECKING:
    from accounts.models import User

ADDRESSED = (Reach.COUNTY, Reach.PARK, Reach.OWN)


def sees_the_ledger(user: "User") -> bool:
    return bool(user.reach != Reach.NOTHING)


def is_addressed(user: "User") -> bool:
    """Whether letters of supervision can be written to, or by, the person's unit."""
    return user.reach in ADDRESSED


ENTRIES = (
    Entry(10, _("My work"), "rectification:today", lambda user: True),
    Entry(20, _("Rectification ledger"), "rectification:item-list", sees_the_ledger),
    Entry(25, _("Supervision and letters"), "rectification:supervision", is_addressed),
)


class RectificationConfig(AppConfig):
    name = "rectification"
    verbose_name = _("Rectification")
    default_auto_field = "django.db.models.BigAutoField"
    catalogs = (Catalog("SignOffStep", "sign_off_steps.csv"), Catalog("EscalationStep", "escalation_steps.csv"))
    invariants = ("rectification.services.invariants.CHECKS",)

    def ready(self) -> None:
        from core.querysets import attachments_belong_to  # noqa: PLC0415 - models are ready only here
        from core.services import runs  # noqa: PLC0415 - models are ready only here
        from rectification import figures, workflow  # noqa: PLC0415 - models are ready only here
        from rectification.models.letters import answers_seen_by  # noqa: PLC0415 - models are ready only here
        from rectification.querysets import files_seen_by  # noqa: PLC0415 - models are ready only here
        from rectification.services import (  # noqa: PLC0415 - models are ready only here
            escalating,
            escalating_checks,
            naming,
            reminder_checks,
            reminding,
        )
        from rectification.services.notice_kinds import KINDS  # noqa: PLC0415 - models are ready only here

        attachments_belong_to(files_seen_by)
        attachments_belong_to(answers_seen_by)
        figures.register()
        steps = [(step.name, step.label) for step in workflow.TRANSITIONS.values()]
        acts.offer("item", _("Rectification item"), *steps, *naming.OTHER_STEPS.items())
        navigation.offer(*ENTRIES)
        navigation.restrict(sees_the_ledger, "rectification:item-summary", "rectification:item-export")
        navigation.restrict(is_addressed, "rectification:letter-list")
        navigation.restrict(lambda user: user.assigns, "rectification:robot-list")
        search.offer(Place(10, _("Rectification ledger"), self.find_items))
        reminder_checks.register()
        escalating_checks.register()
        notice_kinds.offer(KINDS)
        outbox.offer(Way("robots", _("Group robots"), self.robot_messages))
        runs.name_job(reminding.JOB, _("Reminders"), due=reminding.MORNING)
        runs.name_job(escalating.JOB, _("Escalation"), due=escalating.MORNING)

    def robot_messages(self) -> Any:
        """The log of the group robots."""
        from rectification.models import RobotMessage  # noqa: PLC0415 - models are ready only here

        return RobotMessage.objects.select_related("robot__organization").order_by("-pk")

    def find_items(self, user: "User", words: str) -> Iterator[Hit]:
        from rectification.models import Item  # noqa: PLC0415 - models are ready only here

        for item in Item.objects.visible_to(user).containing(words).order_by("-pk")[:MOST_HITS]:
            yield Hit(f"{item.number} {item.title}", item.get_absolute_url(), item.get_state_display())
