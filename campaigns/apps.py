from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from core import acts, navigation, panels, steps
from core.navigation import BOARDS, Entry


class CampaignsConfig(AppConfig):
    name = "campaigns"
    verbose_name = _("Special campaigns")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from campaigns.panels import OF_A_PARK, sees_campaigns  # noqa: PLC0415 - models are ready only here
        from campaigns.workflow import CAMPAIGNS  # noqa: PLC0415 - models are ready only here

        steps.gather("campaigns.services")
        given = (
            ("open", _("Campaign entered")),
            ("change", _("Campaign changed")),
            ("share-out", _("Campaign shared out among units")),
        )
        acts.offer("campaign", _("Special campaign"), *given, *CAMPAIGNS.acts())
        reported = (("report", _("Day of a campaign reported")), ("correct", _("Day report of a campaign corrected")))
        acts.offer("campaign-report", _("Day report of a campaign"), *reported)
        panels.offer("parks.park", *OF_A_PARK)
        navigation.offer(Entry(19, _("Special campaigns"), "campaigns:campaign-list", sees_campaigns, word=BOARDS))
        navigation.restrict(sees_campaigns, "campaigns:dayreport-list")
