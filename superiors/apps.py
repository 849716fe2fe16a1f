from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from accounts.states import Reach
from core import acts, decisions, navigation, steps
from core.navigation import Entry
from documents import kinds as document_kinds


class SuperiorsConfig(AppConfig):
    name = "superiors"
    verbose_name = _("Superiors' lists")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from notices import clocks  # noqa: PLC0415 - models are ready only here
        from superiors import clocks as our_clocks  # noqa: PLC0415 - models are ready only here
        from superiors.services import paper_kinds, waiting  # noqa: PLC0415 - models are ready only here
        from superiors.workflow import PAPERS  # noqa: PLC0415 - models are ready only here

        steps.gather("superiors.services")
        acts.offer(
            "list-paper", _("Paper about a superior's list"), ("draft", _("Paper about a list drafted")), *PAPERS.acts()
        )
        document_kinds.offer(paper_kinds.KINDS)
        clocks.offer(*our_clocks.CLOCKS)
        decisions.offer("list-papers", waiting.LIST_PAPERS)
        decisions.offer("list-answers", waiting.LIST_ANSWERS)
        entry = Entry(
            25,
            _("Superiors' lists"),
            "superiors:list-list",
            lambda user: user.reach == Reach.COUNTY,
            under="rectification:item-list",
        )
        navigation.offer(entry)
