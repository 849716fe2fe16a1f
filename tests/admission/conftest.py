"""A park with a quota, officials who review and decide, and an application that goes through its steps."""

from decimal import Decimal

import pytest

from accounts.states import Role
from admission.models import Discharge
from admission.workflow import APPLICATIONS
from core import clock
from core.services.acting import take
from parks.models import QuotaAccount
from parks.services import quota
from parks.services.quota import Posting
from parks.states import PostingKind
from tests.factories import ApplicationFactory, UserFactory

SCORES = [{"criterion": "安全风险", "score": 80, "reason": "工艺本质安全"}]


class Case:
    """One application and the people around it."""

    def __init__(self, *, amount="10", granted="100", **facts) -> None:
        self.application = ApplicationFactory(**facts)
        self.park = self.application.park
        self.chair = UserFactory(role=Role.PARK, organization=self.park.committee)
        self.decider = UserFactory()
        self.judge = UserFactory()
        self.reviewers = [UserFactory(role=Role.INSPECTOR) for _n in range(3)]
        self.inside = UserFactory(role=Role.ENTERPRISE, organization=self.application.project.enterprise.organization)
        if amount:
            Discharge.objects.create(application=self.application, pollutant="COD", amount=Decimal(amount))
        if granted:
            self.account = self.grant(granted)

    def grant(self, amount) -> QuotaAccount:
        account = QuotaAccount.objects.create(park=self.park, pollutant="COD", year=clock.today().year)
        said = Posting(PostingKind.GRANTED, Decimal(amount), clock.today(), "示环函〔2026〕1号")
        quota.post(account.pk, said, actor=UserFactory())
        return account

    def take(self, name, actor, **given):
        self.application = take(APPLICATIONS, self.application.pk, name, actor=actor, **given)
        return self.application

    def convened(self):
        self.take("convene", self.chair, reviewers=self.reviewers)
        return self

    def give(self, reviewer, **given):
        said = {"no_interest": True, "scores": SCORES, "opinion": "可行", **given}
        return self.take("review", reviewer, **said)

    def reviewed(self, **given):
        self.convened()
        for reviewer in self.reviewers:
            self.give(reviewer, **given)
        return self

    def minuted(self, **given):
        self.reviewed(**given)
        self.take("minute", self.chair, met_on=clock.today(), minutes="与会专家一致同意。")
        return self

    def decided(self, decision="ADMITTED", **given):
        self.minuted()
        self.take("decide", self.decider, decision=decision, opinion="符合园区规划。", **given)
        return self

    @property
    def balance(self):
        return quota.balance(self.account)


@pytest.fixture
def case(db):
    return Case()
