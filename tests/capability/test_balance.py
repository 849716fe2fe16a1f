"""监管能力供需平衡: every term equals its rows; needed and available by the documented formula."""

from datetime import timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import Absence
from accounts.states import OrganizationKind, Role
from capability.models import Team
from capability.rules.balance import Load, Supply, instruments_needed, needed
from capability.services.balancing import balance_of, working_days
from core import clock
from core.rules.months import Month
from core.services import calendar
from enterprises.models import Permit
from tests.capability.conftest import instrument, supervisor
from tests.factories import EnterpriseFactory, ItemFactory, ParkFactory, UserFactory

LOADS = st.builds(
    Load,
    rows=st.integers(0, 10_000),
    times=st.fractions(Fraction(1, 24), 4, max_denominator=24),
    hours=st.integers(0, 80),
)


@given(st.lists(LOADS, max_size=8))
def test_what_is_needed_is_the_sum_of_its_terms(loads):
    assert needed(loads) == sum(load.rows * load.times * Fraction(load.hours, 8) for load in loads)
    assert needed(loads) >= 0


@given(st.integers(0, 200), st.integers(0, 23), st.integers(0, 5000), st.integers(0, 400))
def test_what_is_available_is_never_below_nothing_nor_above_all_days(people, days, away, hours):
    supply = Supply(people, days, away, hours)

    assert 0 <= supply.days <= supply.gross


@given(st.lists(LOADS, max_size=5), st.integers(1, 23))
def test_so_many_instruments_are_enough_and_one_less_is_not(loads, days):
    acts = sum((load.acts for load in loads), Fraction(0))

    found = instruments_needed(loads, days)

    assert found * days >= acts
    assert found == 0 or (found - 1) * days < acts


def next_month():
    return Month.of(clock.today()).plus(1)


@pytest.fixture
def coordinator():
    return UserFactory()


@pytest.fixture
def duties(team):
    """Something of every duty that a county has."""
    for grade in "ABCD":
        EnterpriseFactory(park=ParkFactory(risk_grade=grade), has_major_hazard_source=True)
    for number in range(5):
        plant = EnterpriseFactory(park=ParkFactory())
        Permit.objects.create(enterprise=plant, kind_id="PM21", valid_until=next_month().plus(number).last)
    ItemFactory(rectifying=True, due_in=(next_month().first - clock.today()).days + 3)
    ItemFactory(under_review=True)
    return team


@pytest.mark.django_db
def test_every_term_equals_the_rows_that_its_link_lists(duties, coordinator, client):
    client.force_login(coordinator)

    balance = balance_of(coordinator, None)

    codes = {line.duty.code for line in balance.lines}
    assert {"visit-a", "visit-b", "visit-c", "visit-d", "rounds", "review-permits", "recheck-backlog"} <= codes
    for line in balance.lines:
        for term in line.terms:
            shown = client.get(term.url).context["page"].paginator.count
            left_out = line.duty.only_first and term is not line.terms[0]
            assert term.load.rows == (0 if left_out else shown), (line.duty.code, term.url)


@pytest.mark.django_db
def test_people_and_instruments_equal_their_lists(team, coordinator, client):
    supervisor(team.organization)
    supervisor(team.organization, qualified=False)
    supervisor(team.organization, left_on=clock.today())
    instrument(team.organization, calibrate_by=None)
    instrument(team.organization, calibrate_by=clock.today())
    client.force_login(coordinator)

    for of in (None, team):
        balance = balance_of(coordinator, of)

        for given_ in balance.given:
            assert client.get(given_.people_url).context["page"].paginator.count == given_.supply.people == 1
        for each in balance.instruments:
            for sets in each.sets:
                assert client.get(sets.url).context["page"].paginator.count == sets.usable
    assert balance.instruments[0].sets[0].usable == 1


@pytest.mark.django_db
def test_absences_and_training_are_taken_off(team, coordinator, officer, settings):
    settings.SUPERVISOR_TRAINING_HOURS = 96
    month = next_month()
    supervisor(team.organization, account=officer)
    other = UserFactory(role=Role.DEPARTMENT, organization=officer.organization)
    Absence.objects.create(
        person=officer,
        substitute=other,
        first_day=month.first - timedelta(days=3),
        last_day=month.first + timedelta(days=6),
        created_by=officer,
        created_at=clock.now(),
    )

    supply = balance_of(coordinator, team).given[0].supply

    days = working_days(calendar.current(), month)
    away = [day for day in days if day <= month.first + timedelta(days=6)]
    assert (supply.gross, supply.away, supply.training) == (len(days), len(away), 1)
    assert supply.days == max(0, len(days) - len(away) - 1)


@pytest.mark.django_db
def test_a_unit_has_the_duties_that_its_file_names(duties, coordinator):
    other = Team.objects.create(organization=UserFactory(role=Role.DEPARTMENT).organization)

    own = {line.duty.code for line in balance_of(coordinator, duties).lines}

    assert {"visit-a", "rounds"} <= own
    assert "review-permits" not in own
    assert not balance_of(coordinator, other).lines


@pytest.mark.django_db
def test_a_committee_visits_its_own_parks(coordinator):
    park = ParkFactory(risk_grade="A")
    ParkFactory(risk_grade="A")
    committee = Team.objects.create(organization=park.committee, visits_parks=True)
    without = UserFactory(role=Role.PARK).organization
    assert without.kind == OrganizationKind.PARK_COMMITTEE

    line = balance_of(coordinator, committee).lines[0]

    assert line.duty.code == "visit-a"
    assert [term.load.rows for term in line.terms] == [1] * 6
    assert not balance_of(coordinator, Team.objects.create(organization=without, visits_parks=True)).lines


@pytest.mark.django_db
def test_what_waits_now_falls_into_the_first_month(duties, coordinator):
    backlog = next(line for line in balance_of(coordinator, None).lines if line.duty.code == "recheck-backlog")

    assert [term.load.rows > 0 for term in backlog.terms] == [True, *[False] * 5]


@pytest.mark.django_db
def test_a_shortfall_is_said_in_words(duties, coordinator, client):
    client.force_login(coordinator)

    answer = client.get("/capability/")

    assert "人手不足" in answer.text
    assert balance_of(coordinator, None).first_short == next_month()


@pytest.mark.django_db
@pytest.mark.parametrize("tab", ["overview", "people", "equipment", "balance", "changes"])
def test_each_tab_of_a_unit_opens(duties, officer, client, tab):
    supervisor(duties.organization)
    instrument(duties.organization)
    client.force_login(officer)

    assert client.get(f"{duties.get_absolute_url()}?tab={tab}").status_code == 200


@pytest.mark.django_db
def test_the_formula_says_the_numbers_in_force(coordinator, client, settings):
    settings.CAPABILITY_ROUND_HOURS = 77
    client.force_login(coordinator)

    assert ">77<" in client.get("/capability/formula/").text
