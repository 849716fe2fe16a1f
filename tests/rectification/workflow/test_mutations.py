"""What watches the workflow is awake: each guard that is taken away is noticed (reliability V30)."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from rectification import workflow
from rectification.states import State
from tests.rectification.workflow.model import OF_MAJOR, STANDS_AT, STEPS_FROM
from tests.rectification.workflow.test_machine import SOAK, LedgerMachine
from tests.rectification.workflow.test_matrix import Stage, wrongly_offered

pytestmark = [pytest.mark.django_db, pytest.mark.req("V30")]
STEPS = sorted(STEPS_FROM.keys() - {"extend"})
OCCASION_SAYS_WHERE = {"sign-off", "return", "decide-void"}
ELSEWHERE = {"look-back": "pending", "decide-extension": "extension awaiting", "confirm-pass": "second officer awaited"}
OCCASIONS = {"decide-extension": "plan or work", "void": "void proposed", "decide-void": "pending"}


def without(monkeypatch, step, **guard):
    """Let a step of the table lack one of its guards."""
    monkeypatch.setitem(workflow.TRANSITIONS, step, replace(workflow.TRANSITIONS[step], **guard))


def is_noticed(step, way):
    stage = Stage(way, major=step in OF_MAJOR)
    return any(step in difference for _name, difference in wrongly_offered(stage))


@pytest.mark.parametrize("step", STEPS)
def test_that_anybody_may_take_a_step(step, monkeypatch):
    without(monkeypatch, step, who=lambda item, actor: True)

    assert is_noticed(step, STANDS_AT[step])


@pytest.mark.parametrize("step", [step for step in STEPS if step not in OCCASION_SAYS_WHERE])
def test_that_a_step_is_possible_anywhere(step, monkeypatch):
    without(monkeypatch, step, source=frozenset(State))

    assert is_noticed(step, ELSEWHERE.get(step, "closed"))


@pytest.mark.parametrize(("step", "way"), OCCASIONS.items())
def test_that_a_step_needs_no_occasion(step, way, monkeypatch):
    without(monkeypatch, step, when=lambda item: True)

    assert is_noticed(step, way)


@pytest.mark.parametrize("step", STEPS if SOAK else [])
def test_that_the_machine_finds_it_too(step, monkeypatch):
    without(monkeypatch, step, who=lambda item, actor: True)
    quick = {"deadline": None, "database": None, "suppress_health_check": list(HealthCheck)}

    with pytest.raises(AssertionError):
        run_state_machine_as_test(
            LedgerMachine,
            settings=settings(max_examples=500, stateful_step_count=40, phases=[Phase.generate], **quick),
        )
