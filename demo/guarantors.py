"""The guarantors of the made-up hazard sources and their checks, as the service counts them."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from random import Random

from accounts.models import User
from core.services import calendar
from demo.county import County
from demo.hazard_sources import SAVED_TOGETHER, own_random
from demo.timelines import COUNTY_TIME
from enterprises.models import Enterprise
from safety.models import Guarantor, GuarantorCheck, HazardSource, KeyPerson
from safety.rules.guarding import due_after
from safety.services.guarding import intervals
from safety.states import Duty, Post

POSTS = {
    Duty.PRINCIPAL: Post.PRINCIPAL,
    Duty.TECHNICAL: Post.DEPUTY_TECHNOLOGY,
    Duty.OPERATING: Post.DEPUTY_PRODUCTION,
}
LOOKED_AT = {
    Duty.TECHNICAL: "监测监控系统、安全仪表、应急物资运行情况，风险研判记录",
    Duty.OPERATING: "罐区巡检、液位压力报警、作业票证",
}
PROBLEMS = ("", "", "", "", "1台可燃气体报警器未按期检定", "围堰积水未及时排净", "巡检记录漏签1次")
LAST_CHECK_BEFORE = (1, 2, 3, 4, 5, 6, 9, 17)
"""Days from the last check of an operating guarantor until today: with 9 one is overdue, with 17 two are."""


def name_guarantors(county: County, enterprises: list[Enterprise], today: date, *, days: int) -> None:
    """Three guarantors for each major hazard source, with the checks of so many days."""
    keeper, by_enterprise = county.logins["coordinator"], {each.pk: each for each in enterprises}
    people = {
        (person.enterprise_id, person.post): person
        for person in KeyPerson.objects.filter(enterprise__in=by_enterprise, post__in=POSTS.values())
    }
    drafts = [
        draft
        for source in HazardSource.objects.filter(enterprise__in=by_enterprise).major().select_related("current")
        for draft in _guarantors(source, by_enterprise[source.enterprise_id], people, today - timedelta(days=days))
    ]
    made = [(guarantor, list(_checks(guarantor, random, today, keeper))) for guarantor, random in drafts]
    Guarantor.objects.bulk_create([guarantor for guarantor, _found in made], batch_size=SAVED_TOGETHER)
    checks = [check for _guarantor, found in made for check in found]
    for check in checks:
        check.guarantor_id = check.guarantor.pk
    GuarantorCheck.objects.bulk_create(checks, batch_size=SAVED_TOGETHER)


def _guarantors(
    source: HazardSource, enterprise: Enterprise, people: dict[tuple[int, str], KeyPerson], since: date
) -> Iterator[tuple[Guarantor, Random]]:
    for duty, post in POSTS.items():
        person = people[enterprise.pk, post]
        yield (
            Guarantor(source=source, duty=duty, person=person, since=since),
            own_random(enterprise, f"{source.name} {duty}"),
        )


def _checks(guarantor: Guarantor, random: Random, today: date, keeper: User) -> Iterator[GuarantorCheck]:
    """Each check on the day on which it was due or a little before; the guarantor is left with the next day due."""
    is_working, asked = calendar.current().is_working_day, intervals()
    last = today - timedelta(days=random.choice(LAST_CHECK_BEFORE)) if guarantor.duty == Duty.OPERATING else today
    guarantor.due = due_after(guarantor.since, guarantor.duty, asked, is_working)
    while guarantor.due is not None and guarantor.due <= last:
        day = guarantor.due - timedelta(days=random.choice((0, 0, 1)))
        yield GuarantorCheck(
            guarantor=guarantor,
            checked_on=day,
            was_due=guarantor.due,
            looked_at=LOOKED_AT[Duty(guarantor.duty)],
            problems=random.choice(PROBLEMS),
            recorded_by=keeper,
            recorded_at=datetime.combine(day, time(16, 30), COUNTY_TIME),
        )
        guarantor.due = due_after(day, guarantor.duty, asked, is_working)
