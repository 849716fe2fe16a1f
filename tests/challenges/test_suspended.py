"""期限中止: the days on which a deadline stands still are shown, added, and late nowhere."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from challenges.models import Challenge
from challenges.rules import ladder
from challenges.services.climbing import climb
from challenges.states import Rung
from core import clock, figures
from core.errors import WorkflowError, WrongStateError
from core.figures import Asked
from core.rules.working_days import Calendar
from rectification.models import Item
from rectification.rules import deadlines
from rectification.services import advance
from tests.challenges.cast import DAY, Cast, at_six, morning_after
from tests.challenges.test_challenges import sound

PLAIN = Calendar(exceptions={}, version="", years=frozenset())


@pytest.fixture
def cast(db):
    return Cast(due_in=3)


def suspended(cast, **given):
    made = cast.raised()
    cast.act(made, "suspend", "unit", **{"since": clock.today()} | given)
    return made


def test_as_many_days_are_added_as_it_stood_still_and_an_end_on_a_holiday_moves_on():
    friday = date(2026, 11, 20)

    def after(until):
        return deadlines.suspended(friday, date(2026, 11, 18), until, PLAIN).day

    assert after(date(2026, 11, 18)) == friday
    assert after(date(2026, 11, 21)) == date(2026, 11, 23)
    assert after(date(2026, 11, 22)) == date(2026, 11, 24)


def test_a_challenge_is_over_on_a_day_that_can_be_named():
    due = date(2026, 11, 20)
    ends = [ladder.latest_end(rung, "OPEN", due, 5, PLAIN) for rung in Rung]

    assert ends == sorted(ends, reverse=True)
    assert ends[-1] == date(2026, 11, 28)


def test_while_it_stands_still_no_reader_counts_it_late(cast):
    before = cast.now().deadline
    made = suspended(cast)

    with at_six(before + 10 * DAY):
        item = cast.now()
        asked = Asked.by(cast["assigner"])
        assert (item.overdue, item.days_late, item.original_deadline) == (False, 0, before)
        assert list(Item.objects.overdue(clock.today())) == []
        assert figures.read(["ledger.overdue"], asked)["ledger.overdue"].value == 0
    assert Challenge.objects.get().version == made.version + 1


def test_when_it_runs_again_the_days_are_added_and_the_original_stays(cast):
    before = cast.now().deadline
    made = suspended(cast)

    with at_six(clock.today() + 4 * DAY):
        cast.act(made, "resume", "assigner")

    item = cast.now()
    row = item.suspensions.get()
    assert (item.suspended_days, row.days, row.deadline_before, item.original_deadline) == (4, 4, before, before)
    assert before + 4 * DAY <= item.deadline <= before + 6 * DAY
    assert item.deadline_derivation["rule"] == "SUSPENSION"
    assert sound() == []


def test_the_decision_lets_it_run_again(cast):
    made = suspended(cast)
    day = clock.today() + 2 * DAY

    with at_six(day):
        cast.act(made, "withdraw", "plant")

    assert (cast.now().suspended_days, cast.now().suspensions.get().until) == (2, day)
    assert sound() == []


def test_silence_lengthens_it_and_its_end_adds_the_days_by_rule(cast):
    made = suspended(cast)
    for _clock in range(4):
        day = morning_after(made) + 3 * DAY
        with at_six(day):
            climb(day)
            assert not cast.now().overdue

    row = cast.now().suspensions.get()
    assert (row.until, row.ended_by, cast.now().suspended_days) == (day, None, row.days)
    assert cast.now().history.last().actor is None
    assert sound() == []


def test_another_day_that_is_named_meanwhile_stands_still_too(db):
    cast = Cast(rectifying=False, under_review=True, due_in=3)
    suspended(cast)
    named = clock.today() + 10 * DAY
    with at_six(clock.today() + 5 * DAY):
        given = {"reason": "未更换", "deadline": named}
        advance(cast.item.pk, "fail", actor=cast["body"], version=cast.now().version, **given)
    with at_six(named + 5 * DAY):
        assert not cast.now().overdue
    assert [row.is_running for row in cast.now().suspensions.order_by("pk")] == [False, True]
    assert sound() == []


def test_who_rectifies_meanwhile_is_in_time(db):
    cast = Cast(rectifying=False, under_review=True, due_in=3)
    suspended(cast)
    with at_six(clock.today() + 9 * DAY):
        advance(cast.item.pk, "pass", actor=cast["finder"], version=cast.now().version, **passed(cast))

    item = cast.now()
    assert (item.state, item.passed_on <= item.deadline) == ("AWAITING_SIGN_OFF", True)


def passed(cast):
    return {"opinion": "合格", "officers": [cast["finder"], cast["team"]], "evidence": []}


@pytest.mark.parametrize("days", [-1, 1])
def test_it_stands_still_from_no_day_before_the_challenge_and_none_to_come(cast, days):
    with at_six(clock.today() + DAY):
        made = cast.raised()
        with pytest.raises(WorkflowError) as refused:
            cast.act(made, "suspend", "unit", since=clock.today() + timedelta(days=days))

    assert (refused.value.field, cast.now().suspended_days) == ("since", None)


def test_what_was_late_before_it_stood_still_stays_late(cast):
    made = cast.raised()

    with at_six(cast.now().deadline + DAY), pytest.raises(WorkflowError) as refused:
        cast.act(made, "suspend", "unit", since=clock.today())

    assert (refused.value.field, cast.now().suspended_days) == ("since", None)


def test_one_that_stands_still_is_not_suspended_again_and_one_that_runs_does_not_run_again(cast):
    made = suspended(cast)

    with pytest.raises(WrongStateError):
        cast.act(made, "suspend", "unit", since=clock.today())
    cast.act(made, "resume", "unit")
    with pytest.raises(WrongStateError):
        cast.act(made, "resume", "unit")


def test_the_page_of_the_item_shows_that_it_stands_still(client, cast):
    suspended(cast)
    client.force_login(cast["plant"])

    shown = client.get(reverse("rectification:item-detail", args=[cast.item.pk])).text

    assert "理由如下" in shown
    assert "期限中止" in shown
