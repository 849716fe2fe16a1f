from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.states import Reach
from core import navigation, outbox, panels, steps
from core.navigation import Entry
from core.outbox import Way
from core.panels import Panel
from core.services.catalogs import Catalog
from documents import kinds as document_kinds
from notices import kinds as notice_kinds

if TYPE_CHECKING:
    from accounts.models import User

ADDRESSED = (Reach.COUNTY, Reach.PARK, Reach.OWN)


def is_addressed(user: "User") -> bool:
    """Whether letters of supervision can be written to, or by, the person's unit."""
    return user.reach in ADDRESSED


class SupervisionConfig(AppConfig):
    name = "supervision"
    verbose_name = _("Supervision and letters")
    default_auto_field = "django.db.models.BigAutoField"
    catalogs = (Catalog("EscalationStep", "escalation_steps.csv"),)

    def ready(self) -> None:
        from core.querysets import attachments_belong_to  # noqa: PLC0415 - models are ready only here
        from core.services import runs  # noqa: PLC0415 - models are ready only here
        from supervision.querysets import answers_seen_by  # noqa: PLC0415 - models are ready only here
        from supervision.services import (  # noqa: PLC0415 - models are ready only here
            escalating,
            escalating_checks,
            letter_documents,
            pushed,
            reminder_checks,
            reminding,
        )
        from supervision.services.notice_kinds import KINDS  # noqa: PLC0415 - models are ready only here
        from supervision.services.recorded import offer_acts  # noqa: PLC0415 - models are ready only here

        attachments_belong_to(answers_seen_by)
        steps.gather("supervision.services")
        offer_acts()
        navigation.offer(Entry(25, pgettext_lazy("menu", "Supervision"), "supervision:proposal-list", is_addressed))
        navigation.restrict(is_addressed, "supervision:letter-list")
        navigation.restrict(lambda user: user.assigns, "supervision:robot-list")
        reminder_checks.register()
        escalating_checks.register()
        self.follow_the_ledger()
        panels.offer("rectification.item", Panel(50, "supervision/_on_item.html", pushed.on_item))
        notice_kinds.offer(KINDS)
        document_kinds.offer(letter_documents.KINDS)
        outbox.offer(Way("robots", _("Group robots"), self.robot_messages))
        runs.name_job(reminding.JOB, _("Reminders"), due=reminding.MORNING)
        runs.name_job(escalating.JOB, _("Escalation"), due=escalating.MORNING)

    def follow_the_ledger(self) -> None:
        """What the ladder does after steps of the ledger, and its box of what waits."""
        from rectification import figures  # noqa: PLC0415 - models are ready only here
        from rectification.services import consequences  # noqa: PLC0415 - models are ready only here
        from supervision.services import proposing_listings  # noqa: PLC0415 - models are ready only here
        from supervision.workflow import with_open_proposal  # noqa: PLC0415 - models are ready only here

        consequences.offer(["assign"], proposing_listings.after_assignment)
        consequences.offer(["correct"], proposing_listings.after_correction)
        figures.offer_box(
            "proposed",
            _("Measures proposed and not decided"),
            _("The escalation ladder proposes a measure that nobody has confirmed or declined yet."),
            with_open_proposal,
        )

    def robot_messages(self) -> object:
        """The log of the group robots."""
        from supervision.models import RobotMessage  # noqa: PLC0415 - models are ready only here

        return RobotMessage.objects.select_related("robot__organization").order_by("-pk")
