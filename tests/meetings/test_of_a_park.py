"""A park's own meetings: held by its committee, about its park alone, with decisions for those it may ask."""

from datetime import timedelta

import pytest

from accounts.states import OrganizationKind, Role
from core import clock
from core.errors import DomainError, NotAllowedError, WrongStateError
from core.services.acting import take
from documents.models import IssuedDocument
from meetings.models import Duty, Meeting
from meetings.services import minutes, reviewing
from meetings.services.holding import DutyGiven, MeetingGiven, correct, decide, hold
from meetings.workflow import DUTIES
from notices.models import Notice
from tests.dashboards.visiting import visit
from tests.factories import (
    DutyFactory,
    EnterpriseFactory,
    ItemFactory,
    MeetingFactory,
    OrganizationFactory,
    ParkFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def plant():
    return EnterpriseFactory()


@pytest.fixture
def officer(plant):
    return UserFactory(role=Role.PARK, organization=plant.park.committee)


@pytest.fixture
def meeting(plant, officer):
    return MeetingFactory(opened_by=officer, park=plant.park)


@pytest.fixture
def stranger():
    """An officer of another park of the county."""
    return UserFactory(role=Role.PARK, organization=ParkFactory().committee)


@pytest.fixture
def coordinator(plant):
    office = OrganizationFactory(kind=OrganizationKind.OFFICE)
    return UserFactory(role=Role.COORDINATOR, organization=office)


def due():
    return clock.today() + timedelta(days=3)


def test_an_officer_enters_a_meeting_of_the_own_park_and_decides_on_the_spot(plant, officer):
    browser = visit(officer)
    given = {"title": "园区周调度会", "held_at": "2026-01-05T09:00", "chair": "周", "park": plant.park_id}
    made = browser.post("/meetings/add/", given)
    meeting = Meeting.objects.get()
    duty = {"text": "清理动火点", "organization": plant.organization_id, "due": due()}

    answer = browser.post(f"{meeting.get_absolute_url()}decide/", duty)

    assert (made.status_code, answer.status_code) == (302, 302)
    assert (meeting.park, meeting.county) == (plant.park, plant.county)
    assert Duty.objects.get().organization == plant.organization


def test_no_meeting_is_held_for_another_park_or_for_the_county(plant, officer, stranger):
    for actor, park in ((stranger, plant.park), (officer, None), (UserFactory(role=Role.COORDINATOR), plant.park)):
        with pytest.raises(NotAllowedError):
            hold(MeetingGiven("会", clock.now(), "周", park=park), actor=actor)

    assert not Meeting.objects.exists()


def test_it_gives_duties_to_the_committee_and_the_plants_of_the_park_alone(plant, officer, meeting):
    form = visit(officer).get(meeting.get_absolute_url()).context["form"]
    offered = set(form.fields["organization"].queryset)

    assert offered == {plant.organization, plant.park.committee}
    for unit in (EnterpriseFactory().organization, OrganizationFactory()):
        with pytest.raises(DomainError, match="调度会"):
            decide(meeting, DutyGiven("x", unit, due()), actor=officer)
    assert not Duty.objects.exists()


def test_its_figures_are_of_the_park_whoever_reads_it(plant, officer, meeting, coordinator):
    ItemFactory(enterprise=plant, rectifying=True)
    ItemFactory(rectifying=True)
    with clock.at(clock.now() + timedelta(hours=1)):
        later = MeetingFactory(opened_by=officer, park=plant.park, held_at=clock.now() - timedelta(minutes=1))
        told = [
            {head.code: head.value for head in visit(person).get(later.get_absolute_url()).context["page"].heads}
            for person in (officer, coordinator)
        ]
    assert told[0] == told[1]
    assert told[0]["since.new"] == 1


def test_county_and_park_are_two_rounds(plant, officer, meeting, coordinator):
    county = MeetingFactory(opened_by=coordinator, held_at=clock.now())
    duty = DutyFactory(meeting=county, organization=plant.organization)
    later = MeetingFactory(opened_by=officer, park=plant.park, held_at=clock.now() + timedelta(minutes=5))

    asked = reviewing.asked_at(later, officer)

    assert reviewing.before(later, asked).meeting == meeting
    assert duty not in reviewing.carried(later, meeting.moment, coordinator)
    assert reviewing.last_held(coordinator) == county.moment


def test_who_reads_it_the_county_the_committee_and_whoever_it_asks(plant, officer, meeting, stranger, coordinator):
    mine = DutyFactory(meeting=meeting, organization=plant.organization, text="清理动火点")
    other = DutyFactory(meeting=meeting, organization=plant.park.committee, text="排定检查次序")
    unit = UserFactory(role=Role.ENTERPRISE, organization=plant.organization)
    neighbour = UserFactory(role=Role.ENTERPRISE, organization=EnterpriseFactory(park=plant.park).organization)
    seen = {}
    for person in (coordinator, officer, unit, neighbour, stranger):
        browser = visit(person)
        seen[person] = [browser.get(row.get_absolute_url()).status_code for row in (meeting, mine, other)]

    assert [seen[person] for person in (coordinator, officer)] == [[200, 200, 200]] * 2
    assert seen[unit] == [200, 200, 404]
    assert [seen[person] for person in (neighbour, stranger)] == [[404, 404, 404]] * 2
    assert other.text not in visit(unit).get(meeting.get_absolute_url()).text


def test_the_committee_is_told_and_confirms_and_not_the_county(plant, officer, meeting, coordinator):
    duty = DutyFactory(meeting=meeting, organization=plant.organization)
    unit = UserFactory(role=Role.ENTERPRISE, organization=plant.organization)
    take(DUTIES, duty.pk, "report", actor=unit, report="已清理")
    told = set(Notice.objects.filter(rule="duty-reported").values_list("recipient", flat=True))

    with pytest.raises(NotAllowedError):
        take(DUTIES, duty.pk, "confirm", actor=coordinator)

    assert told == {officer.pk}
    assert list(DUTIES.waiting_for(officer)) == [duty]
    assert not DUTIES.waiting_for(coordinator).exists()
    assert take(DUTIES, duty.pk, "confirm", actor=officer).state == "CONFIRMED"


def test_the_county_reads_it_and_changes_nothing_of_it(plant, meeting, coordinator):
    browser, path = visit(coordinator), meeting.get_absolute_url()
    page = browser.get(path)

    assert page.context["form"] is None
    for address in ("edit/", "minutes/"):
        assert browser.get(path + address).status_code == 403
    with pytest.raises(NotAllowedError):
        decide(meeting, DutyGiven("x", plant.organization, due()), actor=coordinator)
    with pytest.raises(NotAllowedError):
        correct(meeting, actor=coordinator, version=1, values={"title": "会", "reason": "误"})


def test_the_minutes_are_a_paper_of_the_committee_with_a_word_of_its_own_else_a_print(plant, officer, meeting):
    path = meeting.get_absolute_url()
    assert f"{path}minutes/" not in visit(officer).get(path).text
    with pytest.raises(WrongStateError, match="打印"):
        minutes.issue(meeting, actor=officer)

    committee = plant.park.committee
    type(committee).objects.filter(pk=committee.pk).update(document_word="砚园管")
    officer.organization.refresh_from_db()

    assert f"{path}minutes/" in visit(officer).get(path).text
    paper = minutes.issue(meeting, actor=officer)
    assert paper.number.startswith("砚园管纪〔")
    assert "园区" in str(paper.content)


def test_minutes_of_the_county_stay_unread_by_a_committee_that_it_asked(plant, officer, coordinator):
    held = MeetingFactory(opened_by=coordinator)
    DutyFactory(meeting=held, organization=plant.park.committee)
    minutes.issue(held, actor=coordinator)

    assert not IssuedDocument.objects.visible_to(officer).exists()
