"""The past of the made-up parks: rounds of the risk assessment."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from demo.county import County
from demo.park_standing import stand
from demo.park_works import go_on
from parks.models import Park, RiskAssessment
from parks.rules.risk_grade import course

# fmt: off
ROUNDS = (
    # years ago: own, city, province, veto items, reasons; by the number of the park
    ((3, "62.00", "58.50", "57.50", "",       "消防站未投用，封闭化管理未实施，应急池容积不足"),
     (2, "68.00", "65.00", "64.25", "",       "污水处理厂投用，整治提升方案完成过半"),
     (1, "72.50", "69.00", "68.25", "",       "智能化管控平台投用；封闭化管理仍未联网，扣分项未销号")),
    ((3, "71.00", "68.50", "66.00", "VETO03", "两户居民位于外部安全防护距离内，直接判定为A级"),
     (2, "75.00", "72.00", "71.50", "",       "居民搬迁完成，否决项消除"),
     (1, "79.00", "77.25", "76.50", "",       "公共管廊一期、应急物资库投用")),
    ((3, "80.50", "78.00", "77.00", "",       "基础设施基本完善，人员专业化不足"),
     (2, "84.00", "82.50", "81.75", "",       "专业监管人员占比提高"),
     (1, "88.00", "86.50", "86.00", "",       "五个方面均达到D级标准")),
    ((3, "66.00", "63.50", "62.75", "",       "老旧装置多，重大危险源监测未全部接入"),
     (2, "73.00", "70.50", "70.00", "",       "重大危险源监测全部接入"),
     (1, "75.50", "73.50", "73.25", "",       "老旧装置淘汰退出两套")),
)
# fmt: on


def fill(county: County, parks: Sequence[Park], today: date) -> None:
    """Give each park its past."""
    go_on(parks, [county.people[park.committee_id][0] for park in parks], today)
    for number, park in enumerate(parks):
        _assess(park, ROUNDS[number % len(ROUNDS)], today)
        stand(county, park, number, today)


def _assess(park: Park, plan: Sequence[tuple[int, str, str, str, str, str]], today: date) -> None:
    """Rounds of the last three years, each published in its December; the park says what the last one says."""
    rounds = [
        RiskAssessment(
            park=park,
            year=today.year - years_ago,
            own_score=Decimal(own),
            city_score=Decimal(city),
            province_score=Decimal(province),
            veto_codes=vetoes,
            reasons=reasons,
            published_by="省安委办",
            published_on=date(today.year - years_ago, 12, 18),
            document=f"澜安委办〔{today.year - years_ago}〕31号",
        )
        for years_ago, own, city, province, vetoes, reasons in plan
    ]
    grades = [each.grade for each in rounds]
    for each, (before, after) in zip(rounds, course(grades), strict=True):
        each.from_grade, each.to_grade = before, after
    RiskAssessment.objects.bulk_create(rounds)
    last = rounds[-1]
    park.risk_grade, park.risk_score, park.risk_assessed_on = last.to_grade, last.province_score, last.published_on
    park.save()
