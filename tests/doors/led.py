"""Campaigns of a park: one that runs, with a department and the committee, one that is prepared; who reads of them."""

from collections.abc import Iterator

from accounts.models import User
from campaigns.models import Campaign, DayReport
from campaigns.states import CampaignState
from enterprises.models import Enterprise
from tests.factories import CampaignFactory, DayReportFactory, ParticipationFactory


class Led:
    def __init__(self, plant: Enterprise, users: dict[str, User]) -> None:
        said = {"opened_by": users["coordinator"], "park": plant.park}
        self.campaign: Campaign = CampaignFactory(summary="x", end_reason="x", **said)
        self.prepared: Campaign = CampaignFactory(state=CampaignState.DRAFT, **said)
        of_department = ParticipationFactory(campaign=self.campaign, organization=users["emergency"].organization)
        of_committee = ParticipationFactory(campaign=self.campaign, organization=plant.park.committee)
        self.of_department: DayReport = DayReportFactory(participation=of_department)
        self.of_committee: DayReport = DayReportFactory(participation=of_committee)

    @property
    def campaigns(self) -> list[Campaign]:
        return [self.campaign, self.prepared]

    @property
    def reports(self) -> list[DayReport]:
        return [self.of_department, self.of_committee]

    def beside_the_county(self) -> Iterator[tuple[Campaign | DayReport, frozenset[str]]]:
        """Each row, with who knows of it but the county's roles."""
        yield self.prepared, frozenset()
        yield self.of_department, frozenset()
        for row in (self.campaign, self.of_committee):
            yield row, frozenset({"park"})
