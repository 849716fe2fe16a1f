"""Visits on their pages: planned, proposed, approved, pressed at the gate, read by whom, marked in the list."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import LoginTries
from accounts.states import Role
from core import clock
from notices.services.calendar import Entry, Narrowed, entries
from tests.dashboards.visiting import count_behind
from tests.dashboards.visiting import visit as come
from tests.factories import EnterpriseFactory, OrganizationFactory, UserFactory, VisitFactory, certified
from visits.models import Cap, Visit
from visits.services import codes
from visits.states import VisitState

pytestmark = pytest.mark.django_db
PINNED = json.loads((Path(__file__).resolve().parents[1] / "query_counts.json").read_text(encoding="utf-8"))
OFFICIALS = (Role.COORDINATOR, Role.DEPARTMENT, Role.INSPECTOR, Role.SUPERIOR, Role.PARK)


@pytest.fixture
def officer():
    return UserFactory(role=Role.INSPECTOR)


@pytest.fixture
def leader(officer):
    return UserFactory(role=Role.DEPARTMENT, organization=officer.organization)


@pytest.fixture
def visit(officer):
    return VisitFactory(drafted_by=officer)


def gate(made):
    return f"/visits/gate/{codes.code_of(made)}/"


def asked(officer, **changed):
    made = VisitFactory.build(drafted_by=officer, enterprise=EnterpriseFactory())
    said = {
        "enterprise": str(made.enterprise.pk),
        "nature": "DAILY",
        "kind": "ROUTINE",
        "source": "PLAN",
        "basis": made.basis.pk,
        "planned_on": made.planned_on.isoformat(),
        "planned_at": "09:30",
        "items": "特殊作业审批\n包保责任",
        "team": [str(person.pk) for person in certified(officer.organization, number=2)],
    }
    return {**said, **changed}


def test_an_officer_prepares_a_visit_on_its_page(officer):
    answer = come(officer).post("/visits/add/", asked(officer), follow=True)

    made = Visit.objects.get()
    assert answer.redirect_chain[-1][0] == made.get_absolute_url()
    assert (made.body, made.drafted_by, made.state) == (officer.organization, officer, VisitState.DRAFT)
    assert "尚未申报" in answer.text
    assert "本年本次之前已检查 0 次，未公布上限" in answer.text


def test_a_team_of_another_body_cannot_be_sent(officer):
    strangers = [str(person.pk) for person in certified(OrganizationFactory(), number=2)]

    answer = come(officer).post("/visits/add/", asked(officer, team=strangers))

    assert answer.status_code == 422
    assert not Visit.objects.exists()


def test_the_page_opened_from_a_plant_has_it_filled_in(officer):
    plant = EnterpriseFactory()

    form = come(officer).get(f"/visits/add/?enterprise={plant.pk}").context["form"]

    assert form.initial["enterprise"] == plant


def test_a_changed_team_is_kept_and_who_stays_has_still_declared(visit, officer):
    new = certified(officer.organization)[0]
    stays = visit.officers.get(person__account=officer)
    given = {**asked(officer, enterprise=str(visit.enterprise_id)), "team": [str(stays.person_id), str(new.pk)]}

    come(officer).post(f"{visit.get_absolute_url()}edit/", {**given, "version": "1"})

    assert dict(visit.officers.values_list("person", "declared")) == {stays.person_id: "NONE", new.pk: "OPEN"}


def test_it_is_proposed_and_approved_by_its_pages(visit, officer, leader):
    come(officer).post(f"{visit.get_absolute_url()}propose/", {"version": "1"})
    page = come(leader).get(f"{visit.get_absolute_url()}approve/").text

    come(leader).post(f"{visit.get_absolute_url()}approve/", {"version": "2", "opinion": "同意"})

    visit.refresh_from_db()
    assert "检查频次" in page
    assert (visit.state, visit.opinion) == (VisitState.APPROVED, "同意")


def test_the_approval_shows_what_can_be_joined(visit, officer, leader):
    other = VisitFactory(enterprise=visit.enterprise)
    Visit.objects.filter(pk=visit.pk).update(state="PROPOSED", proposed_by=officer)

    page = come(leader).get(f"{visit.get_absolute_url()}approve/").text

    assert other.get_absolute_url() in page
    assert f"{visit.get_absolute_url()}join/" in page


def test_at_the_cap_the_page_asks_the_reason(visit, officer, leader):
    Cap.objects.create(body=visit.body, year=visit.year, number=1, published_on=date(2026, 6, 1), document="公告")
    VisitFactory(approved=True, drafted_by=officer, enterprise=visit.enterprise)
    Visit.objects.filter(pk=visit.pk).update(state="PROPOSED", proposed_by=officer)
    browser, path = come(leader), f"{visit.get_absolute_url()}approve/"

    refused = browser.post(path, {"version": "1"})
    visit.refresh_from_db()
    assert (refused.status_code, visit.state) == (422, VisitState.PROPOSED)
    browser.post(path, {"version": "1", "over_cap_reason": "发生泄漏"})

    assert count_behind(browser, "/visits/?flag=OVER_CAP") == 1


def test_the_code_is_shown_to_the_body_alone(officer, leader):
    visit = VisitFactory(approved=True, drafted_by=officer)
    path = f"{visit.get_absolute_url()}code/"

    assert codes.code_of(visit) in come(officer).get(path).text
    assert come(UserFactory(role=Role.DEPARTMENT)).get(path).status_code == 403
    assert codes.code_of(visit) not in come(UserFactory(role=Role.SUPERIOR)).get(visit.get_absolute_url()).text


def test_at_the_gate_stands_who_comes_about_what_and_no_more(officer):
    visit = VisitFactory(approved=True, drafted_by=officer, source_note="举报人李某反映")
    Visit.objects.filter(pk=visit.pk).update(opinion="内部意见")

    answer = Client().get(gate(visit))

    team = visit.officers.all()
    wanted = [visit.body.name, visit.enterprise.name, visit.basis.citation, *visit.lines]
    wanted += [text for each in team for text in (each.name, each.certificate)]
    assert all(text in answer.text for text in wanted)
    hidden = ["举报人李某", "内部意见", visit.approved_by.name, visit.enterprise.credit_code or "—x"]
    assert not any(text in answer.text for text in hidden)
    assert answer["Cache-Control"] == "no-store"


def test_the_plant_presses_entry_and_leaving_and_then_says_how_it_was(officer, leader):
    visit, browser = VisitFactory(approved=True, drafted_by=officer), Client()
    path = gate(visit)

    browser.post(path, {"act": "enter"})
    assert "检查组已离开" in browser.get(path).text
    browser.post(path, {"act": "leave"})
    browser.post(path, {"act": "rate", "rating-stars": "4", "rating-words": "规范"})
    browser.post(path, {"act": "complain", "complaint-words": "态度生硬"})

    visit.refresh_from_db()
    assert visit.state == VisitState.FINISHED
    assert [(each.stars, each.words) for each in visit.answers.all()] == [(4, "规范"), (None, "态度生硬")]
    assert "提交评价" not in browser.get(path).text
    assert "态度生硬" in come(leader).get(visit.get_absolute_url()).text
    for reader in (officer, UserFactory(role=Role.COORDINATOR)):
        assert "态度生硬" not in come(reader).get(visit.get_absolute_url()).text


@pytest.mark.parametrize("given", [{"act": "rate"}, {"act": "rate", "rating-stars": "6"}, {"act": "complain"}, {}])
def test_what_cannot_be_said_is_refused_in_words(given):
    visit = VisitFactory(left=True)

    answer = Client().post(gate(visit), given)

    assert answer.status_code == 422
    assert not visit.answers.exists()


def test_an_official_who_is_logged_in_presses_nothing_at_the_gate(officer):
    visit = VisitFactory(approved=True, drafted_by=officer)

    for user in (officer, UserFactory(role=Role.COORDINATOR)):
        browser = come(user)
        assert "检查组已入企" not in browser.get(gate(visit)).text
        assert browser.post(gate(visit), {"act": "enter"}).status_code == 403

    visit.refresh_from_db()
    assert visit.arrived_at is None


def test_a_wrong_code_is_a_page_that_is_not_there_and_is_counted(settings):
    settings.VISIT_SCANS_AN_HOUR = 2
    visit, browser = VisitFactory(approved=True), Client()
    wrong = f"/visits/gate/{visit.pk}-{'a' * 26}/"

    answers = [browser.get(wrong).status_code for _try in range(4)]

    assert answers[:2] == [404, 404]
    assert answers[-1] == 429
    assert browser.get(gate(visit)).status_code == 429
    assert LoginTries.objects.count() == 1


def test_what_is_found_is_registered_from_the_page_of_the_visit(officer, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    visit = VisitFactory(left=True, drafted_by=officer)
    path = f"{visit.get_absolute_url()}register/"
    browser = come(officer)
    assert browser.get(path).context["form"]["enterprise"].value() == visit.enterprise_id

    day = clock.today().isoformat()
    given = {"enterprise": visit.enterprise_id, "description": "灭火器失效", "level": "GENERAL", "found_on": day}
    page = browser.post(path, {**given, "source": "COUNTY_CHECK"}, follow=True).text

    item = visit.found.get().finding.item
    assert item.number in page
    assert browser.get("/api/v1/inspections/").json()["results"][0]["problems"] == 1


def test_today_stands_on_the_desk_of_the_team_and_the_approval_on_that_of_a_leader(officer, leader):
    today = VisitFactory(approved=True, drafted_by=officer)
    ahead = VisitFactory(approved=True, drafted_by=officer, planned_on=clock.today() + timedelta(days=2))
    asked_for = VisitFactory(state="PROPOSED", drafted_by=officer, proposed_by=officer)

    mine, theirs = come(officer).get("/").text, come(leader).get("/").text

    assert today.get_absolute_url() in mine
    assert ahead.get_absolute_url() not in mine
    assert asked_for.get_absolute_url() in theirs


def test_the_calendar_has_the_day_of_a_visit_and_the_last_day_to_fill_in(officer):
    day = clock.today() + timedelta(days=3)
    VisitFactory(approved=True, drafted_by=officer, planned_on=day)
    missed = VisitFactory(approved=True, drafted_by=officer, planned_on=clock.today() - timedelta(days=2))

    rows = entries(officer, Narrowed(), clock.today(), clock.today() + timedelta(days=30))

    assert {Entry(*row).clock for row in rows} == {"visits-planned", "visits-to-fill"}
    assert count_behind(come(officer), "/visits/?flag=TO_FILL") == 1
    assert missed.is_to_fill


@pytest.mark.parametrize("role", Role)
def test_the_list_is_for_officials(role):
    VisitFactory()
    wanted = 200 if role in OFFICIALS else 404

    assert come(UserFactory(role=role)).get("/visits/").status_code == wanted


def test_the_list_shows_frequency_and_what_can_be_joined(officer):
    visit = VisitFactory(approved=True, drafted_by=officer)
    VisitFactory(enterprise=visit.enterprise)
    Cap.objects.create(body=visit.body, year=visit.year, number=4, published_on=date(2026, 6, 1), document="公告")

    browser = come(officer)

    assert "1/4" in browser.get("/visits/").text
    assert count_behind(browser, "/visits/?flag=SAME_WEEK") == 2
    assert "另有 1 次，可合并" in browser.get("/visits/").text


def test_the_file_of_a_plant_has_its_visits_and_the_plant_reads_those_that_have_begun(officer):
    begun = VisitFactory(left=True, drafted_by=officer)
    ahead = VisitFactory(drafted_by=officer, enterprise=begun.enterprise)
    plant = UserFactory(role=Role.ENTERPRISE, organization=begun.enterprise.organization)
    path = f"{begun.enterprise.get_absolute_url()}?tab=visits"

    assert ahead.get_absolute_url() in come(officer).get(path).text
    shown = come(plant).get(path).text
    assert begun.get_absolute_url() in shown
    assert ahead.get_absolute_url() not in shown
    page = come(plant).get(begun.get_absolute_url())
    assert page.status_code == 200
    assert "审批前核查" not in page.text
    assert come(plant).get(ahead.get_absolute_url()).status_code == 404


def test_only_a_leader_enters_and_changes_the_cap_of_the_own_body(officer, leader):
    given = {"year": "2026", "number": "4", "published_on": "2026-06-20", "document": "公告〔2026〕1号"}

    assert come(officer).post("/visits/caps/add/", given).status_code == 403
    come(leader).post("/visits/caps/add/", given)
    cap = Cap.objects.get()
    assert (cap.body, cap.number, cap.is_late) == (leader.organization, 4, False)
    again = come(leader).post("/visits/caps/add/", given)
    assert (again.status_code, Cap.objects.count()) == (422, 1)
    assert come(UserFactory(role=Role.DEPARTMENT)).get(f"/visits/caps/{cap.pk}/edit/").status_code == 403


def more(visit, number):
    """So many further visits of the plant, the next one with a problem."""
    for _n in range(number):
        VisitFactory(approved=True, drafted_by=visit.drafted_by, enterprise=visit.enterprise)


def queries(browser, path):
    browser.get(path)
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(path).status_code == 200
    return len(asked)


@pytest.mark.parametrize("link", ["/visits/", "/visits/<visit>/", "/visits/caps/", "/enterprises/<pk>/?tab=visits"])
def test_the_number_of_queries_is_pinned_and_does_not_grow_with_the_rows(visit, officer, link):
    browser = come(officer)
    path = link.replace("<visit>", str(visit.pk)).replace("<pk>", str(visit.enterprise_id))
    more(visit, 3)
    few = queries(browser, path)
    more(visit, 9)

    assert (few, queries(browser, path)) == (PINNED.get(f"visits {link}"), PINNED.get(f"visits {link}"))


def test_the_number_told_after_the_visit_is_that_of_the_list(officer):
    visit = VisitFactory(left=True, drafted_by=officer)
    VisitFactory(left=True, drafted_by=officer, enterprise=visit.enterprise)
    Cap.objects.create(body=visit.body, year=visit.year, number=4, published_on=date(2026, 6, 1), document="公告")

    told = "本年含本次 2 次，上限 4 次"
    assert told in come(officer).get(visit.get_absolute_url()).text
    assert told in Client().get(gate(visit)).text
    assert "2/4" in come(officer).get("/visits/").text


def test_before_its_day_the_gate_says_from_when_and_has_nothing_to_press(officer):
    visit = VisitFactory(approved=True, drafted_by=officer, planned_on=clock.today() + timedelta(days=2))

    page = Client().get(gate(visit)).text

    assert "起可在此登记检查组入企" in page
    assert "检查组已入企" not in page


def test_a_second_rating_is_told_that_it_was_not_taken():
    visit = VisitFactory(left=True)
    said = {"act": "rate", "rating-stars": "4"}
    Client().post(gate(visit), said)

    answer = Client().post(gate(visit), {**said, "rating-stars": "1"})

    assert answer.status_code == 422
    assert "各限一次" in answer.text
    assert visit.answers.get().stars == 4


def test_a_leader_reads_what_is_decided_on_the_page_of_the_decision(leader, officer):
    visit = VisitFactory(state="PROPOSED", drafted_by=officer, proposed_by=officer)

    for act in ("approve", "return"):
        page = come(leader).get(f"{visit.get_absolute_url()}{act}/").text
        wanted = [
            *visit.lines,
            visit.basis.citation,
            *(each.name for each in visit.officers.all()),
            "检查人员不少于两人",
        ]
        assert [text for text in wanted if text not in page] == []


def test_another_cap_is_another_publication(leader):
    cap = Cap.objects.create(
        body=leader.organization, year=2026, number=2, published_on=date(2026, 6, 1), document="公告"
    )
    path, browser = f"/visits/caps/{cap.pk}/edit/", come(leader)
    given = {"number": "9", "published_on": "2026-06-01", "document": "公告", "version": "1"}

    assert browser.post(path, given).status_code == 422
    later = clock.today() + timedelta(days=1)
    assert browser.post(path, {**given, "document": "新公告", "published_on": str(later)}).status_code == 422
    assert browser.post(path, {**given, "document": "新公告"}).status_code == 302
    assert Cap.objects.get().number == 9


def test_the_list_of_caps_leads_only_those_who_may_change_one(leader):
    cap = Cap.objects.create(
        body=leader.organization, year=2026, number=2, published_on=date(2026, 6, 1), document="公告"
    )
    path = f"/visits/caps/{cap.pk}/edit/"
    others = (UserFactory(role=Role.DEPARTMENT), UserFactory(role=Role.INSPECTOR, organization=leader.organization))

    assert path in come(leader).get("/visits/caps/").text
    assert all(path not in come(user).get("/visits/caps/").text for user in others)


def test_both_of_two_joined_visits_say_so_in_the_list(officer):
    first = VisitFactory(approved=True, drafted_by=officer)
    VisitFactory(approved=True, drafted_by=officer, enterprise=first.enterprise, joined_to=first)

    page = come(officer).get("/visits/").text

    assert page.count("已合并") >= 2
    assert "另有 1 次，可合并" not in page
