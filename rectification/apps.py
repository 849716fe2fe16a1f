from collections.abc import Collection
from functools import partial
from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.states import Reach
from core import acts, navigation, panels, search, undo
from core.listing import Act
from core.navigation import Entry
from core.panels import Panel
from core.reasons import offer as offer_reasons
from core.search import Further, Hit, Place
from core.services.catalogs import Catalog
from notices import clocks
from notices import kinds as notice_kinds

if TYPE_CHECKING:
    from django.db.models import Model, QuerySet

    from accounts.models import User
    from rectification.models import Item


REGISTER = Act(_("Log a problem"), "rectification:item-register", lambda user: user.records_findings)
DIMENSIONS = {"parks": "park", "enterprises": "enterprise", "projects": "project"}
"""What leads on to the ledger where the search has found it, and the filter that it leads on by."""


def sees_the_ledger(user: "User") -> bool:
    return bool(user.reach != Reach.NOTHING)


def keeps_the_county(user: "User") -> bool:
    return bool(user.reach == Reach.COUNTY)


def links_to_items(instrument: str) -> str:
    """The open items that cite something of an instrument."""
    return f"{reverse('rectification:item-list')}?cites={instrument}&open=true"


def links_to_citing(bases: Collection[str]) -> str:
    """The open items that cite any of these bases."""
    cited = "&".join(f"cites_basis={code}" for code in sorted(bases))
    return f"{reverse('rectification:item-list')}?{cited}&open=true"


OF_THE_LEDGER = (
    "rectification:item-summary",
    "rectification:view-export",
    "rectification:columns-arrange",
    "rectification:column-head",
)
"""Parts of the ledger at addresses of their own, for those who have its page."""
ENTRIES = (
    Entry(10, _("My work"), "rectification:today", lambda user: True),
    Entry(20, pgettext_lazy("menu", "Ledger"), "rectification:item-list", sees_the_ledger),
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
        from rectification.services import (  # noqa: PLC0415 - models are ready only here
            effects,
            naming,
            undoing,
            views,
        )
        from rectification.services.notice_kinds import KINDS  # noqa: PLC0415 - models are ready only here
        from rectification.services.reasons import of_problems  # noqa: PLC0415 - models are ready only here
        from rectification.workflow.listings import LISTINGS  # noqa: PLC0415 - models are ready only here
        from rectification.workflow.remappings import REMAPPINGS  # noqa: PLC0415 - models are ready only here

        offer_reasons("enterprises.enterprise", of_problems)
        self.stand_on_the_map()
        panels.has_page("rectification.item", Panel)
        for model, parts in OFFERED.items():
            panels.offer(model, *parts)
        attachments_belong_to(files_seen_by)
        figures.register()
        effects.gather()
        undo.offer(undoing.KIND, undoing.take_back)
        undo.offer(views.KIND, views.take_back)
        steps = [(step.name, step.label) for step in workflow.TRANSITIONS.values()]
        acts.offer("item", _("Rectification item"), *steps, *naming.OTHER_STEPS.items())
        acts.offer(
            "remapping", _("Re-mapping of bases"), ("propose", _("Re-mapping of bases proposed")), *REMAPPINGS.acts()
        )
        self.follow_the_law()
        self.hand_over()
        self.issue_papers()
        self.ask_for_people()
        acts.offer("listing", _("Listed supervision"), *LISTINGS.acts())
        navigation.offer(*ENTRIES)
        navigation.restrict(sees_the_ledger, *OF_THE_LEDGER)
        self.be_found()
        notice_kinds.offer(KINDS)

    def be_found(self) -> None:
        """Where one looks for items: the search, what it leads on from, and the calendar."""
        from rectification import clocks as our_clocks  # noqa: PLC0415 - models are ready only here

        search.offer(Place(10, _("Rectification ledger"), self.find_items, hit_of_items, "rectification:item-list"))
        for code, dimension in DIMENSIONS.items():
            search.lead_on(code, partial(problems_of, dimension))
        navigation.offer_acts(REGISTER)
        clocks.offer(*our_clocks.CLOCKS)

    def stand_on_the_map(self) -> None:
        """The layer of the open items, their lights on a park, and the act at a place of it."""
        from maps.services import layers  # noqa: PLC0415 - models are ready only here
        from rectification.services import on_the_map  # noqa: PLC0415 - models are ready only here

        layers.offer_lights(on_the_map.lights)
        layers.offer(on_the_map.LAYER)
        layers.offer_deed(on_the_map.DEED)

    def hand_over(self) -> None:
        """What of the ledger names a person and goes to a colleague with all open work."""
        from accounts.services import handing_over  # noqa: PLC0415 - models are ready only here
        from rectification.services import handing  # noqa: PLC0415 - models are ready only here

        handing_over.offer(*handing.KINDS)

    def issue_papers(self) -> None:
        """The papers about an item, and about several that a unit was given together."""
        from documents import kinds  # noqa: PLC0415 - models are ready only here
        from rectification.services import batch_slips, item_papers  # noqa: PLC0415 - models are ready only here

        kinds.offer([*item_papers.KINDS, *batch_slips.KINDS])
        slips = _("Batch assignment slips")
        navigation.offer(
            Entry(63, slips, "rectification:slip-list", batch_slips.issues_slips, under="rectification:item-list")
        )
        navigation.restrict(batch_slips.issues_slips, "rectification:slip-issue")

    def ask_for_people(self) -> None:
        """What the ledger will ask of the supervisors, for the balance of people and duties."""
        from capability.services import duties  # noqa: PLC0415 - models are ready only here
        from rectification.services.duties import DUTIES  # noqa: PLC0415 - models are ready only here

        duties.offer(*DUTIES)

    def follow_the_law(self) -> None:
        """What of the ledger the law clock counts, and the page where open items get what follows an ended basis."""
        from law.services import resting, turning  # noqa: PLC0415 - models are ready only here
        from rectification.services import remapping  # noqa: PLC0415 - models are ready only here

        resting.offer(resting.Resting(_("Open items"), remapping.open_items_on, links_to_citing))
        turning.offer(turning.Touched(_("Open items"), remapping.counts_by_instrument, links_to_items))
        navigation.offer(
            Entry(71, _("Bases no longer in force"), "rectification:remap", keeps_the_county, under="law:clock")
        )

    def find_items(self, user: "User", words: str) -> "QuerySet[Item]":
        from rectification.models import Item  # noqa: PLC0415 - models are ready only here

        return Item.objects.visible_to(user).containing(words).order_by("-pk")


def problems_of(dimension: str, user: "User", row: "Model") -> Further | None:
    """The ledger, asked for the problems of something that was found."""
    if not sees_the_ledger(user):
        return None
    return Further(_("Its problems in the ledger"), f"{reverse('rectification:item-list')}?{dimension}={row.pk}")


def hit_of_items(found: "Item") -> Hit:
    return Hit(f"{found.number} {found.title}", found.get_absolute_url(), found.get_state_display())
