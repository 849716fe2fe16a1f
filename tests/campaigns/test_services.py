"""What is done with a campaign: entered, shared out, announced, reported, put right, closed; and what is refused."""

from datetime import timedelta

import pytest

from accounts.states import OrganizationKind, Role
from campaigns.models import Campaign, DayReport
from campaigns.services.opening import CampaignGiven, change, open_campaign, share_out
from campaigns.services.reporting import ReportGiven, correct, report
from campaigns.states import CampaignState, Measure
from campaigns.workflow import CAMPAIGNS
from core import clock
from core.errors import DomainError, NotAllowedError, StaleError, WorkflowError, WrongStateError
from core.models import LogEntry
from core.services.acting import take
from tests.faces import assert_one
from tests.factories import (
    CampaignFactory,
    DayReportFactory,
    OrganizationFactory,
    ParkFactory,
    ParticipationFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return UserFactory(role=Role.COORDINATOR)


@pytest.fixture
def part(office):
    return ParticipationFactory(campaign=CampaignFactory(opened_by=office))


@pytest.fixture
def officer(part):
    return UserFactory(role=Role.DEPARTMENT, organization=part.organization)


def given(**changed):
    day = clock.today()
    asked = {"title": "动火专项整治", "basis": "省应急厅〔2026〕12号", "first_day": day, "last_day": day}
    return CampaignGiven(**{**asked, **changed})


def told(part, ago=1, **changed):
    return ReportGiven(part, clock.today() - timedelta(days=ago), **{"checked": 4, **changed})


def test_a_campaign_is_entered_shared_out_and_announced(office):
    unit = OrganizationFactory()

    campaign = open_campaign(given(targets={Measure.CHECKED: 45}), actor=office)
    share_out(campaign, {unit: 45}, actor=office, version=1)
    made = take(CAMPAIGNS, campaign.pk, "announce", actor=office)

    assert made.state == CampaignState.RUNNING
    assert made.targets == {Measure.CHECKED: 45}
    acts = LogEntry.objects.about(campaign).order_by("pk").values_list("act", flat=True)
    assert list(acts) == ["campaign.open", "campaign.share-out", "campaign.announce"]


def test_others_open_none():
    with pytest.raises(NotAllowedError):
        open_campaign(given(), actor=UserFactory(role=Role.DEPARTMENT))

    assert not Campaign.objects.exists()


def test_the_days_do_not_run_backwards(office):
    with pytest.raises(DomainError) as refused:
        open_campaign(given(last_day=clock.today() - timedelta(days=1)), actor=office)

    assert refused.value.field == "last_day"


def test_without_a_unit_it_is_not_announced(office):
    campaign = CampaignFactory(opened_by=office, state=CampaignState.DRAFT)

    with pytest.raises(WrongStateError):
        take(CAMPAIGNS, campaign.pk, "announce", actor=office)


def test_what_has_not_begun_is_not_closed(office):
    day = clock.today() + timedelta(days=1)
    campaign = CampaignFactory(opened_by=office, first_day=day, last_day=day)

    with pytest.raises(WrongStateError):
        take(CAMPAIGNS, campaign.pk, "close", actor=office, summary="已完成")


def test_a_change_has_a_reason_and_leaves_what_stood_there(office, part):
    campaign = part.campaign

    with pytest.raises(WorkflowError):
        change(campaign, actor=office, version=1, values={"title": "新名称"})
    change(campaign, actor=office, version=1, values={"title": "新名称", "reason": "名称有误"})

    entry = LogEntry.objects.get(act="campaign.change")
    assert (entry.before["title"], entry.after["title"], entry.reason) == (campaign.title, "新名称", "名称有误")


def test_the_days_are_not_moved_away_from_under_reports(office, part):
    DayReportFactory(participation=part)

    with pytest.raises(DomainError):
        change(part.campaign, actor=office, version=1, values={"first_day": clock.today(), "reason": "延期"})


def test_once_announced_a_unit_stays_and_a_share_changes_with_a_reason(office, part):
    campaign, unit = part.campaign, part.organization

    for refused in ({}, {OrganizationFactory(): 3}):
        with pytest.raises(DomainError):
            share_out(campaign, refused, actor=office, version=1, reason="调整")
    with pytest.raises(WorkflowError):
        share_out(campaign, {unit: 12}, actor=office, version=1)
    share_out(campaign, {unit: 12}, actor=office, version=1, reason="新增两家企业")

    part.refresh_from_db()
    assert part.share == 12


def test_an_enterprise_takes_no_part(office):
    campaign = CampaignFactory(opened_by=office, state=CampaignState.DRAFT)

    with pytest.raises(DomainError):
        share_out(campaign, {OrganizationFactory(kind=OrganizationKind.ENTERPRISE): 1}, actor=office, version=1)


def test_a_unit_reports_a_day_once(part, officer):
    report(told(part), actor=officer)

    with pytest.raises(DomainError) as refused:
        report(told(part, checked=5), actor=officer)

    assert refused.value.field == "day"
    assert DayReport.objects.get().checked == 4


@pytest.mark.parametrize("ago", [11, -1], ids=["before it began", "tomorrow"])
def test_of_other_days_nothing_is_reported(part, officer, ago):
    with pytest.raises(DomainError):
        report(told(part, ago), actor=officer)

    assert not DayReport.objects.exists()


def test_a_sum_of_fines_needs_their_number(part, officer):
    with pytest.raises(DomainError) as refused:
        report(told(part, fine_amount=5000), actor=officer)

    assert refused.value.field == "fines"


@pytest.mark.parametrize("role", [Role.DEPARTMENT, Role.INSPECTOR, Role.SUPERIOR])
def test_nobody_reports_for_another_unit_but_the_office(part, office, role):
    with pytest.raises(NotAllowedError):
        report(told(part), actor=UserFactory(role=role))

    assert report(told(part), actor=office).participation == part


def test_a_report_is_put_right_with_a_reason(part, officer):
    row = report(told(part), actor=officer)

    with pytest.raises(WorkflowError):
        correct(row, actor=officer, version=1, values={"checked": 6})
    correct(row, actor=officer, version=1, values={"checked": 6, "reason": "漏报两家"})
    with pytest.raises(StaleError):
        correct(row, actor=officer, version=1, values={"checked": 7, "reason": "再改"})

    entry = LogEntry.objects.get(act="campaign-report.correct")
    assert (entry.before["checked"], entry.after["checked"], entry.reason) == (4, 6, "漏报两家")


def test_closed_it_keeps_its_figures_and_takes_nothing_more(office, part, officer):
    row = report(told(part, talks=2), actor=officer)

    made = take(CAMPAIGNS, part.campaign.pk, "close", actor=office, summary="按期完成")

    assert (made.final["checked"], made.final["talks"], made.final["missing"]) == (4, 2, 9)
    for act in (
        lambda: report(told(part, 2), actor=officer),
        lambda: correct(row, actor=officer, version=1, values={"checked": 9, "reason": "x"}),
        lambda: change(made, actor=office, version=made.version, values={"title": "x", "reason": "x"}),
        lambda: share_out(made, {part.organization: 1}, actor=office, version=made.version, reason="x"),
    ):
        with pytest.raises(WrongStateError):
            act()


def test_a_step_is_found_by_the_database_where_it_is_offered(office, part, officer):
    CampaignFactory(opened_by=office, state=CampaignState.DRAFT)
    ParticipationFactory(campaign=CampaignFactory(opened_by=office, state=CampaignState.DRAFT))
    day = clock.today() + timedelta(days=2)
    CampaignFactory(opened_by=office, first_day=day, last_day=day, park=ParkFactory())

    assert_one(CAMPAIGNS, [office, officer, UserFactory(role=Role.SUPERIOR)])
