"""Two people act on one item at once: one wins, the other is told what happened (reliability V4)."""

import threading

import pytest
from django.db import connections

from core.errors import WorkflowError, WrongStateError
from rectification.models import Item
from rectification.services import advance
from rectification.services.registration import register
from tests.rectification.workflow.cast import PEOPLE
from tests.rectification.workflow.model import OF_MAJOR, STANDS_AT
from tests.rectification.workflow.test_matrix import Stage

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True), pytest.mark.req("V4")]


def all_at_once(acts):
    """Run the acts in threads that start together; answers what each came to."""
    barrier, outcomes = threading.Barrier(len(acts)), [None] * len(acts)

    def run(place, act):
        barrier.wait()
        try:
            outcomes[place] = act()
        except Exception as refusal:
            outcomes[place] = refusal
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


@pytest.mark.parametrize("threads", [2, 8])
@pytest.mark.parametrize("step", STANDS_AT)
def test_one_wins_and_the_others_hear_who_did_what(step, threads):
    stage = Stage(STANDS_AT[step], major=step in OF_MAJOR)
    actor = next(stage.cast.users[person.name] for person in PEOPLE if stage.life.may(step, person))
    version = Item.objects.get(pk=stage.item.pk).version
    givens = [stage.cast.given(step, actor) for _thread in range(threads)]

    outcomes = all_at_once(
        [lambda given=given: advance(stage.item.pk, step, actor=actor, version=version, **given) for given in givens]
    )

    won = [outcome for outcome in outcomes if isinstance(outcome, Item)]
    lost = [outcome for outcome in outcomes if not isinstance(outcome, Item)]
    assert len(won) == 1
    assert all(isinstance(outcome, WrongStateError | Item.DoesNotExist) for outcome in lost), lost
    assert all(actor.name in str(outcome) for outcome in lost if isinstance(outcome, WrongStateError))
    assert stage.item.history.count() == version + 1


def test_merging_each_into_the_other_at_once_keeps_one():
    stage = Stage("pending", major=False)
    other = register(stage.finding(major=False), actor=stage.cast.users["inspector"])
    coordinator, second = stage.cast.users["coordinator"], stage.cast.users["coordinator2"]
    for one, into in ((stage.item, other), (other, stage.item)):
        advance(one.pk, "void", actor=coordinator, version=1, reason="重复", merged_into=into)

    outcomes = all_at_once(
        [
            lambda pk=pk: advance(pk, "decide-void", actor=second, version=2, granted=True, opinion="同意")
            for pk in (stage.item.pk, other.pk)
        ]
    )

    assert sum(isinstance(outcome, Item) for outcome in outcomes) == 1, outcomes
    assert sum(isinstance(outcome, WorkflowError) for outcome in outcomes) == 1
    assert Item.objects.filter(state="VOID").count() == 1
