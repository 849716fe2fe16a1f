from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from accounts.states import Reach
from core import navigation, panels, search
from core.navigation import Entry
from core.search import Hit, Place
from notices import clocks

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from accounts.models import User
    from capability.models import Equipment, Supervisor


def keeps_capability(user: "User") -> bool:
    """Officials; which units' files they see is asked of each row's scope."""
    return user.reach in (Reach.COUNTY, Reach.PARK)


ENTRIES = (Entry(55, _("Capability"), "capability:team-list", keeps_capability, word=navigation.FILES),)
PAGES = (
    "capability:formula",
    "capability:supervisor-list",
    "capability:absence-list",
    "capability:equipment-list",
)


class CapabilityConfig(AppConfig):
    name = "capability"
    verbose_name = _("Capability")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from capability import clocks as our_clocks  # noqa: PLC0415 - models are ready only here
        from capability import figures  # noqa: PLC0415 - models are ready only here
        from capability import panels as ours  # noqa: PLC0415 - models are ready only here
        from capability.querysets import scans_seen_by  # noqa: PLC0415 - models are ready only here
        from capability.services import duties, own_duties  # noqa: PLC0415 - models are ready only here
        from core.querysets import attachments_belong_to  # noqa: PLC0415 - models are ready only here

        figures.register()
        duties.offer(*own_duties.DUTIES)
        clocks.offer(*our_clocks.CLOCKS)
        attachments_belong_to(scans_seen_by)
        navigation.offer(*ENTRIES)
        navigation.restrict(keeps_capability, *PAGES)
        for file, parts in (
            ("capability.team", ours.OF_A_TEAM),
            ("capability.supervisor", ours.OF_A_PERSON),
            ("capability.equipment", ours.OF_AN_INSTRUMENT),
        ):
            panels.has_page(file)
            panels.offer(file, *parts)
        search.offer(Place(46, _("Supervisors"), self.find_people, hit_of_people))
        search.offer(Place(47, _("Supervision equipment"), self.find_equipment, hit_of_equipment))

    def find_people(self, user: "User", words: str) -> "QuerySet[Supervisor]":
        from capability.models import Supervisor  # noqa: PLC0415 - models are ready only here

        return Supervisor.objects.visible_to(user).select_related("organization").containing(words)

    def find_equipment(self, user: "User", words: str) -> "QuerySet[Equipment]":
        from capability.models import Equipment  # noqa: PLC0415 - models are ready only here

        return Equipment.objects.visible_to(user).select_related("organization").containing(words)


def hit_of_people(found: "Supervisor") -> Hit:
    return Hit(found.name, found.get_absolute_url(), found.organization.label)


def hit_of_equipment(found: "Equipment") -> Hit:
    return Hit(str(found), found.get_absolute_url(), found.organization.label)
