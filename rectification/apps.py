from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from accounts.states import Reach
from core import acts, navigation, panels, search
from core.navigation import Entry
from core.panels import Panel
from core.search import MOST_HITS, Hit, Place
from core.services.catalogs import Catalog
from notices import kinds as notice_kinds

if TYPE_CHECKING:
    from accounts.models import User


def sees_the_ledger(user: "User") -> bool:
    return bool(user.reach != Reach.NOTHING)


ENTRIES = (
    Entry(10, _("My work"), "rectification:today", lambda user: True),
    Entry(20, _("Rectification ledger"), "rectification:item-list", sees_the_ledger),
)


class RectificationConfig(AppConfig):
    name = "rectification"
    verbose_name = _("Rectification")
    default_auto_field = "django.db.models.BigAutoField"
    catalogs = (Catalog("SignOffStep", "sign_off_steps.csv"),)
    invariants = ("rectification.services.invariants.CHECKS",)

    def ready(self) -> None:
        from core.querysets import attachments_belong_to  # noqa: PLC0415 - models are ready only here
        from rectification import figures, workflow  # noqa: PLC0415 - models are ready only here
        from rectification.panels import OFFERED  # noqa: PLC0415 - models are ready only here
        from rectification.querysets import files_seen_by  # noqa: PLC0415 - models are ready only here
        from rectification.services import effects, listing_supervision, naming  # noqa: PLC0415 - models are ready only here
        from rectification.services.notice_kinds import KINDS  # noqa: PLC0415 - models are ready only here

        panels.has_page("rectification.item", Panel)
        for model, parts in OFFERED.items():
            panels.offer(model, *parts)
        attachments_belong_to(files_seen_by)
        figures.register()
        effects.gather()
        steps = [(step.name, step.label) for step in workflow.TRANSITIONS.values()]
        acts.offer("item", _("Rectification item"), *steps, *naming.OTHER_STEPS.items())
        acts.offer("listing", _("Listed supervision"), *listing_supervision.ACTS)
        navigation.offer(*ENTRIES)
        navigation.restrict(sees_the_ledger, "rectification:item-summary", "rectification:item-export")
        search.offer(Place(10, _("Rectification ledger"), self.find_items))
        notice_kinds.offer(KINDS)

    def find_items(self, user: "User", words: str) -> Iterator[Hit]:
        from rectification.models import Item  # noqa: PLC0415 - models are ready only here

        for item in Item.objects.visible_to(user).containing(words).order_by("-pk")[:MOST_HITS]:
            yield Hit(f"{item.number} {item.title}", item.get_absolute_url(), item.get_state_display())
