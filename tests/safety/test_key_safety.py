"""两重点 and key people: what is on file of them, what follows from it, and who lacks what the criteria ask."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.urls import reverse

from accounts.states import Role
from core import clock
from core.models import FileChange
from enterprises.models import Enterprise
from notices import clocks
from safety.models import Certificate, HeldChemical, KeyPerson, OperatedProcess
from safety.rules.qualifications import Outcome, Qualified, Way, judge
from safety.services import keeping
from safety.services.qualifying import judged
from tests.factories import EnterpriseFactory, HazardSourceFactory, UserFactory

BEFORE, SINCE = date(2026, 9, 29), date(2026, 9, 30)
PHONE = "13912345678"


@pytest.fixture
def plant(db):
    return EnterpriseFactory(has_key_process=True)


def person(enterprise, post="PRINCIPAL", **more):
    return KeyPerson.objects.create(enterprise=enterprise, name="李某", post=post, **more)


def lacks(enterprise, day=SINCE):
    """The items of the criteria that the people of an enterprise lack on a day."""
    people = KeyPerson.objects.prefetch_related("certificates")
    return [lack.criterion.item for each in judged(enterprise, people, day) for lack in each.lacks]


def send(client, address, key, **said):
    client.force_login(UserFactory())
    return client.post(reverse(address, args=[key]), {"version": 1, **said})


def signs(enterprise):
    fresh = Enterprise.objects.get(pk=enterprise.pk)
    return fresh.has_key_process, fresh.has_key_chemical, fresh.has_major_hazard_source


@pytest.mark.django_db
def test_a_key_process_and_a_key_chemical_make_the_signs_of_the_enterprise(client):
    enterprise = EnterpriseFactory()

    send(client, "safety:enterprise-process-add", enterprise.pk, process="KP04", place="硝化车间")
    send(client, "safety:enterprise-chemical-add", enterprise.pk, chemical="KC02", amount="60")

    assert signs(enterprise) == (True, True, False)
    shown = client.get(enterprise.get_absolute_url(), {"tab": "key-safety"}).text
    assert "硝化工艺" in shown
    assert "60" in shown


@pytest.mark.django_db
def test_what_has_ended_makes_no_sign(client):
    enterprise = EnterpriseFactory()
    send(client, "safety:enterprise-process-add", enterprise.pk, process="KP04")
    row = OperatedProcess.objects.get()

    keeping.change(row, actor=UserFactory(), version=1, values={"ended_on": clock.today()})

    assert signs(enterprise) == (False, False, False)


@pytest.mark.django_db
def test_the_form_of_the_enterprise_asks_for_no_sign(client):
    enterprise = EnterpriseFactory()
    client.force_login(UserFactory())

    page = client.get(reverse("enterprises:enterprise-edit", args=[enterprise.pk]))

    assert "has_key_process" not in page.text
    assert "has_major_hazard_source" not in page.text


@pytest.mark.parametrize(
    ("education", "major", "title", "met"),
    [
        ("COLLEGE", "CHEMICAL", "", True),
        ("BACHELOR", "SAFETY", "", True),
        ("BACHELOR", "OTHER", "", False),
        ("SENIOR", "CHEMICAL", "", False),
        ("JUNIOR", "", "CHEMICAL_MIDDLE", True),
        ("JUNIOR", "", "CHEMICAL_SENIOR", True),
        ("JUNIOR", "", "CHEMICAL_JUNIOR", False),
        ("JUNIOR", "", "OTHER", False),
    ],
)
def test_a_principal_needs_a_fitting_degree_or_a_chemical_title(plant, education, major, title, met):
    boss = person(plant, education=education, major_kind=major, title=title)
    Certificate.objects.create(person=boss, kind="MANAGEMENT")

    assert lacks(plant) == ([] if met else ["5.1.2"])


@pytest.mark.parametrize(
    ("education", "major", "explosives", "met"),
    [
        ("SENIOR", "", False, True),
        ("VOCATIONAL", "CHEMICAL", False, True),
        ("VOCATIONAL", "OTHER", False, False),
        ("JUNIOR", "", False, False),
        ("COLLEGE", "CHEMICAL", True, True),
        ("SENIOR", "", True, False),
        ("COLLEGE", "OTHER", True, False),
    ],
)
def test_an_operator_needs_senior_secondary_or_chemical_vocational_education(plant, education, major, explosives, met):
    person(plant, "OPERATOR", education=education, major_kind=major, handles_explosives=explosives)

    assert lacks(plant) == ([] if met else ["5.1.3"])


@pytest.mark.django_db
def test_where_nothing_is_key_or_major_no_degree_is_asked_of_the_principal():
    enterprise = EnterpriseFactory()
    Certificate.objects.create(person=person(enterprise, education="JUNIOR"), kind="MANAGEMENT")

    assert lacks(enterprise) == []


def test_the_degree_is_asked_since_the_standard_is_in_force(plant):
    boss = person(plant, education="BACHELOR", major_kind="OTHER")
    Certificate.objects.create(person=boss, kind="MANAGEMENT")

    assert (lacks(plant, BEFORE), lacks(plant, SINCE)) == ([], ["5.1.2"])


def test_who_has_no_certificate_that_holds_on_the_day_lacks_it_by_the_item_of_its_time(plant):
    welder = person(plant, "SPECIAL_WORKER", education="SENIOR")
    Certificate.objects.create(person=welder, kind="SPECIAL_WORK", valid_until=BEFORE - timedelta(days=1))

    assert (lacks(plant, BEFORE), lacks(plant, SINCE)) == (["2"], ["5.1.4"])


def test_of_whom_no_education_is_on_file_nobody_can_say(plant):
    person(plant, "OPERATOR")

    (each,) = judged(plant, KeyPerson.objects.prefetch_related("certificates"), SINCE)

    assert [lack.is_unknown for lack in each.lacks] == [True]


def test_a_rule_that_is_not_about_a_post_says_nothing():
    assert judge(Qualified("OPERATOR"), [Way(frozenset({"PRINCIPAL"}))], is_key_enterprise=True) is None
    assert judge(Qualified("OPERATOR"), [Way(frozenset({"OPERATOR"}))], is_key_enterprise=True) is Outcome.MET


def test_the_page_says_each_gap_with_its_clause(client, plant):
    person(plant, "OPERATOR", education="JUNIOR", phone=PHONE)
    client.force_login(UserFactory())

    shown = client.get(plant.get_absolute_url(), {"tab": "key-people"}).text

    assert "5.1.3" in shown
    assert "139****5678" in shown
    assert PHONE not in shown


def test_a_phone_stands_nowhere_as_it_is(client, plant):
    send(client, "safety:enterprise-person-add", plant.pk, name="王某", post="OPERATOR", phone=PHONE)

    row = KeyPerson.objects.get()
    assert row.phone == PHONE
    with connection.cursor() as cursor:
        cursor.execute("SELECT phone FROM safety_keyperson")
        assert PHONE not in cursor.fetchone()[0]
    assert PHONE not in str(list(FileChange.objects.values("before", "after")))


def test_a_masked_phone_that_comes_back_stays_as_it_is(client, plant):
    row = person(plant, "OPERATOR", phone=PHONE)

    answer = send(client, "safety:person-edit", row.pk, name="王某", post="OPERATOR", phone="139****5678")

    row.refresh_from_db()
    assert (answer.status_code, row.name, row.phone) == (302, "王某", PHONE)


def test_who_has_left_is_shown_no_more(client, plant):
    person(plant, left_on=clock.today() - timedelta(days=1))
    client.force_login(UserFactory())

    assert "李某" not in client.get(plant.get_absolute_url(), {"tab": "key-people"}).text


def test_a_certificate_is_put_on_file_and_its_last_day_is_a_clock(client, plant):
    row = person(plant, "SPECIAL_WORKER")
    until = clock.today() + timedelta(days=30)

    answer = send(client, "safety:person-certificate-add", row.pk, kind="SPECIAL_WORK", valid_until=until.isoformat())

    assert answer.status_code == 302
    assert [each.valid_until for each in clocks.named("certificates").rows()] == [until]


@pytest.mark.django_db
def test_filing_and_assessing_again_are_clocks_until_they_are_done():
    source = HazardSourceFactory(assessed={"MH12": 20})
    due = {code: clocks.named(f"hazard-source-{code}") for code in ("filing", "assessment")}
    assert {code: each.rows().count() for code, each in due.items()} == {"filing": 1, "assessment": 1}

    keeping.change(source, actor=UserFactory(), version=source.version, values={"filed_on": clock.today()})
    assert {code: each.rows().count() for code, each in due.items()} == {"filing": 0, "assessment": 1}


@pytest.mark.parametrize("role", [Role.PARK, Role.ENTERPRISE, Role.OBSERVER, Role.SYSADMIN])
def test_strangers_find_none_of_it(client, plant, role):
    rows = {
        "person": person(plant),
        "process": OperatedProcess.objects.create(enterprise=plant, process_id="KP04"),
        "chemical": HeldChemical.objects.create(enterprise=plant, chemical_id="KC02"),
    }
    rows["certificate"] = Certificate.objects.create(person=rows["person"], kind="OTHER")
    client.force_login(UserFactory(role=role))

    found = {name: client.get(reverse(f"safety:{name}-edit", args=[row.pk])).status_code for name, row in rows.items()}

    assert set(found.values()) == {404}
    assert client.get(reverse("safety:person-certificate-add", args=[rows["person"].pk])).status_code == 404
