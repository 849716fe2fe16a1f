from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core import acts, decisions, navigation, panels, steps
from core.navigation import Entry
from notices import clocks

BESIDE_THE_STEPS = (("draft", _("Yearly plan begun")),)


class AnnualPlansConfig(AppConfig):
    name = "annualplans"
    verbose_name = _("Yearly inspection plans")
    default_auto_field = "django.db.models.BigAutoField"
    invariants = ("annualplans.services.invariants.CHECKS",)

    def ready(self) -> None:
        from annualplans import clocks as our_clocks  # noqa: PLC0415 - models are ready only here
        from annualplans import panels as ours  # noqa: PLC0415 - models are ready only here
        from annualplans.listings import sees_all, sees_plans  # noqa: PLC0415 - models are ready only here
        from annualplans.services import arranging, waiting  # noqa: PLC0415 - models are ready only here
        from annualplans.workflow import LINES, PLANS  # noqa: PLC0415 - models are ready only here
        from visits.services import origins  # noqa: PLC0415 - models are ready only here

        steps.gather("annualplans.services")
        acts.offer("annual-plan", _("Yearly inspection plan"), *BESIDE_THE_STEPS, *PLANS.acts())
        acts.offer(
            "planned-visit", _("Planned visit"), ("add", pgettext_lazy("log", "Planned visit entered")), *LINES.acts()
        )
        navigation.offer(
            Entry(57, _("Yearly inspection plans"), "annualplans:yearplan-list", sees_plans, under="visits:visit-list")
        )
        navigation.restrict(sees_plans, "annualplans:line-list")
        navigation.restrict(sees_all, "annualplans:unplaced-list")
        panels.offer("enterprises.enterprise", *ours.OF_AN_ENTERPRISE)
        panels.offer("visits.visit", *ours.OF_A_VISIT)
        clocks.offer(*our_clocks.CLOCKS)
        decisions.offer("annual-plans", waiting.TO_APPROVE)
        decisions.offer("planned-visits", waiting.ASKED)
        origins.offer(arranging.WORD, arranging.found)
