"""Requests for the doors of campaigns: entered, changed, shared out, announced, ended; a day reported and put right."""

from collections.abc import Callable
from typing import Any

from accounts.models import User
from campaigns.models import Campaign, Participation
from campaigns.states import CampaignState
from core import clock
from tests.browser.soak.world import World
from tests.doors.sent import Sent
from tests.factories import CampaignFactory, DayReportFactory, ParticipationFactory

Asked = tuple[User, str, dict[str, Any]]


def made(world: World, state: CampaignState = CampaignState.RUNNING) -> Participation:
    campaign = CampaignFactory(opened_by=world.users["coordinator"], state=state)
    part: Participation = ParticipationFactory(campaign=campaign, organization=world.users["emergency"].organization)
    return part


def said_of(campaign: Campaign) -> dict[str, str]:
    days = {"first_day": campaign.first_day.isoformat(), "last_day": campaign.last_day.isoformat()}
    return {"title": campaign.title, "basis": campaign.basis, "theme": "", "source": "", "park": "", **days}


def entered(world: World) -> Asked:
    day = clock.today().isoformat()
    given = {"title": "汛期专项行动", "basis": "县安委〔2026〕5号", "first_day": day, "last_day": day}
    return world.users["coordinator"], "/campaigns/add/", given


def changed(world: World) -> Asked:
    campaign = made(world).campaign
    given = {**said_of(campaign), "title": "改名的专项行动", "reason": "名称有误", "version": "1"}
    return world.users["coordinator"], f"{campaign.get_absolute_url()}edit/", given


def shared_out(world: World) -> Asked:
    part = made(world)
    given = {f"unit_{part.organization_id}": "12", "reason": "新增企业", "version": "1"}
    return world.users["coordinator"], f"{part.get_absolute_url()}units/", given


def step(name: str, state: CampaignState, **given: str) -> Callable[[World], Asked]:
    def asks(world: World) -> Asked:
        path = made(world, state).get_absolute_url()
        return world.users["coordinator"], f"{path}{name}/", {"version": "1", **given}

    return asks


def reported(world: World) -> Asked:
    part = made(world)
    given = {"day": clock.today().isoformat(), "checked": "3", "talks": "1", "fines": "0", "fine_amount": "0"}
    return world.users["emergency"], f"{part.get_absolute_url()}report/", {"participation": str(part.pk), **given}


def put_right(world: World) -> Asked:
    row = DayReportFactory(participation=made(world))
    given = {"checked": "9", "talks": "1", "fines": "1", "fine_amount": "20000", "reason": "漏报", "version": "1"}
    return world.users["emergency"], f"{row.get_absolute_url()}edit/", given


OF_CAMPAIGNS = (
    Sent("campaign entered", entered),
    Sent("campaign changed", changed),
    Sent("campaign shared out", shared_out),
    Sent("campaign announced", step("announce", CampaignState.DRAFT)),
    Sent("campaign closed", step("close", CampaignState.RUNNING, summary="按期完成")),
    Sent("campaign withdrawn", step("withdraw", CampaignState.RUNNING, reason="重复")),
    Sent("day of a campaign reported", reported),
    Sent("day report put right", put_right),
)
