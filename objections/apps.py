from datetime import time

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from core import acts, decisions, marks, navigation, panels, steps
from core.navigation import Entry
from core.reasons import offer as offer_reasons
from enterprises.apps import reads_files
from notices import clocks
from notices import kinds as notice_kinds

ENTRIES = (
    Entry(48, _("Objections to data"), "objections:objection-list", reads_files, under="enterprises:enterprise-list"),
)
BY_THE_HOUSE = (
    ("raise", _("Objection raised")),
    ("move-up", _("Objection moved up")),
    ("end", _("Objection ended without an answer")),
)
MORNING = time(6, 40)


class ObjectionsConfig(AppConfig):
    name = "objections"
    verbose_name = _("Objections to data")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from core.querysets import attachments_belong_to  # noqa: PLC0415 - models are ready only here
        from core.services import runs  # noqa: PLC0415 - models are ready only here
        from objections import clocks as our_clocks  # noqa: PLC0415 - models are ready only here
        from objections import panels as ours  # noqa: PLC0415 - models are ready only here
        from objections.querysets import proofs_seen_by  # noqa: PLC0415 - models are ready only here
        from objections.services import climbing, waiting  # noqa: PLC0415 - models are ready only here
        from objections.services.notice_kinds import KINDS  # noqa: PLC0415 - models are ready only here
        from objections.services.reasons import of_objections  # noqa: PLC0415 - models are ready only here
        from objections.workflow import OBJECTIONS  # noqa: PLC0415 - models are ready only here

        offer_reasons("enterprises.enterprise", of_objections)
        navigation.offer(*ENTRIES)
        attachments_belong_to(proofs_seen_by)
        panels.has_page("objections.objection")
        panels.offer("enterprises.enterprise", *ours.OF_AN_ENTERPRISE_FILE)
        panels.offer("objections.objection", *ours.OF_AN_OBJECTION)
        marks.offer(ours.marks)
        clocks.offer(*our_clocks.CLOCKS)
        notice_kinds.offer(KINDS)
        decisions.offer("objections", waiting.OBJECTED)
        steps.gather("objections.services")
        acts.offer("objection", _("Objection to a datum"), *BY_THE_HOUSE, *OBJECTIONS.acts())
        runs.name_job(climbing.JOB, _("Objections moved up"), due=MORNING)
