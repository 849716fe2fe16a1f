"""A finding at a plant with everybody who could have a part in its challenge."""

from datetime import timedelta

from accounts.states import Role
from challenges.models import Challenge
from challenges.services.answering import act
from challenges.services.raising import ChallengeGiven, challenge_finding
from core import clock
from rectification.models import Item
from tests.factories import EnterpriseFactory, ItemFactory, UserFactory, county

DAY = timedelta(days=1)


class Cast:
    """An item in rectification, found by the inspector, assigned by the coordinator; who could answer stands beside."""

    def __init__(self, **item):
        self.plant = item.pop("enterprise", None) or EnterpriseFactory()
        self.item = ItemFactory(enterprise=self.plant, **({"rectifying": True} | item))
        people = self.item.people
        self.users = {
            "plant": people["enterprise"],
            "finder": people["inspector"],
            "team": people["second_inspector"],
            "assigner": people["coordinator"],
            "unit": people["second_coordinator"],
            "body": people["head"],
            "leader": UserFactory(role=Role.SUPERIOR, organization=county()),
            "other plant": UserFactory(role=Role.ENTERPRISE),
        }

    def __getitem__(self, name):
        return self.users[name]

    def raised(self, **said):
        given = {"wrong": "报警器在检查当日已送检", "reason": "有送检单为证"} | said
        return challenge_finding(self.item.pk, ChallengeGiven(**given), actor=self["plant"])

    def act(self, challenge, name, who, **given):
        given = {"reason": "理由如下"} | given
        return act(challenge.pk, name, actor=self[who], **given)

    def now(self):
        """The item as it stands."""
        return Item.objects.get(pk=self.item.pk)


def morning_after(challenge):
    """The morning on which the job finds that its clock has run out."""
    return Challenge.objects.get(pk=challenge.pk).due + DAY


def at_six(day):
    return clock.at(clock.start_of(day) + timedelta(hours=6))
