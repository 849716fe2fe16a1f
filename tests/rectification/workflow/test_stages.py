"""阶段性办结 (R8): a stage is closed and told with its share; the item stays open, and its schedule is judged."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from core import clock, figures
from core.errors import WorkflowError
from core.figures import Asked
from rectification.models import Item, Stage
from rectification.rules import schedule
from rectification.services import advance
from rectification.states import ScheduleState, State
from tests.factories import ItemFactory, given_for

pytestmark = pytest.mark.django_db


def close_stage(item, **changes):
    given = {"stage": "已完成设备招标", "share": 40, "rest": "安装和调试", "next_on": clock.today() + timedelta(days=9)}
    version = Item.objects.get(pk=item.pk).version
    return advance(item.pk, "stage", actor=item.people["enterprise"], version=version, **{**given, **changes})


def counts(item, *codes):
    return [figures.read([code], Asked.by(item.people["coordinator"]))[code].value for code in codes]


def test_an_item_with_a_stage_closed_is_open_and_said_beside():
    item = ItemFactory(rectifying=True)

    closed = close_stage(item)

    assert (closed.state, closed.stage_share) == (State.RECTIFYING, 40)
    assert counts(item, "ledger.open", "ledger.not_done", "ledger.staged", "ledger.done") == [1, 1, 1, 0]


def test_every_stage_stands_and_the_item_tells_the_last():
    item = ItemFactory(rectifying=True)

    close_stage(item)
    last = close_stage(item, share=70, rest="第三方检测")

    assert list(item.stages.values_list("share", flat=True)) == [40, 70]
    assert (last.stage_share, last.history.filter(transition="stage").count()) == (70, 2)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("share", 0),
        ("share", 100),
        ("next_on", clock.today()),
        ("next_on", clock.today() + timedelta(days=16)),
        ("rest", " "),
    ],
    ids=["nothing", "the whole", "today", "after the deadline", "nothing remains"],
)
def test_what_is_no_stage_is_refused_and_changes_nothing(field, value):
    item = ItemFactory(rectifying=True, due_in=15)

    with pytest.raises(WorkflowError) as refusal:
        close_stage(item, **{field: value})

    assert refusal.value.field == field
    assert not Stage.objects.exists()
    assert Item.objects.get(pk=item.pk).version == item.version


@pytest.mark.parametrize("statement", ["UPDATE rectification_stage SET share = 90", "DELETE FROM rectification_stage"])
def test_stages_are_append_only(statement):
    close_stage(ItemFactory(rectifying=True))

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


BEFORE, TODAY, LATER = -5, 0, 5
SCHEDULES = {
    "passed": (State.AWAITING_SIGN_OFF, BEFORE, None, BEFORE, ScheduleState.DONE),
    "in time": (State.RECTIFYING, LATER, None, None, ScheduleState.ON_SCHEDULE),
    "without a day": (State.RECTIFYING, None, None, None, ScheduleState.ON_SCHEDULE),
    "overdue": (State.RECTIFYING, BEFORE, None, LATER, ScheduleState.BEHIND),
    "stage missed": (State.RECTIFYING, LATER, None, BEFORE, ScheduleState.BEHIND),
    "stage today": (State.RECTIFYING, LATER, None, TODAY, ScheduleState.ON_SCHEDULE),
    "asked for in time": (State.UNDER_REVIEW, BEFORE, BEFORE, BEFORE, ScheduleState.ON_SCHEDULE),
    "asked for too late": (State.UNDER_REVIEW, BEFORE, TODAY, None, ScheduleState.BEHIND),
    "void": (State.VOID, BEFORE, None, None, None),
}
"""State, deadline, day of the request, next stage: in days from today."""


def each(schedules):
    names = ("state", "deadline", "asked", "stage", "found")
    return pytest.mark.parametrize(names, schedules.values(), ids=schedules.keys())


def on(days):
    return None if days is None else clock.today() + timedelta(days=days)


@each(SCHEDULES)
def test_how_an_item_stands_against_its_schedule(state, deadline, asked, stage, found):
    said = {"deadline": on(deadline), "submitted_on": on(asked), "next_stage_on": on(stage)}

    assert schedule.state_of(state=state, **said, today=clock.today()) == found


@each({name: told for name, told in SCHEDULES.items() if name != "void"})
def test_the_figures_say_of_the_rows_what_the_rule_says_of_one(state, deadline, asked, stage, found):
    item = ItemFactory(**{state.lower(): True})
    said = {"deadline": on(deadline), "submitted_on": on(asked), "stage_next_on": on(stage)}
    Item.objects.filter(pk=item.pk).update(**said)

    told = counts(item, "ledger.on_schedule", "ledger.behind")

    assert told == [int(found == ScheduleState.ON_SCHEDULE), int(found == ScheduleState.BEHIND)]
    assert Item.objects.get(pk=item.pk).schedule_state == found


def test_a_stage_is_for_the_unit_that_answers():
    item = ItemFactory(rectifying=True)

    with pytest.raises(WorkflowError):
        advance(
            item.pk,
            "stage",
            actor=item.people["coordinator"],
            version=item.version,
            stage="x",
            share=5,
            rest="y",
            next_on=clock.today() + timedelta(days=2),
        )
    assert not Stage.objects.exists()


def test_the_whole_work_goes_the_usual_way_after_a_stage():
    item = ItemFactory(rectifying=True)
    staged = close_stage(item)

    class General:
        level = "GENERAL"

    given = given_for("submit", General, item.people["enterprise"])
    asked = advance(item.pk, "submit", actor=item.people["enterprise"], version=staged.version, **given)

    assert asked.state == State.UNDER_REVIEW
