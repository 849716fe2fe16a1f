"""专业监管人员占比: in post on a day, qualified, share and gap (domain rules R6)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capability.models import EarlierPost, Supervisor, Team
from capability.rules.staffing import Staffing, training_due
from capability.services.staffing import course, staffing_on
from core import clock, figures
from core.figures import Asked, Moment
from core.rules.months import Month
from tests.capability.conftest import supervisor
from tests.factories import UserFactory

TARGET = 75


@given(st.integers(0, 500), st.integers(0, 500), st.integers(1, 100))
def test_the_gap_is_the_least_number_of_people_that_reaches_the_target(in_post, qualified, target):
    staffing = Staffing(in_post, min(qualified, in_post))

    gap = staffing.gap(target)

    assert 0 <= gap <= in_post
    assert (staffing.qualified + gap) * 100 >= target * in_post
    assert gap == 0 or (staffing.qualified + gap - 1) * 100 < target * in_post


@pytest.mark.parametrize(
    ("in_post", "qualified", "gap"), [(0, 0, 0), (1, 0, 1), (4, 3, 0), (4, 2, 1), (5, 3, 1), (8, 6, 0), (10, 7, 1)]
)
def test_the_gap_in_numbers(in_post, qualified, gap):
    assert Staffing(in_post, qualified).gap(TARGET) == gap


def test_nobody_in_post_is_no_share_and_no_target_met():
    assert Staffing(0, 0).is_empty
    assert not Staffing(0, 0).meets(TARGET)


def test_the_training_is_due_in_the_first_year_that_is_not_complete():
    assert training_due({2026: 40, 2027: 39}, 2026, 40) == date(2027, 12, 31)
    assert training_due({}, 2026, 40) == date(2026, 12, 31)


DAYS = st.dates(date(2015, 1, 1), date(2035, 12, 31))


@pytest.mark.django_db
@pytest.mark.parametrize("day", [date(2019, 12, 31), date(2020, 1, 1), date(2024, 2, 29), date(2026, 6, 30)])
def test_rows_and_counts_of_any_day_agree(team, day):
    unit = team.organization
    moved = supervisor(unit, since=date(2024, 3, 1))
    EarlierPost.objects.create(person=moved, since=date(2018, 1, 1), until=date(2020, 1, 1))
    supervisor(unit, left_on=date(2024, 2, 29))
    supervisor(unit, qualified=False, since=None)
    supervisor(unit, degree_on=date(2025, 7, 1))
    supervisor(unit, practising_since=date(2021, 2, 28))

    by_rows = Staffing(Supervisor.objects.in_post(day).count(), Supervisor.objects.qualified(day).count())

    assert staffing_on(Supervisor.objects.prefetch_related("earlier_posts"), day) == by_rows
    assert Team.objects.counted(day).get().staffing == by_rows


@pytest.mark.django_db
def test_experience_begins_on_the_day_on_which_the_years_are_complete(team, settings):
    settings.SUPERVISOR_EXPERIENCE_YEARS = 3
    supervisor(team.organization, practising_since=date(2021, 5, 10))

    counts = [Supervisor.objects.qualified(day).count() for day in (date(2024, 5, 9), date(2024, 5, 10))]

    assert counts == [0, 1]


@pytest.mark.django_db
def test_a_degree_without_experience_does_not_count_nor_experience_without_a_degree(team):
    supervisor(team.organization, practising_since=None)
    supervisor(team.organization, has_degree=False)

    assert Supervisor.objects.qualified(clock.today()).count() == 0


@pytest.mark.django_db
def test_the_share_has_the_numbers_of_its_lists(team, client):
    supervisor(team.organization)
    supervisor(team.organization, qualified=False)
    coordinator = UserFactory()
    client.force_login(coordinator)
    asked = Asked.by(
        coordinator, as_of=Moment.end_of(date(2026, 6, 30)), part={"organization": str(team.organization_id)}
    )

    read = figures.read(["supervisors.share", "supervisors.in_post"], asked)

    share = read["supervisors.share"]
    assert (share.value, share.whole) == (1, 2)
    assert client.get(share.url).context["page"].paginator.count == 1
    assert client.get(read["supervisors.in_post"].url).context["page"].paginator.count == 2


@pytest.mark.django_db
def test_the_months_end_today(team):
    supervisor(team.organization, since=clock.today())

    months = course(Supervisor.objects.all(), clock.today(), 3)

    assert [month for month, _staffing in months] == [Month.of(clock.today()).plus(-back) for back in (2, 1, 0)]
    assert [staffing.in_post for _month, staffing in months] == [0, 0, 1]


@pytest.mark.django_db
def test_a_unit_without_people_is_counted_and_says_so(team, client):
    supervisor(team.organization, left_on=clock.today() - timedelta(days=1))
    coordinator = UserFactory()
    client.force_login(coordinator)

    answer = client.get("/capability/")

    assert "无人员" in answer.text
    assert figures.read(["teams.without_people"], Asked.by(coordinator))["teams.without_people"].value == 1
    assert "无人员" in client.get(team.get_absolute_url()).text
