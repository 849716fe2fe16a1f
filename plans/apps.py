from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from core import acts, navigation, panels, search, steps
from core.navigation import Entry
from core.search import Hit, Place
from documents import kinds as document_kinds
from enterprises.apps import reads_files

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from accounts.models import User
    from plans.models import Closure, EnterprisePlan


class PlansConfig(AppConfig):
    name = "plans"
    verbose_name = _("Plans and closures")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from core.querysets import attachments_belong_to  # noqa: PLC0415 - models are ready only here
        from notices import clocks  # noqa: PLC0415 - models are ready only here
        from plans import clocks as our_clocks  # noqa: PLC0415 - models are ready only here
        from plans import figures  # noqa: PLC0415 - models are ready only here
        from plans.panels import closures, parks, plans  # noqa: PLC0415 - models are ready only here
        from plans.querysets import proofs_seen_by  # noqa: PLC0415 - models are ready only here
        from plans.services import plan_documents  # noqa: PLC0415 - models are ready only here
        from plans.workflow import CLOSURES, PLANS  # noqa: PLC0415 - models are ready only here

        figures.register()
        attachments_belong_to(proofs_seen_by)
        document_kinds.offer(plan_documents.KINDS)
        entry = Entry(
            47, _("One enterprise, one plan"), "plans:plan-list", reads_files, under="enterprises:enterprise-list"
        )
        closing = Entry(48, _("Closures"), "plans:closure-list", reads_files, under="enterprises:enterprise-list")
        navigation.offer(entry, closing)
        panels.has_page("plans.closure")
        panels.offer("plans.closure", *closures.OF_A_CLOSURE)
        panels.offer("enterprises.enterprise", *closures.OF_AN_ENTERPRISE)
        clocks.offer(*our_clocks.CLOCKS)
        panels.has_page("plans.enterpriseplan")
        panels.offer("plans.enterpriseplan", *plans.OF_A_PLAN)
        panels.offer("enterprises.enterprise", *plans.OF_AN_ENTERPRISE)
        panels.offer("parks.park", *parks.OF_A_PARK)
        steps.gather("plans.services")
        acts.offer("plan", _("Plan of an enterprise"), *PLANS.acts())
        acts.offer("closure", _("Closure file"), *CLOSURES.acts())
        acts.offer("measure", _("Measure"), ("place", _("Measure put on the ledger")))
        search.offer(Place(35, _("One enterprise, one plan"), self.find_plans, hit_of_plans))
        search.offer(Place(36, _("Closures of enterprises"), self.find_closures, hit_of_closures))

    def find_plans(self, user: "User", words: str) -> "QuerySet[EnterprisePlan]":
        from plans.models import EnterprisePlan  # noqa: PLC0415 - models are ready only here

        rows = EnterprisePlan.objects.visible_to(user).select_related("enterprise")
        return rows.containing(words)

    def find_closures(self, user: "User", words: str) -> "QuerySet[Closure]":
        from plans.models import Closure  # noqa: PLC0415 - models are ready only here

        rows = Closure.objects.visible_to(user).select_related("enterprise")
        return rows.containing(words)


def hit_of_plans(found: "EnterprisePlan") -> Hit:
    return Hit(found.name, found.get_absolute_url(), found.enterprise.label)


def hit_of_closures(found: "Closure") -> Hit:
    return Hit(found.name, found.get_absolute_url(), found.decision)
