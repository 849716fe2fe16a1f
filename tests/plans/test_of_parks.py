"""园区的整治措施: upgrade plan, correction list and feedback of an assessment, followed on the ledger."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.states import Role
from core import clock
from core.errors import WorkflowError
from core.services.catalogs import load_all
from parks.models import CapacityAssessment, RecognitionProblem, UpgradePlan
from plans.models import FeedbackProblem, UpgradeMeasure
from plans.services.placing import KINDS, place_all, place_one
from rectification.models import Item
from rectification.panels import fed_back
from tests.factories import ItemFactory, OrganizationFactory, ParkFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def catalogs():
    load_all()


@pytest.fixture
def keeper():
    return UserFactory()


@pytest.fixture
def park():
    return ParkFactory()


def soon():
    return clock.today() + timedelta(days=60)


def assessed(park, number, texts):
    row = CapacityAssessment.objects.create(
        park=park, assessed_on=clock.today(), authority="省厅", conclusion="BEARS", feedback_number=number
    )
    for text in texts:
        FeedbackProblem.objects.create(assessment=row, text=text, deadline=soon())
    return row


def test_upgrade_measures_become_items_of_the_park(park, keeper):
    plan = UpgradePlan.objects.create(
        park=park, target_grade="D", target_on=soon(), measures="见清单", document="某函1号"
    )
    UpgradeMeasure.objects.create(plan=plan, text="建成应急池", organization=park.committee, deadline=soon())

    [item] = place_all(KINDS["upgrade"], plan, actor=keeper)

    assert (item.park, item.lead_organization, item.deadline) == (park, park.committee, soon())
    assert item.finding.sources.get().list_title == "某函1号"


def test_a_corrected_problem_is_left_out_and_one_without_unit_is_the_committees(park, keeper):
    done = {"done_on": clock.today(), "result": "已改"}
    RecognitionProblem.objects.create(park=park, problem="已改的", deadline=soon(), **done)
    RecognitionProblem.objects.create(park=park, problem="监管力量不足", deadline=soon())

    [item] = place_all(KINDS["recognition"], park, actor=keeper)

    assert (item.title, item.lead_organization) == ("监管力量不足", park.committee)


def test_a_problem_that_names_its_item_is_followed_by_that_one(park, keeper):
    known = ItemFactory()
    row = RecognitionProblem.objects.create(park=park, problem="旧问题", deadline=soon(), item_number=known.number)

    assert place_one(KINDS["recognition"], row, actor=keeper) == known
    assert Item.objects.count() == 1


def test_a_number_that_is_none_is_refused(park, keeper):
    row = RecognitionProblem.objects.create(park=park, problem="旧问题", deadline=soon(), item_number="Y-0")

    with pytest.raises(WorkflowError):
        place_one(KINDS["recognition"], row, actor=keeper)

    assert not Item.objects.exists()


def test_an_assessment_counts_the_problems_of_its_own_list_alone(park, keeper):
    first, second = assessed(park, "1号", ["管网", "应急池"]), assessed(park, "2号", ["监测"])
    place_all(KINDS["feedback"], first, actor=keeper)
    FeedbackProblem.objects.create(
        assessment=second, text="旧账", deadline=soon(), item_number=ItemFactory(closed=True).number
    )
    place_all(KINDS["feedback"], second, actor=keeper)

    assert [reading.value for reading in fed_back(first, keeper).values()] == [2, 0]
    assert [reading.value for reading in fed_back(second, keeper).values()] == [2, 1]


def test_the_file_of_the_park_shows_all_three_and_puts_them_there(park, client):
    committee = UserFactory(role=Role.PARK, organization=park.committee)
    assessment = assessed(park, "1号", ["管网不分流"])
    client.force_login(committee)

    client.post(reverse("plans:measures-place", args=["feedback", assessment.pk]))
    page = client.get(f"{park.get_absolute_url()}?tab=measures").content.decode()

    assert Item.objects.get().number in page
    assert "认定问题" in page


def test_another_park_puts_nothing_there(park, client):
    assessment = assessed(park, "1号", ["管网不分流"])
    client.force_login(UserFactory(role=Role.PARK, organization=OrganizationFactory(kind="PARK_COMMITTEE")))

    answer = client.post(reverse("plans:measures-place", args=["feedback", assessment.pk]))

    assert answer.status_code == 404
    assert not Item.objects.exists()
