"""The page of a proposal of safety, and the places of an enterprise in which only so many people may be."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.listing import Column, Table
from core.panels import Tab
from core.requests import SignedInRequest
from enterprises.models import Enterprise
from safety.models import CrowdedPlace, Shortfall
from safety.panels.files import NOT_ON_FILE
from safety.services.explaining import sentence
from safety.services.proposing import limits
from safety.workflow import SHORTFALLS

PLACES = (
    Column("name", _("Post or building"), "name", "safety/_place.html", style="problem"),
    Column("kind", _("Kind of place"), "get_kind_display"),
    Column("people", _("People there at once, at most"), "people", "safety/_crowd.html", labelled=True),
    Column("counted", _("Counted on"), "counted_on", "day", style="nowrap", labelled=True),
    Column("time", _("Ended on"), "ended_on", "day", style="nowrap", empty="—", labelled=True),
)


@dataclass(frozen=True)
class Counted:
    """A place with the number of people that may be there."""

    stands_for: CrowdedPlace
    limit: int

    def __getattr__(self, name: str) -> object:
        return getattr(self.stands_for, name)

    @property
    def is_exceeded(self) -> bool:
        return self.stands_for.ended_on is None and self.stands_for.people > self.limit


def places(enterprise: Enterprise, request: SignedInRequest) -> dict[str, object]:
    """Posts and buildings in which only so many people may be, with the limit of each."""
    add = {"url": reverse("safety:enterprise-place-add", args=[enterprise.pk]), "label": _("Add a post or building")}
    rows = CrowdedPlace.objects.visible_to(request.user).filter(enterprise=enterprise)
    return {
        "table": Table(_("Limits of people"), PLACES, [Counted(row, limits().of(row.kind)) for row in rows]),
        "panel_act": {"style": "btn", **add} if request.user.keeps_files else None,
        "nothing": NOT_ON_FILE,
    }


def shortfall(shortfall: Shortfall, request: SignedInRequest) -> dict[str, object]:
    """The sentence, the criterion, and what happened to it."""
    dismiss = reverse("safety:shortfall-dismiss", args=[shortfall.pk])
    return {
        "sentence": sentence(shortfall),
        "events": shortfall.events.select_related("actor__organization"),
        "dismiss": dismiss if SHORTFALLS.allows("dismiss", shortfall, request.user) else "",
    }


OF_A_SHORTFALL = (Tab(10, "overview", _("Proposal"), "safety/_shortfall.html", shortfall),)
PLACES_TAB = Tab(37, "crowded-places", _("Limits of people"), "core/_table_panel.html", places)
