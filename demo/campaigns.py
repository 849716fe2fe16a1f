"""A special campaign that was closed with its summary, and one that runs, with days that a unit has not reported."""

from datetime import date, datetime, time, timedelta
from random import Random

from campaigns.models import Campaign, Participation
from campaigns.services.opening import CampaignGiven, open_campaign, share_out
from campaigns.services.reporting import ReportGiven, report
from campaigns.states import Measure
from campaigns.workflow import CAMPAIGNS
from core import clock
from core.services.acting import take
from demo.county import County
from demo.timelines import COUNTY_TIME
from inspections.models import ProblemCategory

SUMMARY = (
    "行动期间各参加单位按分工完成检查，发现的问题全部登记台账、逐条交办。\n"
    "遗留问题由交办单位继续督办，未整改到位前每周调度一次。\n"
    "将动火、受限空间等特殊作业“一票一核”固化为日常制度，纳入下一年度检查计划。"
)
OVER, SUMMED_UP, RUNNING, LEFT = 45, 25, 9, 12
"""Days since the first campaign ended, from then to its closing, since the second began, and until that one ends."""
THEME = "围绕特殊作业、重大危险源和污染防治设施运行开展拉网式排查，问题逐条登记台账、限期整改、闭环销号。"


def campaign_twice(county: County, today: date) -> None:
    """The campaign of the autumn is over and closed; that of the winter runs."""
    random = Random(f"campaigns {today}")  # noqa: S311 - a made-up past has to be repeatable
    office = county.logins["coordinator"]
    first = today - timedelta(days=OVER + 29)
    asked = CampaignGiven(
        "危险化学品企业特殊作业专项整治",
        "省应急管理厅关于开展特殊作业专项整治的通知（南应急〔2026〕48号）",
        first,
        first + timedelta(days=29),
        "整治动火、受限空间等特殊作业审批不严、监护不到位等问题。",
        categories=list(ProblemCategory.objects.filter(pk="C")),
        targets={Measure.CHECKED: 60, Measure.DONE_RATE: 90, Measure.TALKS: 5},
    )
    over = _hold(county, asked, {"emergency": 36, "park": 24}, today, random)
    with clock.at(_at(today - timedelta(days=OVER - SUMMED_UP), 16)):
        take(CAMPAIGNS, over.pk, "close", actor=office, summary=SUMMARY)
    begun = today - timedelta(days=RUNNING)
    asked = CampaignGiven(
        "今冬明春安全环保大排查大整治",
        "县安委会关于开展今冬明春安全环保大排查大整治的通知（砚安委〔2026〕9号）",
        begun,
        today + timedelta(days=LEFT),
        THEME,
        targets={Measure.CHECKED: 45, Measure.DONE_RATE: 95, Measure.TALKS: 6, Measure.FINES: 4},
    )
    _hold(county, asked, {"emergency": 20, "ecology": 15, "park": 10}, today, random)


def _hold(county: County, asked: CampaignGiven, shares: dict[str, int], today: date, random: Random) -> Campaign:
    """Entered two days before it begins, announced the day before, reported each evening but for some."""
    office = county.logins["coordinator"]
    with clock.at(_at(asked.first_day - timedelta(days=2), 9)):
        made = open_campaign(asked, actor=office)
        named = {county.logins[login].organization: share for login, share in shares.items()}
        share_out(made, named, actor=office, version=made.version)
    with clock.at(_at(asked.first_day - timedelta(days=1), 10)):
        take(CAMPAIGNS, made.pk, "announce", actor=office)
    for part in made.participations.select_related("organization", "campaign"):
        login = next(login for login in shares if county.logins[login].organization_id == part.organization_id)
        for place, day in enumerate(made.period.days()):
            if day < today and not _is_forgotten(login, place):
                with clock.at(_at(day, 18)):
                    report(_of_day(part, day, random), actor=county.logins[login])
    return made


def _is_forgotten(login: str, place: int) -> bool:
    """The days that a unit has left out: one of all, some of the ecology bureau alone."""
    return place == 5 or (login == "ecology" and place in (2, 3))


def _of_day(part: Participation, day: date, random: Random) -> ReportGiven:
    """Around the part of a day; now and then a talk or a fine."""
    checked = round(part.share / part.campaign.period.length * random.uniform(0.4, 1.7))
    fines = int(checked > 0 and random.random() < 0.12)
    talks = int(checked > 0 and random.random() < 0.2)
    return ReportGiven(part, day, checked, talks, fines, fines * random.choice((10000, 20000)))


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), COUNTY_TIME)
