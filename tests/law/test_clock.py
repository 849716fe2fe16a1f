"""The law clock: what changes on which day and what rests on it; a legal reviewer answers for what nobody has read."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.states import Role
from core import clock
from core.models import LogEntry
from law.models import Basis
from law.services import turning
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 28)


@pytest.fixture
def coordinator():
    return UserFactory(role=Role.COORDINATOR)


def turn_of(day, user):
    return next(turn for turn in turning.turns(user, TODAY) if turn.day == day)


def test_on_its_first_day_the_code_comes_into_force_and_what_it_replaces_lapses(coordinator):
    turn = turn_of(date(2026, 8, 15), coordinator)

    assert {change.instrument.pk for change in turn.begins} == {"LAW.ECO_CODE"}
    assert {"LAW.EIA", "LAW.AIR", "REG.DISCHARGE"} <= {change.instrument.pk for change in turn.lapses}
    [discharge] = [change for change in turn.lapses if change.instrument.pk == "REG.DISCHARGE"]
    assert not discharge.is_whole
    [code] = turn.begins
    assert {rest.link for rest in code.subjects} == {"category", "checklist_item", "permit_kind", "violation"}


def test_what_is_to_come_is_shown(client, coordinator):
    client.force_login(coordinator)

    with clock.at(clock.start_of(date(2026, 9, 1))):
        page = client.get(reverse("law:clock")).content.decode()

    assert "2026年9月30日" in page
    assert "AQ 3067—2026" in page


def test_bases_are_listed_as_of_a_day(client, coordinator):
    client.force_login(coordinator)

    before = client.get(
        reverse("law:basis-list"), {"subject_kind": "violation", "subject_code": "A03", "on": "2026-08-14"}
    )
    since = client.get(
        reverse("law:basis-list"), {"subject_kind": "violation", "subject_code": "A03", "on": "2026-08-15"}
    )

    assert "LB579" in before.content.decode()
    assert "LB580" not in before.content.decode()
    assert "LB580" in since.content.decode()
    assert "LB579" not in since.content.decode()


def test_an_ended_basis_names_what_holds_instead(client, coordinator):
    client.force_login(coordinator)

    page = client.get(reverse("law:basis-detail", args=["LB007"])).content.decode()

    assert "第一百零七条" in page


def test_whoever_assigns_names_the_legal_reviewer_once(client, coordinator):
    client.force_login(coordinator)
    page, sent = reverse("law:basis-detail", args=["LB016"]), {"reviewed_by": "顾明远", "reviewed_on": "2026-10-08"}

    client.post(page, sent)
    client.post(page, sent | {"reviewed_by": "另一人"})

    basis = Basis.objects.get(code="LB016")
    assert (basis.reviewed_by, basis.is_reviewed) == ("顾明远", True)
    assert LogEntry.objects.filter(act="law.review").count() == 1


def test_an_enterprise_names_no_legal_reviewer(client):
    client.force_login(UserFactory(role=Role.ENTERPRISE))
    page = reverse("law:basis-detail", args=["LB016"])

    client.post(page, {"reviewed_by": "顾明远", "reviewed_on": "2026-10-08"})

    assert client.get(page).status_code == 200
    assert not Basis.objects.get(code="LB016").is_reviewed
