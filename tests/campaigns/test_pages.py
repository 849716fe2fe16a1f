"""The pages of campaigns: numbers that open their rows, gaps, targets; who sees which, who reports for whom."""

import json
import re
from datetime import timedelta
from html import unescape
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.datastructures import MultiValueDict
from lxml import html

from accounts.states import Role
from campaigns.models import Campaign, DayReport, Participation
from campaigns.services import summing
from campaigns.services.summing import board_of
from campaigns.states import CampaignState
from core import clock
from rectification.models import Item
from tests.dashboards.visiting import visit
from tests.factories import (
    CampaignFactory,
    DayReportFactory,
    EnterpriseFactory,
    ItemFactory,
    OrganizationFactory,
    ParticipationFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
PINNED = json.loads((Path(__file__).resolve().parents[1] / "query_counts.json").read_text(encoding="utf-8"))
OTHERS = (Role.ENTERPRISE, Role.OBSERVER, Role.SYSADMIN, Role.SECADMIN, Role.AUDITADMIN)


@pytest.fixture
def plant():
    return EnterpriseFactory()


@pytest.fixture
def office(plant):
    return UserFactory(role=Role.COORDINATOR)


@pytest.fixture
def campaign(office):
    return CampaignFactory(opened_by=office, target_checked=20, target_done_rate=95)


@pytest.fixture
def part(campaign):
    return ParticipationFactory(campaign=campaign)


def found(plant, ago, category="B01", **traits):
    item = ItemFactory(enterprise=plant, **traits)
    day = clock.today() - timedelta(days=ago)
    Item.objects.filter(pk=item.pk).update(found_on=day, category=category)
    return item


def rows_behind(browser, url):
    """The numbers of the items that a link to the ledger lists."""
    page = browser.get(unescape(url))
    assert page.status_code == 200
    return set(re.findall(r"/ledger/(\d+)/", page.text))


def test_its_problems_are_those_found_on_its_days_in_its_park_and_categories(office, plant, campaign):
    campaign.park, campaign.last_day = plant.park, clock.today() - timedelta(days=1)
    campaign.save()
    campaign.categories.set(["B"])
    inside = {str(found(plant, 1).pk), str(found(plant, 10, rectifying=True).pk)}
    found(plant, 11)
    found(plant, 0)
    found(plant, 2, category="A01")
    found(EnterpriseFactory(), 2)

    readings = board_of(campaign, office).readings

    assert readings[summing.FOUND].value == 2
    assert rows_behind(visit(office), readings[summing.FOUND].url) == inside


def test_every_number_of_the_page_opens_as_many_rows_as_it_says(office, plant, campaign, part):
    for place, traits in enumerate(({}, {"rectifying": True}, {"rectifying": True, "overdue": True}, {"closed": True})):
        found(plant, place + 1, **traits)
    board, browser = board_of(campaign, office), visit(office)
    readings = [*board.readings.values(), *(each for line in board.units for each in line.readings.values())]

    for reading in readings:
        assert len(rows_behind(browser, reading.url)) == reading.value, reading.url


def test_the_units_together_have_all_problems(office, plant, campaign, part):
    for place in range(4):
        found(plant, place + 1, **({"rectifying": True} if place % 2 else {}))
    board = board_of(campaign, office)

    for code in summing.OF_A_UNIT:
        assert sum(line.readings[code].value for line in board.units if line.readings) == board.readings[code].value


def test_a_day_without_a_report_stands_as_a_gap(office, campaign, part):
    DayReportFactory(participation=part, day=clock.today() - timedelta(days=2), checked=0)
    page = visit(office).get(campaign.get_absolute_url()).text

    [line] = board_of(campaign, office).units
    assert len(line.missing) == 9
    assert clock.today() not in line.missing
    assert clock.today() - timedelta(days=2) not in line.missing
    assert "9 天" in page


def test_the_sums_are_those_of_the_list_of_reports(office, campaign, part):
    for ago in (1, 2, 3):
        DayReportFactory(participation=part, day=clock.today() - timedelta(days=ago), checked=ago)
    board = board_of(campaign, office)

    listed = visit(office).get(board.units[0].url)

    assert board.total.checked == board.units[0].counts.checked == 6
    assert len(set(re.findall(r"/campaigns/reports/(\d+)/", listed.text))) == 3


def test_the_countdown_and_the_targets_stand_on_the_page(office, campaign, part):
    DayReportFactory(participation=part, checked=5)

    page = visit(office).get(campaign.get_absolute_url()).text

    assert "还有 10 天" in page
    assert "第 11 天，共 21 天" in page
    assert "25%" in page


def test_the_office_enters_shares_out_and_announces(office):
    unit, day = OrganizationFactory(), clock.today().isoformat()
    browser = visit(office)

    given = {"title": "雨季专项", "basis": "县安委〔2026〕3号", "first_day": day, "last_day": day, "categories": ["B"]}
    browser.post("/campaigns/add/", {**given, "target_checked": "45"})
    made = Campaign.objects.get()
    path = made.get_absolute_url()
    browser.post(f"{path}units/", {f"unit_{unit.pk}": "45", "version": "1"})
    browser.post(f"{path}announce/", {"version": "2"})

    made.refresh_from_db()
    assert (made.state, made.target_checked) == (CampaignState.RUNNING, 45)
    assert [category.pk for category in made.categories.all()] == ["B"]
    assert Participation.objects.get().share == 45


def test_it_is_changed_with_a_reason_and_closed_with_its_summary(office, campaign, part):
    browser, path = visit(office), campaign.get_absolute_url()
    kept = {"title": "改名", "basis": campaign.basis, "theme": "", "source": "", "park": "", "categories": ["B", "C"]}
    days = {"first_day": campaign.first_day.isoformat(), "last_day": campaign.last_day.isoformat()}

    answer = browser.post(f"{path}edit/", {**kept, **days, "reason": "名称有误", "version": "1"})
    assert answer.status_code == 302
    page = browser.get(path).text
    assert "改名" in page
    assert "名称有误" in page

    assert browser.post(f"{path}close/", {"version": "2", "summary": " "}).status_code == 422
    assert browser.post(f"{path}close/", {"version": "2", "summary": "全部完成"}).status_code == 302
    assert "全部完成" in browser.get(path).text


def test_withdrawn_it_stays_with_its_reason(office, campaign):
    path = campaign.get_absolute_url()

    visit(office).post(f"{path}withdraw/", {"version": "1", "reason": "与省级行动重复"})

    assert "与省级行动重复" in visit(UserFactory(role=Role.DEPARTMENT)).get(path).text


def test_a_unit_reports_by_its_own_form_alone(part, campaign):
    other = ParticipationFactory(campaign=campaign)
    browser = visit(UserFactory(role=Role.DEPARTMENT, organization=part.organization))
    given = {"day": clock.today().isoformat(), "checked": "3", "talks": "0", "fines": "0", "fine_amount": "0"}
    path = f"{campaign.get_absolute_url()}report/"

    assert other.organization.name not in browser.get(path).text
    assert browser.post(path, {**given, "participation": other.pk}).status_code == 422
    assert browser.post(path, {**given, "participation": part.pk}).status_code == 302
    assert browser.post(path, {**given, "participation": part.pk}).status_code == 422

    assert DayReport.objects.get().participation == part


def test_a_report_is_corrected_on_its_page_and_says_why(part, campaign):
    row = DayReportFactory(participation=part)
    browser = visit(UserFactory(role=Role.DEPARTMENT, organization=part.organization))
    given = {"checked": "9", "talks": "1", "fines": "1", "fine_amount": "20000", "note": "", "version": "1"}

    assert browser.post(f"{row.get_absolute_url()}edit/", {**given, "reason": ""}).status_code == 422
    assert browser.post(f"{row.get_absolute_url()}edit/", {**given, "reason": "漏报"}).status_code == 302

    assert "漏报" in browser.get(row.get_absolute_url()).text
    assert DayReport.objects.get().checked == 9


@pytest.mark.parametrize("role", [Role.DEPARTMENT, Role.INSPECTOR, Role.SUPERIOR])
def test_officials_of_the_county_read_and_do_not_open_or_end(campaign, role):
    above = {"organization": campaign.county} if role == Role.SUPERIOR else {}
    browser, path = visit(UserFactory(role=role, **above)), campaign.get_absolute_url()

    assert browser.get(path).status_code == 200
    for act in ("edit/", "units/", "announce/", "close/", "withdraw/", "report/"):
        assert browser.get(f"{path}{act}").status_code == 403, act
    assert browser.get("/campaigns/add/").status_code == 403


@pytest.mark.parametrize("role", OTHERS)
def test_for_others_there_is_no_campaign(campaign, part, role):
    row, browser = DayReportFactory(participation=part), visit(UserFactory(role=role))

    for path in ("/campaigns/", "/campaigns/reports/", campaign.get_absolute_url(), row.get_absolute_url()):
        assert browser.get(path).status_code == 404, path


def test_a_committee_sees_what_it_takes_part_in_and_of_that_its_own(plant, campaign, part):
    own = ParticipationFactory(campaign=campaign, organization=plant.park.committee, share=7)
    strange, mine = DayReportFactory(participation=part), DayReportFactory(participation=own, checked=2)
    draft = CampaignFactory(opened_by=campaign.opened_by, park=plant.park, state=CampaignState.DRAFT)
    officer = UserFactory(role=Role.PARK, organization=plant.park.committee)
    browser = visit(officer)

    assert browser.get(campaign.get_absolute_url()).status_code == 200
    assert browser.get(mine.get_absolute_url()).status_code == 200
    assert browser.get(strange.get_absolute_url()).status_code == 404
    assert browser.get(draft.get_absolute_url()).status_code == 404
    board = board_of(campaign, officer)
    assert (board.shared_out, board.total.checked) == (7, 2)
    assert visit(UserFactory(role=Role.PARK)).get(campaign.get_absolute_url()).status_code == 404


def test_the_file_of_a_park_names_its_campaigns_and_those_of_the_county(office, plant, campaign):
    own = CampaignFactory(opened_by=office, park=plant.park)
    other = CampaignFactory(opened_by=office, park=EnterpriseFactory().park)

    page = visit(office).get(f"{plant.park.get_absolute_url()}?tab=campaigns").text

    assert campaign.get_absolute_url() in page
    assert own.get_absolute_url() in page
    assert other.get_absolute_url() not in page


def test_the_api_lists_campaigns_with_filter_order_and_search(office, campaign):
    CampaignFactory(opened_by=office, title="粉尘防爆", state=CampaignState.DRAFT)
    browser = visit(office)

    running = browser.get("/api/v1/campaigns/?state=RUNNING&ordering=title&limit=5").json()
    searched = browser.get("/api/v1/campaigns/", {"search": "粉尘"}).json()

    assert [row["id"] for row in running["results"]] == [campaign.pk]
    assert [row["title"] for row in searched["results"]] == ["粉尘防爆"]
    assert visit(UserFactory(role=Role.ENTERPRISE)).get("/api/v1/campaigns/").json()["results"] == []


def more(campaign, plant, rows):
    """So many more units, reports, problems and campaigns."""
    for _number in range(rows):
        DayReportFactory(participation=ParticipationFactory(campaign=campaign))
        CampaignFactory(opened_by=campaign.opened_by, park=plant.park)
        found(plant, 3, rectifying=True)


def queries(browser, path):
    browser.get(path)
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(path).status_code == 200
    return len(asked)


@pytest.mark.parametrize("link", ["/campaigns/", "/campaigns/<campaign>/", "/campaigns/reports/"])
def test_the_number_of_queries_is_pinned_and_does_not_grow_with_the_rows(office, plant, campaign, link):
    browser, path = visit(office), link.replace("<campaign>", str(campaign.pk))
    more(campaign, plant, 3)
    few = queries(browser, path)
    more(campaign, plant, 17)

    assert (few, queries(browser, path)) == (PINNED.get(link), PINNED.get(link))


def opened_form(browser, campaign):
    """The form that changes a campaign, as a browser would send it: each choice that is ticked by itself."""
    page = html.fromstring(browser.get(f"{campaign.get_absolute_url()}edit/").content)
    form = next(form for form in page.forms if "title" in form.fields)
    return [(name, value) for name, value in form.form_values() if name]


def test_several_choices_that_were_left_alone_are_nobody_elses_change_and_stay_ticked(client, office, campaign):
    campaign.categories.set(["B", "A"])
    client.force_login(office)
    sent = MultiValueDict()
    for name, value in opened_form(client, campaign):
        sent.appendlist(name, value)
    sent["title"], sent["reason"] = "动火作业专项整治", ""

    answer = client.post(f"{campaign.get_absolute_url()}edit/", dict(sent.lists()))

    assert answer.status_code == 422
    assert answer.context["form"].overtaken == ()
    assert set(answer.context["form"].data.getlist("categories")) == {"A", "B"}


def test_several_choices_that_somebody_else_has_changed_meanwhile_stand_as_they_are_now(client, office, campaign):
    campaign.categories.set(["B", "A"])
    client.force_login(office)
    sent = MultiValueDict()
    for name, value in opened_form(client, campaign):
        sent.appendlist(name, value)
    sent["title"], sent["reason"] = "动火作业专项整治", "名称有误"
    campaign.categories.set(["B", "C"])

    client.post(f"{campaign.get_absolute_url()}edit/", dict(sent.lists()))

    assert {row.pk for row in campaign.categories.all()} == {"B", "C"}


REPORT = {"checked": "3", "talks": "1", "fines": "1", "fine_amount": "20000"}


@pytest.mark.parametrize(
    "wrong",
    [{"checked": "99999999999"}, {"fine_amount": "1000000001"}, {"fines": "1", "fine_amount": "0"}, {"fines": "0"}],
)
def test_figures_that_cannot_be_are_refused_at_a_field_and_nothing_is_lost(office, part, wrong):
    given = {"participation": part.pk, "day": clock.today().isoformat(), **REPORT, "note": "夜查", **wrong}

    answer = visit(office).post(f"{part.get_absolute_url()}report/", given)

    assert answer.status_code == 422
    assert "夜查" in answer.text
    assert not DayReport.objects.exists()


@pytest.mark.parametrize("share", [0, 12])
def test_more_plants_in_a_day_than_the_campaign_asks_for_are_asked_back_once(office, part, share):
    Participation.objects.filter(pk=part.pk).update(share=share)
    most = share or part.campaign.target_checked
    browser, path = visit(office), f"{part.get_absolute_url()}report/"
    given = {"participation": part.pk, "day": clock.today().isoformat(), **REPORT, "checked": str(most + 1)}

    asked = browser.post(path, given)

    assert asked.status_code == 422
    assert "检查企业数无误" in asked.text
    assert browser.post(path, {**given, "is_certain": "on"}).status_code == 302
    assert DayReport.objects.get().checked == most + 1


def test_a_correction_is_asked_back_as_well(office, part):
    row = DayReportFactory(participation=part)
    given, path = {**REPORT, "checked": "5000", "reason": "漏报", "version": "1"}, f"{row.get_absolute_url()}edit/"
    browser = visit(office)
    assert "检查企业数无误" not in browser.get(path).text

    assert browser.post(path, given).status_code == 422
    assert browser.post(path, {**given, "is_certain": "on"}).status_code == 302
    row.refresh_from_db()
    assert row.checked == 5000


def test_a_report_says_when_and_by_whom_it_was_filled_in(office, part):
    row = DayReportFactory(participation=part)
    browser = visit(office)

    for path in ("/campaigns/reports/", row.get_absolute_url()):
        assert "填报时间" in browser.get(path).text
        assert "报办结" not in browser.get(path).text


@pytest.mark.parametrize("act", ["close", "withdraw"])
def test_the_page_of_a_step_says_what_it_ends(office, part, act):
    page = visit(office).get(f"{part.get_absolute_url()}{act}/").text

    assert part.campaign.basis in page
    assert part.organization.label in page
    assert ("总结时留存的数字" in page) == (act == "close")


def test_before_it_is_announced_the_page_says_whom_it_asks_for_how_many(office, part):
    Campaign.objects.update(state=CampaignState.DRAFT)

    assert f"{part.organization.label} {part.share}" in visit(office).get(f"{part.get_absolute_url()}announce/").text


def test_a_step_of_what_has_ended_leads_back_and_says_so(office, campaign):
    Campaign.objects.update(state=CampaignState.WITHDRAWN, end_reason="重复")

    answer = visit(office).get(f"{campaign.get_absolute_url()}close/", follow=True)

    assert answer.redirect_chain[-1][0] == campaign.get_absolute_url()
    assert "专项行动已结束" in answer.text
