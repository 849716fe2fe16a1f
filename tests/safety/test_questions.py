"""The page of a hazard source asks the database as often for many rows as for few."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core import clock
from safety.models import Guarantor, GuarantorCheck, KeyPerson
from tests.factories import HazardSourceFactory, UserFactory

pytestmark = pytest.mark.django_db


def more(source, person, rows):
    worker = KeyPerson.objects.create(enterprise=source.enterprise, name="李某", post="OPERATOR")
    for number in range(rows):
        begun = {"since": clock.today(), "ended_on": clock.today() + timedelta(days=number)}
        row = Guarantor.objects.create(source=source, duty="OPERATING", person=worker, **begun)
        checked = {"checked_on": clock.today(), "recorded_by": person, "recorded_at": clock.now()}
        GuarantorCheck.objects.create(guarantor=row, looked_at="罐区", **checked)


def questions(client, source, tab):
    with CaptureQueriesContext(connection) as asked:
        assert client.get(source.get_absolute_url(), {"tab": tab}).status_code == 200
    return len(asked)


@pytest.mark.parametrize("tab", ["overview", "assessments", "guarantors"])
def test_the_page_of_a_source_asks_as_often_for_many_rows(client, tab):
    source, person = HazardSourceFactory(assessed={"MH12": 20, "MH01": 30}), UserFactory()
    client.force_login(person)
    questions(client, source, tab)
    more(source, person, 2)
    few = questions(client, source, tab)
    more(source, person, 20)

    assert questions(client, source, tab) == few
