from datetime import time

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core import acts, decisions, navigation, request_facts, steps
from core.navigation import Entry
from notices import clocks
from notices import kinds as notice_kinds

NIGHT = time(3, 50)
BY_REPORTERS = (
    ("submit", _("Tip taken in from the public form")),
    ("reply", _("Answer of a reporter")),
    ("judge-answer", _("Reporter has said whether the answer satisfies")),
)
TAKEN_IN = (("take-in", _("Row of a batch entered")),)
OF_BATCHES = (("open", _("Batch of tips entered")), ("change", _("Batch of tips changed")))
OF_IDENTITY = (("identify", _("Looked at who told a tip")), ("erase", _("Reporter of a tip erased")))


class TipsConfig(AppConfig):
    name = "tips"
    verbose_name = _("Tips and petitions")
    default_auto_field = "django.db.models.BigAutoField"
    invariants = ("tips.services.invariants.CHECKS",)

    def ready(self) -> None:
        from core.querysets import attachments_belong_to  # noqa: PLC0415 - models are ready only here
        from core.services import runs  # noqa: PLC0415 - models are ready only here
        from core.views import once  # noqa: PLC0415 - models are ready only here
        from tips import clocks as our_clocks  # noqa: PLC0415 - models are ready only here
        from tips import figures  # noqa: PLC0415 - models are ready only here
        from tips.querysets import photos_seen_by  # noqa: PLC0415 - models are ready only here
        from tips.services import erasing, waiting  # noqa: PLC0415 - models are ready only here
        from tips.services.notice_kinds import KINDS  # noqa: PLC0415 - models are ready only here
        from tips.workflow import TIPS, sees_tips  # noqa: PLC0415 - models are ready only here

        steps.gather("tips.services")
        acts.offer("tip", pgettext_lazy("tip", "Tip or petition"), *BY_REPORTERS, *TAKEN_IN, *OF_IDENTITY, *TIPS.acts())
        acts.offer("tip-batch", _("Batch of tips"), *OF_BATCHES)
        attachments_belong_to(photos_seen_by)
        clocks.offer(*our_clocks.CLOCKS)
        notice_kinds.offer(KINDS)
        decisions.offer("tips", waiting.WAITING)
        figures.register()
        runs.name_job(erasing.JOB, _("Reporters erased after their period"), due=NIGHT)
        navigation.offer(
            Entry(21, _("Tips and petitions"), "tips:tip-list", sees_tips, under="rectification:item-list")
        )
        navigation.restrict(sees_tips, "tips:tipbatch-list")
        navigation.offer_to_all(_("Report a danger or pollution"), "tips:tip-report")
        navigation.offer_to_all(_("Look up what you have reported"), "tips:tip-follow")
        request_facts.leave_no_trace("report")
        once.exempt(
            {
                "tips:tip-report": "it has a key of its own, and nothing about whoever sends it is kept",
                "tips:tip-receipt": "a receipt that was put away twice is put away",
                "tips:tip-follow": "its answers have a key of their own, and what is said of an answer is said once",
            }
        )
