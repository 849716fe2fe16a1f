"""Two random draws, one drawn and one committed, and an inspector's declared interest; by the real services."""

from datetime import date, datetime, time, timedelta
from random import Random

from capability.models import Supervisor
from core import clock
from core.services.acting import take
from demo.county import County
from demo.timelines import COUNTY_TIME
from draws.services.declaring import InterestGiven, declare
from draws.services.drawing import commit
from draws.services.gathering import DrawGiven
from draws.workflow import DRAWS
from enterprises.models import Enterprise


def draw_twice(county: County, enterprises: list[Enterprise], today: date) -> None:
    """The draw of three weeks ago has been drawn the day after; that of yesterday waits."""
    office = county.logins["coordinator"]
    _declare(county, enterprises[1], today)
    seeds = Random(f"draws {today}")  # noqa: S311 - a made-up past has to be repeatable
    for title, ago, number in (("重点企业双随机抽查（第一批）", 21, 4), ("重点企业双随机抽查（第二批）", 1, 3)):
        day = today - timedelta(days=ago)
        asked = DrawGiven(title, day + timedelta(days=5), day + timedelta(days=9), number, 2)
        with clock.at(_at(day, 9)):
            made = commit(asked, actor=office, entropy=seeds.randbytes)
        if day + timedelta(days=1) < today:
            with clock.at(_at(day + timedelta(days=1), 10)):
                take(DRAWS, made.pk, "draw", actor=office)


def _declare(county: County, enterprise: Enterprise, today: date) -> None:
    inspector = county.logins["inspector"]
    person = Supervisor.objects.get(account=inspector)
    day = today - timedelta(days=60)
    with clock.at(_at(day, 15)):
        given = InterestGiven(person, enterprise, "RELATIVE", "其妻之弟任该企业设备部副部长", day)
        declare(given, actor=inspector)


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), COUNTY_TIME)
