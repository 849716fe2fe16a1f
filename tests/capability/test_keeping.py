"""Posts, trainings and calibrations: what is written, what follows, what is refused."""

from datetime import date, timedelta

import pytest

from accounts.states import Role
from capability.models import Calibration, EarlierPost, Supervisor, Team, Training
from capability.services import keeping
from core import clock
from core.errors import DomainError, StaleError
from core.models import FileChange
from core.querysets import address
from tests.capability.conftest import instrument, supervisor
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_a_new_post_leaves_the_one_before_as_an_earlier_one(officer, team):
    person = supervisor(team.organization, post="科员", since=date(2020, 1, 1))

    keeping.change_post(person, actor=officer, version=1, values={"post": "科长", "since": date(2024, 5, 1)})

    person.refresh_from_db()
    earlier = EarlierPost.objects.get()
    assert (person.post, person.since, person.version) == ("科长", date(2024, 5, 1), 2)
    assert (earlier.post, earlier.since, earlier.until) == ("科员", date(2020, 1, 1), date(2024, 4, 30))
    assert FileChange.objects.filter(row=address(person)).count() == 1


def test_who_comes_back_was_not_there_in_between(officer, team):
    person = supervisor(team.organization, left_on=date(2022, 6, 30))

    keeping.change_post(person, actor=officer, version=1, values={"post": "科长", "since": date(2024, 5, 1)})

    days = (date(2022, 6, 30), date(2023, 1, 1), date(2024, 5, 1))
    assert [Supervisor.objects.in_post(day).count() for day in days] == [1, 0, 1]


@pytest.mark.parametrize("since", [date(2020, 1, 1), date(2019, 1, 1)])
def test_a_new_post_begins_after_the_present_one(officer, team, since):
    person = supervisor(team.organization, since=date(2020, 1, 1))

    with pytest.raises(DomainError):
        keeping.change_post(person, actor=officer, version=1, values={"post": "科长", "since": since})

    assert not EarlierPost.objects.exists()


def test_a_post_is_not_changed_over_somebody_elses_change(officer, team):
    person = supervisor(team.organization)

    with pytest.raises(StaleError):
        keeping.change_post(person, actor=officer, version=7, values={"post": "科长", "since": clock.today()})

    assert not EarlierPost.objects.exists()


def test_the_first_supervisor_opens_the_file_of_the_unit(officer):
    row = Supervisor(organization=officer.organization, name="李某")

    keeping.add_person(row, actor=officer, names=["name"])

    assert Team.objects.get().organization == officer.organization
    assert row.training_by == date(clock.today().year, 12, 31)


def test_an_enterprise_has_no_supervisors(officer):
    row = Supervisor(organization=UserFactory(role=Role.ENTERPRISE).organization, name="李某")

    with pytest.raises(DomainError):
        keeping.add_person(row, actor=UserFactory(), names=["name"])

    assert not Supervisor.objects.exists()


@pytest.mark.parametrize(("result", "years"), [("PASSED", 1), ("ATTENDED", 1), ("FAILED", 0)])
def test_the_hours_of_the_year_move_the_training_on(officer, team, settings, result, years):
    person = supervisor(team.organization)
    row = Training(person=person, subject="法", held_on=clock.today(), hours=40, result=result)

    keeping.add_training(row, actor=officer, names=["subject", "hours"])

    person.refresh_from_db()
    assert person.training_by == date(clock.today().year + years, 12, 31)


def calibrated(thing, **said):
    given = {"calibrated_on": clock.today(), "body": "计量院", "valid_until": clock.today() + timedelta(days=365)}
    return Calibration(equipment=thing, **{**given, **said})


def test_a_calibration_sets_the_clock_of_the_instrument(officer, team):
    thing = instrument(team.organization, calibrate_by=clock.today() - timedelta(days=3))

    keeping.record_calibration(calibrated(thing), (), actor=officer, names=["calibrated_on"])

    thing.refresh_from_db()
    assert (thing.calibrate_by, thing.version) == (clock.today() + timedelta(days=365), 2)


def test_an_older_calibration_entered_later_does_not_turn_the_clock_back(officer, team):
    thing = instrument(team.organization)
    keeping.record_calibration(calibrated(thing), (), actor=officer, names=[])
    before = clock.today() - timedelta(days=400)

    old = calibrated(thing, calibrated_on=before, valid_until=before + timedelta(days=365))
    keeping.record_calibration(old, (), actor=officer, names=[])

    thing.refresh_from_db()
    assert thing.calibrate_by == clock.today() + timedelta(days=365)


def test_an_instrument_that_failed_is_under_repair(officer, team):
    thing = instrument(team.organization)

    keeping.record_calibration(calibrated(thing, is_passed=False, valid_until=None), (), actor=officer, names=[])

    thing.refresh_from_db()
    assert thing.state == "REPAIR"
    assert not thing.is_usable(clock.today())


@pytest.mark.parametrize(
    "wrong",
    [{"calibrated_on": clock.today() + timedelta(days=2)}, {"valid_until": None}, {"valid_until": date(2000, 1, 1)}],
)
def test_a_calibration_that_cannot_be_is_refused(officer, team, wrong):
    thing = instrument(team.organization)

    with pytest.raises(DomainError):
        keeping.record_calibration(calibrated(thing, **wrong), (), actor=officer, names=[])

    assert not Calibration.objects.exists()


def test_two_in_post_do_not_share_an_account(officer, team, client):
    supervisor(team.organization, account=officer)
    client.force_login(officer)

    answer = client.post(
        f"/capability/teams/{team.pk}/people/add/", {"name": "赵某", "account": officer.pk, "since": "2024-01-01"}
    )

    assert answer.status_code == 422
    assert "该账号已关联另一名在岗监管人员" in answer.text
    assert Supervisor.objects.count() == 1


def test_what_was_typed_stays_where_a_day_is_wrong(officer, team, client):
    client.force_login(officer)

    answer = client.post(
        f"/capability/teams/{team.pk}/people/add/", {"name": "赵某", "since": "2024-01-01", "left_on": "2023-01-01"}
    )

    assert answer.status_code == 422
    assert 'value="赵某"' in answer.text
    assert "结束日期早于开始日期" in answer.text


def test_lent_equipment_says_to_whom(officer, team, client):
    thing = instrument(team.organization)
    client.force_login(officer)
    said = {"kind": thing.kind, "name": thing.name, "serial": thing.serial, "state": "LENT", "version": 1}

    answer = client.post(f"/capability/equipment/{thing.pk}/edit/", said)

    assert answer.status_code == 422
    assert "请填写借给何单位" in answer.text
