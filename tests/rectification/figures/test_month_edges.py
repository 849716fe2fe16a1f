"""What happens at the edge of a month belongs to exactly one month (V18)."""

from datetime import UTC, datetime, timedelta

import pytest

from core import clock, figures
from core.figures import Asked, Moment
from core.rules.months import Month
from tests.rectification.figures.histories import Ledger
from tests.rectification.workflow.cast import PEOPLE

MIDNIGHTS = {
    "an ordinary month": datetime(2026, 3, 31, 16, tzinfo=UTC),
    "29 February": datetime(2028, 2, 29, 16, tzinfo=UTC),
    "28 February": datetime(2027, 2, 28, 16, tzinfo=UTC),
    "the year's end": datetime(2026, 12, 31, 16, tzinfo=UTC),
}
"""The moments at which a month begins in the county, eight hours before the same midnight in Greenwich."""
LAST, FIRST = timedelta(milliseconds=-1), timedelta(0)

pytestmark = [pytest.mark.django_db, pytest.mark.req("V18")]


def counted_in(ledger, code, months, as_of):
    """In which of the months a figure counts the one item."""
    found = []
    for month in months:
        moment = Moment.end_of(month.last) if as_of else None
        asked = Asked.of_county(ledger.county, month=month, as_of=moment)
        found += [month] * figures.read([code], asked)[code].value
    return found


@pytest.mark.parametrize("as_of", [True, False], ids=["as of then", "as known now"])
@pytest.mark.parametrize("before", [LAST, FIRST], ids=["last instant", "first instant"])
@pytest.mark.parametrize("midnight", MIDNIGHTS.values(), ids=MIDNIGHTS)
def test_a_step_at_the_edge_is_in_one_month(midnight, before, as_of):
    ledger, at = Ledger(), midnight + before
    with clock.at(at - timedelta(days=3)):
        ledger.register(major=False, category=None, source="COUNTY_CHECK")
    (pk,) = ledger.lives
    with clock.at(at):
        own = Month.of(clock.today())
        void(ledger, pk)
        ledger.register(major=False, category=None, source="COUNTY_CHECK")

    months = [own.previous, own, own.plus(1)]
    assert counted_in(ledger, "ledger.void", months, as_of) == [own]
    assert counted_in(ledger, "ledger.new", [own], as_of).count(own) == (2 if before == LAST else 1)


def void(ledger, pk):
    people = {person.name: person for person in PEOPLE}
    ledger.step(pk, "void", people["coordinator"], yes=True)
    ledger.step(pk, "decide-void", people["emergency"], yes=True)
    assert ledger.item(pk).state == "VOID"
