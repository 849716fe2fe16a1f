"""No sequence of acts, silences and days lets a person decide twice, and every challenge ends within its clocks."""

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from challenges.models import DECIDERS, Challenge
from challenges.services import pacing
from challenges.services.climbing import climb
from challenges.states import ChallengeEventKind
from core import clock
from core.errors import DomainError
from rectification.models import DeadlineSuspension, Item
from rectification.services import advance
from tests.challenges.cast import DAY, Cast, at_six
from tests.challenges.test_challenges import sound

STEPS = ("uphold", "change", "void", "go-on", "withdraw", "suspend", "resume")
ANSWERS = (ChallengeEventKind.UPHELD, ChallengeEventKind.CHANGED, ChallengeEventKind.PROPOSED)
ENDS = ("STANDS", "LET_STAND", "WITHDRAWN", "UNDECIDED", "MOOT", "VOIDED")
"""How it ends; or by the answer on one of the last two rungs."""
PEOPLE = ("plant", "finder", "team", "assigner", "unit", "body", "leader", "other plant")
MOST_CLOCKS = 8
"""Of each rung the answer, and of each either the second person or the enterprise."""


class ChallengeMachine(RuleBasedStateMachine):
    """Random people try random acts on random days; the job runs on some mornings and not on others."""

    def __init__(self):
        super().__init__()
        self.example = transaction.atomic()
        self.example.__enter__()

    def teardown(self):
        transaction.set_rollback(True)
        self.example.__exit__(None, None, None)

    @initialize(due_in=st.integers(1, 40))
    def begin(self, due_in):
        self.cast = Cast(due_in=due_in)
        self.day, self.slept = clock.today() + DAY, 0
        self.pk = self.cast.raised().pk
        self.promised = pacing.latest_end(self.now())
        self.was_late = False

    def now(self) -> Challenge:
        return Challenge.objects.get(pk=self.pk)

    @rule(step=st.sampled_from(STEPS), who=st.sampled_from(PEOPLE))
    def anybody_tries_anything(self, step, who):
        before = self.now()
        given = {"since": self.day, "values": {"description": f"改为{before.version}"}}
        with at_six(self.day):
            try:
                self.cast.act(before, step, who, **given)
            except (DomainError, Challenge.DoesNotExist):
                assert self.now().version == before.version

    @rule(who=st.sampled_from(PEOPLE), granted=st.booleans())
    def anybody_tries_to_decide_on_the_voiding(self, who, granted):
        given = {"granted": granted, "opinion": "意见"}
        with at_six(self.day):
            try:
                item = Item.objects.get(pk=self.cast.item.pk)
                advance(item.pk, "decide-void", actor=self.cast[who], version=item.version, **given)
            except (DomainError, Item.DoesNotExist):
                assert Item.objects.get(pk=item.pk).version == item.version

    @rule(days=st.integers(1, 9))
    def days_go_by_on_which_the_job_runs(self, days):
        for _day in range(days):
            self.day += DAY
            self.run_job()

    @rule(days=st.integers(1, 30))
    def days_go_by_on_which_it_does_not(self, days):
        self.day += timedelta(days=days)
        self.slept += days
        self.run_job()

    def run_job(self):
        with at_six(self.day):
            before = self.now()
            climb(self.day)
            assert climb(self.day).as_json() == {"on": self.day.isoformat(), "moved_up": 0, "ended": 0}
            after = self.now()
        if after.is_open and after.rung != before.rung:
            assert after.due > self.day

    @precondition(lambda self: hasattr(self, "pk"))
    @rule()
    def it_ends_by_itself_within_its_clocks(self):
        clocks, seen = 0, set()
        while self.now().is_open:
            clocks += 1
            assert clocks <= MOST_CLOCKS, "it does not end"
            self.day = self.now().due + DAY
            self.run_job()
            seen.add(self.now().rung)
        assert self.day <= self.promised_with_sleep()

    def promised_with_sleep(self):
        """Every day on which the job did not run can be a day more, and a holiday after it another few."""
        return self.promised + timedelta(days=3 * self.slept + 2 * MOST_CLOCKS)

    @invariant()
    def nobody_decides_twice_nor_on_what_he_had_a_part_in(self):
        if not hasattr(self, "pk"):
            return
        found = self.now()
        people = found.decider_ids
        assert len(people) == len(set(people))
        later = {getattr(found, f"{name}_id") for name in DECIDERS[1:]} - {None}
        assert not later & {self.cast["finder"].pk, self.cast["assigner"].pk}
        answers = [row.actor_id for row in found.events.filter(kind__in=ANSWERS)]
        assert sorted(set(answers)) == sorted(people)

    @invariant()
    def nothing_is_lost_or_late_while_it_stands_still(self):
        if not hasattr(self, "pk"):
            return
        item = Item.objects.get(pk=self.cast.item.pk)
        running = DeadlineSuspension.objects.filter(item=item, until=None).first()
        assert running is None or self.now().is_open
        with at_six(self.day):
            if running and self.day <= running.latest:
                assert not item.overdue
        kinds = [row.kind for row in self.now().events.all()]
        assert not set(ENDS).intersection(kinds[:-1])
        assert self.now().is_open or kinds[-1] in (*ENDS, "UPHELD", "CHANGED", "UNCONFIRMED")
        assert sound() == []


@pytest.mark.django_db
def test_random_people_on_random_days_never_decide_twice_and_it_always_ends():
    run_state_machine_as_test(
        ChallengeMachine,
        settings=settings(
            max_examples=15,
            stateful_step_count=12,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
