from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.states import Reach
from core import acts, navigation, panels, steps
from core.navigation import Entry
from core.services.catalogs import Catalog
from documents import kinds as document_kinds

if TYPE_CHECKING:
    from accounts.models import User


def reads_editions(user: "User") -> bool:
    """Those who work for the whole county."""
    return bool(user.reach == Reach.COUNTY)


BESIDE_THE_STEPS = (
    ("draw-up", _("Edition of a checklist drawn up")),
    ("answer", _("Checklist item answered")),
    ("find", _("Problem of a checklist item registered")),
    ("sign", _("Answers of a visit signed")),
)


class ChecklistsConfig(AppConfig):
    name = "checklists"
    verbose_name = _("Checklists")
    default_auto_field = "django.db.models.BigAutoField"
    catalogs = (Catalog("CatalogItem", "checklist_items.csv"),)

    def ready(self) -> None:
        from checklists import panels as ours  # noqa: PLC0415 - models are ready only here
        from checklists.querysets import files_seen_by  # noqa: PLC0415 - models are ready only here
        from checklists.services import leaving, records  # noqa: PLC0415 - models are ready only here
        from checklists.workflow import EDITIONS  # noqa: PLC0415 - models are ready only here
        from core.querysets import attachments_belong_to  # noqa: PLC0415 - models are ready only here
        from visits.services import leftovers, visit_papers  # noqa: PLC0415 - models are ready only here

        steps.gather("checklists.services")
        visit_papers.offer(records.PAPER)
        leftovers.offer(leaving.left_on)
        document_kinds.offer([records.PAPER.kind])
        attachments_belong_to(files_seen_by)
        acts.offer("checklist", pgettext_lazy("log", "Checklist"), *BESIDE_THE_STEPS, *EDITIONS.acts())
        navigation.offer(
            Entry(56, _("Checklists"), "checklists:edition-list", reads_editions, under="visits:visit-list")
        )
        panels.offer("visits.visit", *ours.OF_A_VISIT_PAGE)
        panels.offer("rectification.item", *ours.OF_AN_ITEM)
