"""检查能力: the teams of a body, its inspection days by month, and the yearly caps that hold for a plan."""

from calendar import monthrange
from collections import Counter
from datetime import date

from annualplans.models import Share, YearPlan
from annualplans.rules import demanding, solving
from annualplans.states import MONTHS
from capability.models import Supervisor
from core import clock
from core.services import calendar
from visits.models import Cap, Visit
from visits.services.checking import LEAST_TEAM


def teams_of(plan: YearPlan) -> dict[int, int]:
    """How many teams each body can make, of those in post whose enforcement certificate is in date today."""
    today = clock.today()
    people = Supervisor.objects.in_post(today).filter(organization__county=plan.county_id)
    people = people.exclude(certificate_number="").exclude(certificate_until__lt=today)
    numbers = Counter(people.values_list("organization", flat=True))
    return {body: number // LEAST_TEAM for body, number in numbers.items()}


def limits_of(plan: YearPlan, share: Share) -> list[int]:
    """The inspection days of a body in each month."""
    return demanding.day_limits(share.teams, plan.team_days, working_days(plan.year))


def working_days(year: int) -> list[int]:
    """How many working days each month of a year has."""
    days = calendar.current()
    return [
        sum(days.is_working_day(date(year, month, day)) for day in range(1, monthrange(year, month)[1] + 1))
        for month in range(1, MONTHS + 1)
    ]


def caps_of(plan: YearPlan) -> dict[int, tuple[int, int]]:
    """The cap of each body with its year: that of the plan's year, else that of the year before.

    A cap is published by the end of June (R7): until then that of the year before is planned with.
    """
    rows = Cap.objects.filter(body__county=plan.county_id, year__in=(plan.year - 1, plan.year)).order_by("year")
    return {body: (number, year) for body, number, year in rows.values_list("body", "number", "year")}


def visits_beside(plan: YearPlan) -> dict[tuple[int, int], int]:
    """Visits of the year that count towards the cap and were made of no line, by enterprise and body."""
    rows = Visit.objects.counted().filter(county=plan.county_id, year=plan.year, of_plan=None)
    return dict(Counter(rows.values_list("enterprise", "body")))


def first_month(plan: YearPlan) -> int:
    """The first month in which something can still be planned."""
    today = clock.today()
    return today.month if plan.year == today.year else 1


def limits(plan: YearPlan, shares: list[Share]) -> solving.Limits:
    """All that bounds a plan, as the solver takes it."""
    capacity = {(share.body_id, month): days for share in shares for month, days in share.capacity.items()}
    caps = {body: number for body, (number, _year) in caps_of(plan).items()}
    return solving.Limits(caps, visits_beside(plan), capacity, first_month(plan))
