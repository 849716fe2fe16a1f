"""上级交办信访件 in the monthly report: the batches of the month as they stood at its end."""

from datetime import date, timedelta

import pytest

from core import clock
from core.figures import Moment
from core.rules.months import Month
from core.services import log
from reports.services.batches_chapter import batches
from tests.factories import ParkFactory, TipBatchFactory, TipFactory, UserFactory, county
from tips.services.batch_counts import BATCHES, NO_VERDICT, ROWS, counts
from tips.states import DoneKind, TipState, Verdict

pytestmark = pytest.mark.django_db
LAST = date(2026, 10, 31)
OCTOBER, END = Month.of(LAST), Moment.end_of(LAST)
BEFORE, AFTER = END.at - timedelta(hours=1), END.at + timedelta(hours=1)


class Written:
    """A writer as far as the chapter asks it."""

    def __init__(self, found):
        self.report = self
        self.profile = {"tip_batches": found}


@pytest.fixture
def batch():
    return TipBatchFactory(received_on=LAST, answer_by=LAST + timedelta(days=7))


def answered(batch, place, at, **more):
    said = {"confirmed_at": at, "answered_at": at, "done": DoneKind.DONE, "answered": True, **more}
    return TipFactory(batch=batch, batch_place=place, **said)


def acted(tip, act, at):
    with clock.at(at):
        log.record(f"tip.{act}", tip, actor=UserFactory())


def said(found):
    return "".join(run for block in batches(Written(found)) for run in block.runs)


def test_rows_stand_as_they_did_at_the_end_of_the_month(batch):
    first = answered(batch, 1, BEFORE)
    answered(batch, 2, AFTER)
    TipFactory(batch=batch, batch_place=3, state=TipState.REPEAT, first=first)
    accepted, staged = (TipFactory(batch=batch, batch_place=place, handling=True) for place in (4, 5))
    acted(accepted, "accept", BEFORE)
    acted(staged, "stage", BEFORE)

    found = counts(county(), OCTOBER, END)

    assert found == {
        BATCHES: 1,
        ROWS: 5,
        Verdict.UNTRUE: 2,
        NO_VERDICT: 3,
        DoneKind.DONE: 2,
        DoneKind.STAGED: 1,
        DoneKind.GOING: 1,
        TipState.RECEIVED: 1,
    }


def test_a_batch_of_another_month_or_park_is_not_counted(batch):
    row = answered(batch, 1, BEFORE)
    TipFactory(batch=TipBatchFactory(received_on=LAST + timedelta(days=1), answer_by=date(2026, 11, 9)), batch_place=1)

    assert counts(county(), OCTOBER, END)[ROWS] == 1
    assert counts(county(), OCTOBER, END, ParkFactory()) == {}
    assert row.batch == batch


def test_what_no_row_has_is_not_named():
    found = {BATCHES: 1, ROWS: 3, Verdict.PARTLY: 2, NO_VERDICT: 1, DoneKind.STAGED: 2, DoneKind.GOING: 1}

    assert said(found) == "当月收到上级交办信访件1批3件，其中部分属实2件、尚无结论1件；阶段性办结2件、正在办理1件。"


def test_a_month_without_a_batch_says_nothing():
    assert said(counts(county(), OCTOBER, END)) == ""
