"""安全提示: duties not performed, people below their posts, too many people are proposed once; a person decides."""

from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse

from accounts.states import Role
from core import clock, decisions
from core.errors import DomainError
from core.models import LogEntry
from core.services.acting import take
from demo.timelines import COUNTY_TIME
from inspections.models import Finding
from law.models import Basis
from rectification.services.from_shortfalls import put_on_ledger
from safety.models import CrowdedPlace, Guarantor, GuarantorCheck, KeyPerson, Shortfall
from safety.rules.crowds import Limits
from safety.services import guarding, keeping
from safety.services.proposing import propose_all
from safety.workflow import SHORTFALLS
from tests import faces
from tests.factories import EnterpriseFactory, HazardSourceFactory, ShortfallFactory, UserFactory

pytestmark = pytest.mark.django_db
AGO = timedelta(days=40)


@pytest.fixture
def keeper():
    return UserFactory()


def guarantor(since, ended=None):
    source = HazardSourceFactory(assessed={"MH12": 20})
    person = KeyPerson.objects.create(enterprise=source.enterprise, name="李某", post="OPERATOR", education="SENIOR")
    due = since + timedelta(days=7)
    return Guarantor.objects.create(
        source=source, duty="OPERATING", person=person, since=since, due=due, ended_on=ended
    )


def place(people=4, kind="FINE_BUILDING", **more):
    plant = EnterpriseFactory(**more)
    return CrowdedPlace(enterprise=plant, name="硝化厂房", kind=kind, people=people, counted_on=clock.today())


NAMES = ["name", "kind", "people", "counted_on"]


@pytest.mark.parametrize(
    ("kind", "people", "exceeded"),
    [("ABNORMAL_JOB", 6, False), ("ABNORMAL_JOB", 7, True), ("FINE_BUILDING", 2, False), ("FINE_BUILDING", 3, True)],
)
def test_six_at_an_abnormal_job_and_two_in_a_high_risk_building(kind, people, exceeded):
    assert Limits(6, 2).is_exceeded(kind, people) is exceeded


def test_a_duty_not_performed_is_proposed_as_major_by_the_criterion_in_force():
    row = guarantor(clock.today() - AGO)

    done = propose_all(clock.today())

    [found] = Shortfall.objects.all()
    assert (found.kind, found.code, found.criterion_id, found.is_major) == ("GUARANTOR", "C04", "MC5_1_5", True)
    assert (found.enterprise_id, done.proposed) == (row.source.enterprise_id, 1)


def test_before_the_standard_it_is_proposed_as_a_general_one():
    guarantor(date(2026, 8, 1))
    day = date(2026, 9, 10)

    with clock.at(datetime(2026, 9, 10, 3, tzinfo=COUNTY_TIME)):
        propose_all(day)

    [found] = Shortfall.objects.all()
    assert (found.is_major, found.code) == (False, "C04")


def test_the_same_is_never_proposed_twice():
    guarantor(clock.today() - AGO)

    runs = [propose_all(clock.today()) for _night in range(2)]

    assert [(run.proposed, run.already) for run in runs] == [(1, 0), (0, 1)]
    assert Shortfall.objects.get().events.count() == 1


def test_a_check_withdraws_it_and_another_neglect_proposes_it_anew(keeper):
    row = guarantor(clock.today() - AGO)
    propose_all(clock.today())

    check = GuarantorCheck(guarantor=row, checked_on=clock.today(), looked_at="罐区巡检")
    guarding.record_check(check, actor=keeper, names=["checked_on", "looked_at"])
    assert Shortfall.objects.get().state == "WITHDRAWN"

    Guarantor.objects.filter(pk=row.pk).update(due=clock.today() - timedelta(days=9))
    propose_all(clock.today())
    found = Shortfall.objects.get()
    assert (found.state, list(found.events.values_list("kind", flat=True))) == (
        "PROPOSED",
        ["PROPOSED", "WITHDRAWN", "PROPOSED"],
    )


def test_a_gap_of_a_key_person_is_proposed_and_goes_with_it(keeper):
    plant = EnterpriseFactory()
    person = KeyPerson(enterprise=plant, name="李某", post="OPERATOR", education="JUNIOR")
    keeping.add(person, actor=keeper, names=["name", "post", "education"])

    found = Shortfall.objects.get()
    assert (found.code, found.criterion_id, found.is_major) == ("C02", "MC5_1_3", True)

    keeping.change(person, actor=keeper, version=1, values={"education": "SENIOR"})
    found.refresh_from_db()
    assert found.state == "WITHDRAWN"


def test_an_education_that_nobody_knows_is_no_gap(keeper):
    KeyPerson.objects.create(enterprise=EnterpriseFactory(), name="李某", post="OPERATOR")

    assert propose_all(clock.today()).proposed == 0


def test_too_many_people_are_proposed_as_long_as_they_are_there(keeper):
    row = keeping.add(place(), actor=keeper, names=NAMES)

    found = Shortfall.objects.get()
    assert (found.code, found.criterion_id, found.facts["limit"]) == ("C05", "MC5_7_4", "2")

    keeping.change(row, actor=keeper, version=1, values={"people": 5})
    found.refresh_from_db()
    assert (found.facts["people"], [event.kind for event in found.events.all()]) == ("5", ["PROPOSED", "CHANGED"])
    keeping.change(row, actor=keeper, version=2, values={"people": 2})
    found.refresh_from_db()
    assert found.state == "WITHDRAWN"


