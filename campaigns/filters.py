import django_filters

from campaigns.models import Campaign, DayReport
from campaigns.querysets import CampaignQuerySet
from campaigns.states import CampaignState
from core.filters import Codes, Id, Ids


class CampaignFilter(django_filters.FilterSet):
    state = Codes(choices=CampaignState.choices)
    park = Id(method="by_park")

    class Meta:
        model = Campaign
        fields = ()

    def by_park(self, rows: CampaignQuerySet, name: str, park: object) -> CampaignQuerySet:
        return rows.of_park(int(str(park)))


class DayReportFilter(django_filters.FilterSet):
    campaign = Ids(field_name="participation__campaign")
    unit = Ids(field_name="participation__organization")

    class Meta:
        model = DayReport
        fields = ()
