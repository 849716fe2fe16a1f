"""No sequence of acts by any people leads where the written rules forbid (reliability V30)."""

import os
from itertools import pairwise

import pytest
from django.db import transaction
from hypothesis import HealthCheck, assume, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from core.errors import WorkflowError, WrongStateError
from inspections.services.recording import SourceGiven
from rectification import workflow
from rectification.models import Item
from rectification.services import advance
from rectification.services.registration import ItemGiven, register
from rectification.states import State
from tests.rectification.workflow.cast import PEOPLE, Cast
from tests.rectification.workflow.model import STEPS_FROM, Life

MODES = st.sampled_from(("", "", "ENGINEERING", "MANAGEMENT", "SUSPEND"))
"""What a person says of how it is rectified; empty where nothing is said."""
DONE = ("AWAITING_SIGN_OFF", "PUBLICITY", "CLOSED")
SOAK = os.environ.get("SOAK") == "yes"


class LedgerMachine(RuleBasedStateMachine):
    """Random people try random steps; the product must do exactly what the written rules say."""

    def __init__(self):
        super().__init__()
        self.example = transaction.atomic()
        self.example.__enter__()

    def teardown(self):
        transaction.set_rollback(True)
        self.example.__exit__(None, None, None)

    @initialize(major=st.booleans())
    def begin(self, major):
        self.cast = Cast()
        self.life = Life(lead="plant", major=major)
        finding = ItemGiven(
            title="报警器失效",
            description="报警器失效",
            found_on=self.cast.enterprise.updated_at.date(),
            level="MAJOR" if major else "GENERAL",
            enterprise=self.cast.enterprise,
            sources=[SourceGiven(kind="COUNTY_CHECK")],
        )
        self.pk = register(finding, actor=self.cast.users["inspector"]).pk
        self.looked_at = 0

    def item(self) -> Item:
        return Item.objects.get(pk=self.pk)

    def try_step(self, step, person, yes, mode):
        user, item = self.cast.users[person.name], self.item()
        try:
            given = self.cast.given(step, user, yes=yes, mode=mode)
            advance(self.pk, step, actor=user, version=item.version, **given)
        except (WorkflowError, Item.DoesNotExist):
            allowed = self.life.may(step, person) and self.life.fits(step, mode)
            assert not allowed or self.rests_on_dates(step), f"{step} by {person} was refused"
            assert self.item().version == item.version
        else:
            assert self.life.may(step, person), f"{step} by {person} was let through"
            assert self.life.fits(step, mode), f"{step} with {mode or self.life.mode} was let through"
            self.life.note_mode(step, mode)
            self.life.take(step, person, yes=yes)

    def rests_on_dates(self, step):
        return step == "extend"

    @rule(step=st.sampled_from(sorted(STEPS_FROM)), person=st.sampled_from(PEOPLE), yes=st.booleans(), mode=MODES)
    def anybody_tries_anything(self, step, person, yes, mode):
        self.try_step(step, person, yes, mode)

    @rule(data=st.data(), yes=st.booleans(), mode=MODES)
    def somebody_does_what_is_allowed(self, data, yes, mode):
        allowed = [(step, who) for step in sorted(STEPS_FROM) for who in PEOPLE if self.life.may(step, who)]
        assume(allowed)
        self.try_step(*data.draw(st.sampled_from(allowed)), yes, mode)

    @rule(person=st.sampled_from(PEOPLE), step=st.sampled_from(sorted(STEPS_FROM)))
    def a_stale_page_is_told_so(self, person, step):
        user, before = self.cast.users[person.name], self.item()
        try:
            advance(self.pk, step, actor=user, version=before.version - 1, **self.cast.given(step, user))
        except (WrongStateError, Item.DoesNotExist):
            assert self.item().version == before.version
        else:
            raise AssertionError("a stale version was taken")

    @invariant()
    def what_stands_there_follows_from_what_was_done(self):
        """Looked at whenever somebody has changed the item; a refusal changes nothing (each step asserts it)."""
        if not hasattr(self, "pk"):
            return
        item = self.item()
        assert (item.state, item.mode) == (self.life.state, self.life.mode)
        assert (item.mode not in ("", "SUSPEND")) or item.state not in DONE
        if item.version != self.looked_at:
            entries = list(item.history.all())
            replays_to(item, entries)
            self.offered_is_allowed(item)
            if item.state == State.CLOSED:
                three_people_stand_behind(entries)
            self.looked_at = item.version

    def offered_is_allowed(self, item):
        for person in PEOPLE:
            user = self.cast.users[person.name]
            if Item.objects.visible_to(user).filter(pk=item.pk).exists():
                offered = {step.name for step in workflow.available(item, user)} & STEPS_FROM.keys() - {"extend"}
                assert offered == {step for step in STEPS_FROM if self.life.may(step, person)} - {"extend"}


def replays_to(item, entries):
    assert [entry.version for entry in entries] == list(range(1, item.version + 1))
    for earlier, later in pairwise(entries):
        assert later.from_state == earlier.to_state
    replayed = {}
    for entry in entries:
        replayed.update(entry.after)
    assert (entries[-1].to_state, replayed.get("deadline")) == (
        item.state,
        item.deadline.isoformat() if item.deadline else replayed.get("deadline"),
    )


def three_people_stand_behind(entries):
    submitted, reviewed, signed = (
        {entry.actor_id for entry in entries if entry.transition in names}
        for names in (("submit",), ("propose-pass", "pass", "confirm-pass", "fail"), ("sign-off",))
    )
    assert submitted
    assert reviewed
    assert signed
    assert not submitted & reviewed
    assert not (submitted | reviewed) & signed


@pytest.mark.django_db
@pytest.mark.req("V30")
def test_random_people_never_lead_an_item_where_the_rules_forbid():
    run_state_machine_as_test(
        LedgerMachine,
        settings=settings(
            max_examples=2000 if SOAK else 50,
            stateful_step_count=60 if SOAK else 30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
