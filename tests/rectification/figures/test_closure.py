"""治本率 and the four figures of look-backs (R7, R10): each figure is its rows, now and on past days."""

from datetime import timedelta

import pytest

from core import clock, figures
from core.figures import Asked, Moment
from core.rules.months import Month
from rectification.models import Item
from rectification.services import advance
from rectification.states import Mode, Origin
from tests.factories import ItemFactory

pytestmark = pytest.mark.django_db
FOUR = ("ledger.look_back", "ledger.look_back_kept", "ledger.look_back_rebound", "ledger.look_back_new")


def closed(mode, **changes):
    item = ItemFactory(closed=True)
    Item.objects.filter(pk=item.pk).update(mode=mode, **changes)
    return item


def read(item, *codes, **asked):
    found = figures.read(codes, Asked.by(item.people["coordinator"], **asked))
    return [
        found[code].value if found[code].whole is None else (found[code].value, found[code].whole) for code in codes
    ]


def look_back(item, result, **more):
    version = Item.objects.get(pk=item.pk).version
    given = {"result": result, "opinion": "现场核查", **more}
    return advance(item.pk, "look-back", actor=item.people["inspector"], version=version, **given)


def test_cured_at_the_root_is_what_is_gone_shut_off_or_rebuilt():
    items = [closed(mode) for mode in Mode if mode != Mode.SUSPEND]

    assert read(items[0], "ledger.root_cure_rate", "ledger.mode_unknown") == [(3, 5), 0]


def test_what_came_in_as_closed_is_outside_and_said_with_its_number():
    item = closed(Mode.ELIMINATE)
    closed("")
    closed(Mode.ENGINEERING, origin=Origin.HISTORY)

    told = read(item, "ledger.root_cure_rate", "ledger.mode_unknown", "ledger.closed_before")

    assert told == [(1, 2), 1, 1]


def test_a_stop_is_open_overdue_and_never_done():
    item = ItemFactory(rectifying=True)
    Item.objects.filter(pk=item.pk).update(mode=Mode.SUSPEND, deadline=clock.today() - timedelta(days=3))

    assert read(item, "ledger.stopped", "ledger.open", "ledger.overdue", "ledger.done", "ledger.cured") == [
        1,
        1,
        1,
        0,
        0,
    ]


def test_look_backs_are_told_in_four_figures():
    kept, back = ItemFactory(closed=True), ItemFactory(closed=True)

    look_back(kept, "kept", new_problem="围堰破损\n西侧有裂缝")
    look_back(back, "rebound")

    assert read(kept, *FOUR) == [2, 1, 1, 1]
    found = Item.objects.get(found_looking_back_at=kept)
    assert (found.title, found.state, found.enterprise_id) == ("围堰破损", "PENDING", kept.enterprise_id)


def test_the_last_look_back_of_the_month_counts():
    item = ItemFactory(closed=True)

    look_back(item, "kept")
    look_back(item, "rebound")

    assert read(item, *FOUR) == [1, 0, 1, 0]


def test_an_earlier_day_does_not_know_of_a_later_look_back():
    item = ItemFactory(closed=True)
    first, month = clock.now(), Month.of(clock.today())
    look_back(item, "kept")
    with clock.at(first + timedelta(days=40)):
        look_back(item, "rebound")
        then = Asked.by(item.people["coordinator"], as_of=Moment.end_of(clock.today() - timedelta(days=1)))
        asked = Asked.by(item.people["coordinator"], as_of=then.as_of, month=month)
        assert [figures.read([code], asked)[code].value for code in FOUR] == [1, 1, 0, 0]
        assert [figures.items(code, asked).count() for code in FOUR] == [1, 1, 0, 0]