def test_before_the_standard_nobody_counts_people():
    CrowdedPlace.objects.create(
        enterprise=EnterpriseFactory(), name="厂房", kind="FINE_BUILDING", people=9, counted_on=date(2026, 9, 1)
    )

    assert propose_all(date(2026, 9, 29)).proposed == 0
    assert propose_all(date(2026, 9, 30)).proposed == 1


def test_what_was_dismissed_is_proposed_again_on_other_facts_only(keeper):
    row = keeping.add(place(), actor=keeper, names=NAMES)
    found = Shortfall.objects.get()
    take(SHORTFALLS, found.pk, "dismiss", actor=keeper, version=found.version, reason="临时交接班")

    propose_all(clock.today())
    found.refresh_from_db()
    assert found.state == "DISMISSED"
    keeping.change(row, actor=keeper, version=1, values={"people": 9})
    found.refresh_from_db()
    assert found.state == "PROPOSED"


def test_one_click_makes_a_finding_of_it_once(keeper):
    keeping.add(place(), actor=keeper, names=NAMES)
    found = Shortfall.objects.get()

    item = put_on_ledger(found.pk, actor=keeper, version=found.version)

    finding = Finding.objects.get()
    assert (item.finding, finding.shortfall, finding.level) == (finding, found, "MAJOR")
    assert (finding.criterion_id, finding.category_id) == (None, "C05"), "nobody has reviewed its clause"
    assert "硝化厂房" in finding.description
    with pytest.raises(DomainError):
        put_on_ledger(found.pk, actor=keeper, version=None)
    found.refresh_from_db()
    propose_all(clock.today())
    assert (Finding.objects.count(), found.state) == (1, "CONFIRMED")
    assert "shortfall.confirm" in set(LogEntry.objects.values_list("act", flat=True))


def test_a_criterion_whose_clause_has_been_reviewed_stands_at_the_finding(keeper):
    Basis.objects.filter(subject_kind="criterion", subject_code="MC5_7_4").update(confirmed="yes")
    keeping.add(place(), actor=keeper, names=NAMES)

    put_on_ledger(Shortfall.objects.get().pk, actor=keeper, version=None)

    assert Finding.objects.get().criterion_id == "MC5_7_4"


def people(plant):
    return {
        "coordinator": UserFactory(),
        "park": UserFactory(role=Role.PARK, organization=plant.park.committee),
        "far park": UserFactory(role=Role.PARK),
        "enterprise": UserFactory(role=Role.ENTERPRISE, organization=plant.organization),
        "inspector": UserFactory(role=Role.INSPECTOR),
    }


def test_both_faces_say_the_same_and_the_keepers_decide():
    plant = EnterpriseFactory()
    for state in ("PROPOSED", "CONFIRMED", "WITHDRAWN", "DISMISSED"):
        ShortfallFactory(enterprise=plant, state=state)
    cast = people(plant)

    faces.assert_one(SHORTFALLS, cast.values())

    deciding = {name for name, user in cast.items() if SHORTFALLS.waiting_for(user).exists()}
    assert deciding == {"coordinator", "park"}
    assert [d for d in decisions.waiting_for(cast["park"]) if "/safety/shortfalls/" in d.url]


def test_the_page_has_the_button_and_the_list_the_row(client):
    shortfall = ShortfallFactory()
    client.force_login(UserFactory())

    page = client.get(shortfall.get_absolute_url()).text
    listed = client.get(reverse("safety:shortfall-list"), {"state": "PROPOSED", "kind": "CROWD"})
    confirmed = client.post(reverse("rectification:shortfall-confirm", args=[shortfall.pk]), {"version": 1})

    assert reverse("rectification:shortfall-confirm", args=[shortfall.pk]) in page
    assert list(listed.context["page"].object_list) == [shortfall]
    assert "/ledger/" in confirmed.headers["Location"]
    assert "/ledger/" in client.get(shortfall.get_absolute_url()).text


def test_it_is_dismissed_with_a_reason_on_its_page(client):
    shortfall = ShortfallFactory()
    client.force_login(UserFactory())
    address = reverse("safety:shortfall-dismiss", args=[shortfall.pk])

    assert client.post(address, {"version": 1, "reason": ""}).status_code == 422
    assert client.post(address, {"version": 1, "reason": "临时交接班"}).status_code == 302
    shortfall.refresh_from_db()
    assert shortfall.state == "DISMISSED"


def test_the_enterprise_sees_places_and_proposals_and_decides_nothing(client):
    row = place()
    row.save()
    shortfall = ShortfallFactory(enterprise=row.enterprise)
    client.force_login(UserFactory(role=Role.ENTERPRISE, organization=row.enterprise.organization))

    tab = client.get(f"{row.enterprise.get_absolute_url()}?tab=crowded-places").text
    page = client.get(shortfall.get_absolute_url()).text

    assert "超员" in tab
    assert "/confirm/" not in page
    assert "/dismiss/" not in page
