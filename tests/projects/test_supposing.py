"""推演: what would be unlawful with other days; the verdict of the copy is that of the file once it is taken over."""

from datetime import date, timedelta

import pytest

from accounts.states import Role
from core import clock
from core.rules.working_days import Calendar
from projects.models import Project
from projects.rules.facts import Facts, Spell
from projects.rules.supposing import Supposed, needed
from projects.services import supposing
from tests.factories import UserFactory
from tests.projects.lives import ago, keeper, lawful

PLAIN = Calendar({}, "", frozenset())
MOVED = (
    Supposed({}, {"PM04": ago(100)}),
    Supposed({"BUILDING": ago(900)}, {}),
    Supposed({"OPERATING": ago(2)}, {"PM10": ago(600), "PM13": ago(1)}),
    Supposed({"TRIAL": ago(450)}, {"PM05": ago(1400)}),
)


def unlawful(facts, on):
    return [(each.breach.code, each.breach.part, each.sentence) for each in supposing.verdict(facts, on).would]


@pytest.mark.django_db
@pytest.mark.parametrize("other", MOVED, ids=["a late approval", "an earlier start", "several", "an old opinion"])
def test_the_verdict_of_the_copy_is_that_of_the_file_once_it_is_taken_over(other):
    actor = keeper()
    project = lawful(actor, state="TRIAL", lacking=["PM10"])
    of_the_copy = unlawful(supposing.facts_on_file(project), other)

    supposing.take_over(project, other, actor=actor)

    project = Project.objects.get(pk=project.pk)
    assert unlawful(supposing.facts_on_file(project), Supposed({}, {})) == of_the_copy
    assert {(each.code, each.part) for each in project.violations.holding()} == {each[:2] for each in of_the_copy}


@pytest.mark.django_db
def test_looking_changes_nothing_and_says_what_would_be(client):
    actor = keeper()
    project = lawful(actor, state="BUILDING")
    client.force_login(actor)

    answer = client.get(f"/projects/{project.pk}/what-if/", {"PM10": ago(100).isoformat()})

    assert [each.breach.code for each in answer.context["verdict"].would] == ["A06"]
    assert project.approvals.get(kind="PM10").approved_on == ago(700)
    assert not project.violations.exists()


@pytest.mark.django_db
def test_the_enterprise_may_look_and_not_take_over(client):
    project = lawful(keeper(), state="BUILDING")
    organization = project.enterprise.organization
    client.force_login(UserFactory(role=Role.ENTERPRISE, organization=organization))
    page, days = f"/projects/{project.pk}/what-if/", {"PM10": ago(100).isoformat()}

    assert client.get(page, days).status_code == 200
    assert client.post(page, days).status_code == 403
    assert project.approvals.get(kind="PM10").approved_on == ago(700)


@pytest.mark.django_db
def test_days_to_come_can_be_looked_at_and_not_taken_over(client):
    actor = keeper()
    project = lawful(actor, state="TRIAL")
    client.force_login(actor)
    days = {"state_OPERATING": (clock.today() + timedelta(days=90)).isoformat()}
    page = f"/projects/{project.pk}/what-if/"

    assert client.get(page, days).context["verdict"].on == clock.today() + timedelta(days=90)
    assert client.post(page, days).status_code == 422
    assert Project.objects.get(pk=project.pk).state == "TRIAL"


def test_what_is_needed_for_a_start_to_come_is_to_be_applied_for_a_review_earlier():
    start = date(2027, 3, 1)
    asked = {each.paper: each for each in needed(Facts(spells=(Spell("BUILDING", start),)), date(2026, 11, 29), PLAIN)}

    assert asked["PM05"].apply_by == start - timedelta(days=45)
    assert PLAIN.add_working_days(asked["PM06"].apply_by, 20) == start
    assert (asked["PM10"].by, asked["PM10"].apply_by) == (start, None)
    assert "PM13" not in asked
