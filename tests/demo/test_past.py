"""The past of the made-up county, whatever the day it leads up to: seasons, durations, ages, deadlines kept."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from random import Random
from statistics import median

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import override_settings

from core.rules.months import Month
from demo.courses import courses_for
from demo.plots import Plot, Stage, plots
from demo.seasons import DAYS, HARD_MONTHS
from demo.seeding import found
from demo.sizes import SIZES
from demo.timelines import COUNTY_TIME

pytestmark = pytest.mark.django_db
SMALL, COUNTY = SIZES["small"], SIZES["county"]
TODAYS = (
    date(2026, 11, 23),
    date(2026, 6, 30),
    date(2026, 10, 8),
    date(2026, 2, 24),
    date(2026, 3, 1),
    date(2027, 1, 4),
)
YEAR = 365


@dataclass(frozen=True)
class Lives:
    """Plots up to a day, with the questions that the figures would ask of them."""

    today: date
    plots: list[Plot]

    @property
    def ages_of_open(self) -> list[int]:
        return [self.age(plot) for plot in self.plots if not is_closed(plot)]

    @property
    def whole_months(self) -> list[Month]:
        last = Month.of(self.today)
        return [last.plus(back) for back in range(-35, 0)]

    def age(self, plot: Plot) -> int:
        return (self.today - plot.first_day).days

    def kept_in_year(self, year: int) -> float:
        """The share of deadlines kept by what was found in the first, second or third year."""
        begin = DAYS - (year - 1) * YEAR
        return kept([plot for plot in self.plots if begin - YEAR < self.age(plot) <= begin])


def day_of(moment: datetime) -> date:
    return moment.astimezone(COUNTY_TIME).date()


def is_closed(plot: Plot) -> bool:
    """Whether all signatures have been given, or it was voided."""
    voided = any(step.name == "decide-void" and step.given["granted"] for step in plot.steps)
    return voided or not plot.case.chain


def kept(lives: list[Plot]) -> float:
    """Of those that passed a re-inspection: the share that did by the last deadline."""
    outcomes = []
    for plot in lives:
        named = [step.given["deadline"] for step in plot.steps if step.given.get("deadline")]
        passed = [day_of(step.at) for step in plot.steps if step.name == "pass"]
        outcomes += [passed[-1] <= named[-1]] if named and passed else []
    return sum(outcomes) / len(outcomes)


def days_to_close(plot: Plot) -> int:
    signed = [step.at for step in plot.steps if step.name == "sign-off"]
    return (day_of(signed[-1]) - plot.first_day).days


@pytest.fixture(scope="module")
def stage(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[Stage]:
    media = tmp_path_factory.mktemp("media")
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=media), transaction.atomic():
        yield found(SMALL, Random(1), TODAYS[0], password="!")
        transaction.set_rollback(True)
    cache.clear()


def lives_until(stage: Stage, today: date, items: int, growth: float) -> Lives:
    seasons = replace(stage.seasons, today=today, growth=growth)
    stage = replace(stage, today=today, seasons=seasons, random=Random(2026), waiting={})
    return Lives(today, list(plots(stage, courses_for(items, with_merged=items == SMALL.items))))


@pytest.fixture(scope="module", params=TODAYS, ids=str)
def small(request, stage) -> Lives:
    return lives_until(stage, request.param, SMALL.items, SMALL.growth)


@pytest.fixture(scope="module")
def large(stage) -> Lives:
    """Enough lives for shares to be told from chance."""
    return lives_until(stage, TODAYS[0], 2500, COUNTY.growth)


def test_each_problem_cites_what_was_in_force_on_the_day_on_which_it_was_found(large):
    given = [plot.given for plot in large.plots]

    assert all(basis.is_in_force(each.found_on) for each in given for basis in each.bases)
    assert all(each.criterion is None or each.criterion.is_in_force(each.found_on) for each in given)
    assert sum(bool(each.bases) for each in given) >= 0.98 * len(given)


def test_most_of_what_is_open_came_in_the_last_four_months_and_little_is_old(small):
    ages = small.ages_of_open

    assert 36 <= len(ages) <= 50
    assert sum(age <= 120 for age in ages) >= 0.75 * len(ages)
    assert 8 <= sum(age <= 30 for age in ages) <= 20
    assert 1 <= sum(age > YEAR for age in ages) <= 4
    assert max(ages) < 2 * YEAR


def test_each_month_has_found_something_but_for_some_of_the_first_year(small):
    by_month = Counter(Month.of(plot.first_day) for plot in small.plots)

    empty = [month for month in small.whole_months if not by_month[month]]

    assert len(empty) <= 2
    assert all(month <= Month.of(small.today).plus(-24) for month in empty)


def test_no_month_has_found_twice_as_much_as_the_ones_around_it(small):
    by_month = Counter(Month.of(plot.first_day) for plot in small.plots)
    recent = small.whole_months[-12:]

    for before, month in pairwise(recent):
        assert by_month[month] <= 2 * by_month[before] + 4, month


def test_what_is_closed_took_weeks_or_months(small):
    days = [days_to_close(plot) for plot in small.plots if not plot.case.chain]

    assert min(days) >= 10
    assert max(days) <= 200
    assert 60 <= median(days) <= 90


def test_all_lies_between_the_founding_and_the_day_before(small):
    assert max(plot.last_day for plot in small.plots) < small.today
    assert max(small.age(plot) for plot in small.plots) <= DAYS + 30


def test_deadlines_are_kept_as_often_as_in_a_real_county(small):
    assert 0.8 <= kept(small.plots) <= 0.97


def test_deadlines_are_kept_better_from_year_to_year_and_worse_where_the_season_is_hard(large):
    first, second, third = (large.kept_in_year(year) for year in (1, 2, 3))
    hard = [plot for plot in large.plots if plot.first_day.month in HARD_MONTHS]
    easy = [plot for plot in large.plots if plot.first_day.month not in HARD_MONTHS]

    assert 0.75 <= first < second < third <= 0.97
    assert kept(hard) < kept(easy) - 0.04


def test_the_safety_month_finds_most_and_spring_festival_least(large):
    by_month = Counter(plot.first_day.month for plot in large.plots if large.age(plot) > 120)

    assert by_month.most_common()[0][0] == 6
    assert by_month.most_common()[-1][0] == 2


def test_one_in_ten_or_fewer_is_still_open(large):
    assert 0.06 <= len(large.ages_of_open) / len(large.plots) <= 0.1


def test_a_large_county_has_as_many_open_as_half_a_year_before(large):
    ended = [plot.last_day for plot in large.plots if is_closed(plot)]
    before = large.today - timedelta(days=180)
    registered = sum(plot.first_day <= before for plot in large.plots)

    then = registered - sum(day <= before for day in ended)

    assert 0.6 <= len(large.ages_of_open) / then <= 1.5
