from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.states import Reach
from core import acts, decisions, navigation, panels, steps
from core.navigation import FILES, Entry
from documents import kinds as document_kinds
from notices import clocks
from notices import kinds as notice_kinds

if TYPE_CHECKING:
    from accounts.models import User


def sees_visits(user: "User") -> bool:
    """Officials of the county and of parks; a plant reads its own in its file."""
    return user.reach in (Reach.COUNTY, Reach.PARK)


def sees_caps(user: "User") -> bool:
    """Those who work for the whole county."""
    return user.reach == Reach.COUNTY


class VisitsConfig(AppConfig):
    name = "visits"
    verbose_name = _("Visits of enterprises")
    default_auto_field = "django.db.models.BigAutoField"
    invariants = ("visits.services.invariants.CHECKS",)

    def ready(self) -> None:
        from draws.services import following  # noqa: PLC0415 - models are ready only here
        from law.services import resting  # noqa: PLC0415 - models are ready only here
        from rectification.services import orders_of  # noqa: PLC0415 - models are ready only here
        from visits import clocks as our_clocks  # noqa: PLC0415 - models are ready only here
        from visits import figures  # noqa: PLC0415 - models are ready only here
        from visits import panels as ours  # noqa: PLC0415 - models are ready only here
        from visits.services import drawn, ordering, visit_papers, waiting  # noqa: PLC0415 - models are ready only here
        from visits.services import notice_kinds as our_kinds  # noqa: PLC0415 - models are ready only here
        from visits.services import resting as our_bases  # noqa: PLC0415 - models are ready only here
        from visits.workflow import VISITS  # noqa: PLC0415 - models are ready only here

        steps.gather("visits.services")
        acts.offer("visit", pgettext_lazy("visit", "Inspection visit"), *BESIDE_THE_STEPS, *VISITS.acts())
        navigation.offer(Entry(55, _("Visits of enterprises"), "visits:visit-list", sees_visits, word=FILES))
        navigation.restrict(sees_caps, "visits:cap-list")
        navigation.restrict(sees_visits, "visits:enterprise-place", "visits:source-place", "visits:enterprise-stickers")
        panels.has_page("visits.visit", panels.Panel)
        panels.offer("visits.visit", ours.PAPERS)
        panels.offer("enterprises.enterprise", *ours.OF_AN_ENTERPRISE)
        document_kinds.offer(visit_papers.KINDS)
        notice_kinds.offer(our_kinds.KINDS)
        clocks.offer(*our_clocks.CLOCKS)
        decisions.offer("visits-to-approve", waiting.TO_APPROVE)
        decisions.offer("visits-today", waiting.TODAY)
        decisions.offer("visits-drawn", drawn.TO_PLAN)
        following.offer(drawn.follow, when_replaced=drawn.take_back)
        orders_of.offer(ordering.order_naming)
        resting.offer(resting.Resting(_("Visits of enterprises"), our_bases.visits_on))
        figures.register()


BESIDE_THE_STEPS = (
    ("draft", _("Visit prepared")),
    ("change", _("Visit changed")),
    ("declare", _("Interest of an officer declared")),
    ("enter", _("Entry scanned")),
    ("leave", _("Leaving scanned")),
    ("find", _("Problem found on a visit")),
    ("rating", _("Visit rated")),
    ("complaint", _("Complaint about a visit")),
)
