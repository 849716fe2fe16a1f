"""风险摘要: the page of an enterprise says what is wrong in sentences; each opens the rows that it is about."""

from datetime import timedelta

import pytest

from accounts.states import Role
from core import clock, reasons
from enterprises.models import Permit
from safety.models import Drill, EmergencyPlan, Guarantor, HazardSource, KeyPerson
from tests.factories import (
    EnterpriseFactory,
    HazardSourceFactory,
    ItemFactory,
    ObjectionFactory,
    UserFactory,
    ViolationFactory,
)

pytestmark = pytest.mark.django_db
AGO, AHEAD = clock.today() - timedelta(days=40), clock.today() + timedelta(days=40)


def said(plant, reader=None):
    return {reason.said: reason for reason in reasons.of(plant, reader or UserFactory())}


def expired(plant):
    Permit.objects.create(enterprise=plant, kind_id="PM21", valid_until=AGO)


def soon(plant):
    Permit.objects.create(enterprise=plant, kind_id="PM21", valid_until=AHEAD)


def unfiled(plant):
    source = HazardSourceFactory(enterprise=plant, assessed={"MH12": 20})
    HazardSource.objects.filter(pk=source.pk).update(file_by=AGO)


def neglected(plant):
    source = HazardSourceFactory(enterprise=plant)
    person = KeyPerson.objects.create(enterprise=plant, name="李某", post="OPERATOR", education="SENIOR")
    Guarantor.objects.create(source=source, duty="OPERATING", person=person, since=AGO, due=AGO)


def unqualified(plant):
    KeyPerson.objects.create(enterprise=plant, name="李某", post="SPECIAL_WORKER", education="SENIOR")


def undrilled(plant):
    Drill.objects.create(enterprise=plant, kind="ON_SITE", held_on=AGO, subject="泄漏", next_by=AGO)


def unassessed(plant):
    EmergencyPlan.objects.create(enterprise=plant, name="预案", kind="SAFETY", issued_on=AGO, assess_by=AGO)


CASES = (
    (expired, "已过期", "?tab=permits", True),
    (soon, "即将到期", "?tab=permits", False),
    (unfiled, "逾期未备案", "?tab=hazard-sources", True),
    (neglected, "包保责任人未履职", "?tab=guarantors", True),
    (unqualified, "不符合要求", "?tab=key-people", True),
    (undrilled, "应急演练逾期", "?tab=preparedness", True),
    (unassessed, "应急预案逾期未评估", "?tab=preparedness", True),
    (lambda plant: ViolationFactory(project__enterprise=plant), "手续不全", "?tab=projects", True),
    (lambda plant: ObjectionFactory(enterprise=plant), "异议待答复", "?tab=objections", False),
    (lambda plant: ItemFactory(enterprise=plant, rectifying=True, overdue=True), "问题逾期", "/ledger/", True),
)


@pytest.mark.parametrize(("make", "words", "place", "is_grave"), CASES)
def test_what_is_wrong_is_said_and_leads_to_its_rows(make, words, place, is_grave):
    plant = EnterpriseFactory()
    before = set(said(plant))

    make(plant)

    found = {text: reason for text, reason in said(plant).items() if text not in before and words in text}
    assert [(place in reason.url, reason.is_grave) for reason in found.values()] == [(True, is_grave)]


def test_what_cannot_wait_stands_first_and_missing_data_are_told():
    plant = EnterpriseFactory()
    soon(plant)
    undrilled(plant)

    found = list(said(plant).values())

    assert [reason.is_grave for reason in found] == sorted((reason.is_grave for reason in found), reverse=True)
    assert "?tab=completeness" in {reason.url for reason in found}


def test_the_overview_shows_it_to_the_enterprise_as_well(client):
    plant = EnterpriseFactory()
    expired(plant)
    client.force_login(UserFactory(role=Role.ENTERPRISE, organization=plant.organization))

    assert "风险摘要" in client.get(plant.get_absolute_url()).text
