"""Two people, or a person and the morning's job, move one challenge at once: one wins, nobody decides twice."""

import pytest

from challenges.models import Challenge
from challenges.services.answering import act
from challenges.services.climbing import climb
from challenges.services.raising import ChallengeGiven, challenge_finding
from core import clock
from core.errors import DomainError
from rectification.services import advance
from tests.challenges.cast import Cast, at_six, morning_after
from tests.challenges.test_challenges import sound
from tests.services.test_two_at_once import all_at_once

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]
SAID = ChallengeGiven("检查当日已送检", "有送检单为证")


def won(outcomes):
    """What came of those who were let through; the others were refused in words."""
    lost = [each for each in outcomes if isinstance(each, Exception)]
    assert all(isinstance(each, DomainError) for each in lost), lost
    return [each for each in outcomes if not isinstance(each, Exception)]


def test_a_finding_is_challenged_once():
    cast = Cast()

    outcomes = all_at_once([lambda: challenge_finding(cast.item.pk, SAID, actor=cast["plant"])] * 4)

    assert (len(won(outcomes)), Challenge.objects.count()) == (1, 1)


def test_two_colleagues_answer_once():
    cast = Cast()
    made = cast.raised()

    def answers(who, step, **more):
        return lambda: act(made.pk, step, actor=cast[who], version=1, reason="理由", **more)

    outcomes = all_at_once([answers("team", "uphold"), answers("finder", "void"), answers("finder", "uphold")])

    assert (len(won(outcomes)), Challenge.objects.get().events.count()) == (1, 2)
    assert sound() == []


def test_the_job_and_a_late_answer_move_it_once():
    cast = Cast()
    made = cast.raised()
    day = morning_after(made)

    def job():
        with at_six(day):
            return climb(day)

    def late():
        with at_six(day):
            return act(made.pk, "uphold", actor=cast["team"], version=1, reason="理由")

    outcomes = all_at_once([job, late, job])

    won(outcomes)
    found = Challenge.objects.get()
    assert (found.rung, found.state) in {("UNIT", "OPEN"), ("TEAM", "ANSWERED")}
    assert found.events.count() == 2
    assert sound() == []


@pytest.mark.parametrize("turn", range(3))
def test_a_sign_off_and_an_answer_wait_for_the_same_lock(turn):
    cast = Cast(rectifying=False, awaiting_sign_off=True)
    made = cast.raised()
    version = cast.now().version

    outcomes = all_at_once(
        [
            lambda: advance(cast.item.pk, "sign-off", actor=cast["assigner"], version=version, opinion="同意"),
            lambda: act(made.pk, "uphold", actor=cast["team"], version=1, reason="理由"),
        ]
    )

    assert won(outcomes)
    assert (Challenge.objects.get().state == "MOOT") == (cast.now().state == "CLOSED")
    assert clock.today() <= Challenge.objects.get().due
    assert sound() == []
