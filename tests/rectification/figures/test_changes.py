"""What has changed between two moments is what the replay of the history says of both."""

from datetime import date

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from core import figures
from core.figures import Asked, Moment
from rectification.figures.changes import SINCE
from rectification.models import HistoryEntry
from rectification.rules.deadlines import is_overdue
from rectification.states import DONE_STATES, LADDER, OPEN_STATES, PASSED_STATES
from tests.rectification.figures.histories import Ledger, live
from tests.sharing import made_up

CODES = [figure.code for figure in SINCE]
pytestmark = pytest.mark.django_db


class Stood:
    """An item at a moment, replayed from its history alone."""

    def __init__(self, entries):
        values = {}
        for entry in entries:
            values.update(entry.after)
        self.state, self.values = entries[-1].to_state, values
        self.level, self.round = values["level"], values.get("round", 1)
        self.supervision = LADDER.index(values.get("supervision_level") or "")
        self.share, self.is_rebound = values.get("stage_share"), values.get("rebound_of_id") is not None
        self.deadline, self.submitted, self.next_stage = (
            date.fromisoformat(values[name]) if values.get(name) else None
            for name in ("deadline", "submitted_on", "stage_next_on")
        )

    @property
    def is_undone(self):
        return self.state in OPEN_STATES - DONE_STATES

    def is_late(self, day):
        return is_overdue(state=self.state, deadline=self.deadline, submitted_on=self.submitted, today=day)


def replayed(moment):
    found = {}
    for entry in HistoryEntry.objects.filter(at__lt=moment.at).order_by("item", "version"):
        found.setdefault(entry.item_id, []).append(entry)
    return {item: Stood(entries) for item, entries in found.items()}


def is_unkept(was, now, since, today):
    if was is None or not (was.is_undone and now.is_undone):
        return False
    due = was.deadline is not None and since <= was.deadline < today
    kept = now.state == "UNDER_REVIEW" and (now.submitted is None or now.submitted <= (was.deadline or today))
    stage = now.next_stage is not None and was.next_stage == now.next_stage and since <= now.next_stage < today
    return (due and not kept) or (stage and now.state in ("RECTIFYING", "PLAN_REVIEW"))


def says(was, now, since, today):
    """The codes under which a pair of standings is counted, in plain words beside the product's own queries."""
    level = was.level if was else None
    return {
        "new": was is None,
        "closed": now.state == "CLOSED" and (was is None or was.state != "CLOSED"),
        "void": now.state == "VOID" and (was is None or was.state != "VOID"),
        "passed": now.state in PASSED_STATES and not (was and was.state in DONE_STATES),
        "submitted": now.state == "UNDER_REVIEW" and not (was and was.state in DONE_STATES | {"UNDER_REVIEW"}),
        "staged": now.is_undone and now.share is not None and now.share > ((was and was.share) or 0),
        "late": now.is_late(today) and not (was and was.is_late(since)),
        "returned": now.is_undone and now.round > (was.round if was else 1),
        "rebound": was is None and now.is_rebound and now.state != "VOID",
        "raised": now.state in OPEN_STATES
        and ((now.level == "MAJOR" and level == "GENERAL") or now.supervision > (was.supervision if was else 0)),
        "unkept": is_unkept(was, now, since, today),
        "put_off": bool(
            was and was.is_undone and now.is_undone and was.deadline and now.deadline and now.deadline > was.deadline
        ),
    }


def by_replay(since, until):
    before, after = replayed(since), replayed(until)
    found = {code: set() for code in CODES}
    for item, now in after.items():
        for code, holds in says(before.get(item), now, since.day, until.day).items():
            if holds:
                found[f"since.{code}"].add(item)
    return found


@made_up(12)
@given(data=st.data())
def test_a_baseline_of_two_days_is_the_replay_of_the_history(data):
    with transaction.atomic():
        ledger = Ledger()
        days = live(ledger, data, 24)
        since, until = (Moment.end_of(day) for day in sorted(data.draw(st.sampled_from(days)) for _each in range(2)))
        asked = Asked.of_county(ledger.county, as_of=until, since=since)
        found = {code: {row.item_id for row in figures.items(code, asked)} for code in CODES}
        assert found == by_replay(since, until)
        assert {code: reading.value for code, reading in figures.read(CODES, asked).items()} == {
            code: len(rows) for code, rows in found.items()
        }
        transaction.set_rollback(True)
