"""Meetings of the county and of a park, with what each has decided, and who may read of each."""

from collections.abc import Iterator

from accounts.models import User
from enterprises.models import Enterprise
from meetings.models import Duty, Meeting
from tests.factories import DutyFactory, MeetingFactory


class Held:
    """One of the county that has given the plant something, one of its park that has given it and the committee."""

    def __init__(self, plant: Enterprise, officer: User) -> None:
        committee = plant.park.committee
        type(committee).objects.filter(pk=committee.pk).update(document_word="砚园管")
        meeting = MeetingFactory(opened_by=officer, park=plant.park)
        self.of_county = DutyFactory(organization=plant.organization)
        self.of_plant = DutyFactory(meeting=meeting, organization=plant.organization)
        self.of_committee = DutyFactory(meeting=meeting, organization=committee)

    @property
    def duties(self) -> list[Duty]:
        return [self.of_county, self.of_plant, self.of_committee]

    @property
    def meetings(self) -> list[Meeting]:
        return [self.of_county.meeting, self.of_plant.meeting]

    def beside_the_county(self) -> Iterator[tuple[Meeting | Duty, frozenset[str]]]:
        """Each row, with who knows of it but the county's roles."""
        for row in (self.of_county, self.of_county.meeting):
            yield row, frozenset({"enterprise"})
        for row in (self.of_plant, self.of_plant.meeting):
            yield row, frozenset({"park", "enterprise"})
        yield self.of_committee, frozenset({"park"})
