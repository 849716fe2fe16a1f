"""Whatever happens: the balance holds, every figure is the length of the list it opens, the past stays as it was."""

import io
from datetime import datetime, time, timedelta
from urllib.parse import urlencode

import openpyxl
import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from core import clock, figures
from core.figures import Asked, Moment
from rectification.figures import FIGURES
from rectification.services.invariants import CHECKS
from tests.rectification.figures.histories import Ledger, live, months_of
from tests.sharing import made_up

CODES = [figure.code for figure in FIGURES]
BALANCE = ["ledger.opening", "ledger.new", "ledger.closed", "ledger.void", "ledger.closing"]
DIMENSIONS = ("source", "category", "category_group", "level", "lead_organization", "park", "state")

pytestmark = pytest.mark.django_db


def history(data, acts=24):
    """A new ledger with a random life, inside a transaction that the caller rolls back."""
    ledger = Ledger()
    return ledger, live(ledger, data, acts)


@pytest.fixture
def again():
    """Every example begins with the same empty ledger."""

    class Again:
        def __enter__(self):
            self.block = transaction.atomic()
            self.block.__enter__()

        def __exit__(self, *fault):
            transaction.set_rollback(True)
            self.block.__exit__(None, None, None)

    return Again


def is_balanced(readings):
    opening, new, closed, void, closing = (readings[code].value for code in BALANCE)
    return opening + new - closed - void == closing


@made_up(12)
@given(data=st.data())
def test_the_balance_holds_in_every_part_of_every_month(again, data):
    with again():
        ledger, days = history(data)
        for month in months_of(days):
            for as_of in (None, Moment.end_of(month.last)):
                asked = Asked.of_county(ledger.county, month=month, as_of=as_of)
                assert is_balanced(figures.read(BALANCE, asked))
                for dimension in DIMENSIONS:
                    assert all(map(is_balanced, figures.read_by(dimension, BALANCE, asked).values()))


@made_up(12)
@given(data=st.data())
def test_a_month_begins_with_what_the_month_before_left(again, data):
    with again():
        ledger, days = history(data)
        months = months_of(days)
        for month in months[1:]:
            before = Asked.of_county(ledger.county, month=month.previous, as_of=Moment.end_of(month.previous.last))
            now = Asked.of_county(ledger.county, month=month, as_of=Moment.end_of(month.last))
            left = figures.read(["ledger.closing", "ledger.open"], before)
            assert left["ledger.closing"].value == left["ledger.open"].value
            assert left["ledger.closing"].value == figures.read(["ledger.opening"], now)["ledger.opening"].value


@made_up(12)
@given(data=st.data())
def test_the_past_reads_as_it_was_read_then(again, data):
    with again():
        ledger, then = Ledger(), {}
        for _stretch in range(4):
            days = live(ledger, data, 6)
            ledger.at = timezone.make_aware(datetime.combine(days[-1], time(23, 59, 59, 999999)))
            with clock.at(ledger.at):
                then[days[-1]] = read_all(Asked.of_county(ledger.county))
            ledger.at += timedelta(microseconds=1)
        for day, values in then.items():
            assert read_all(Asked.of_county(ledger.county, as_of=Moment.end_of(day))) == values


def read_all(asked):
    """All figures, and those of each part."""
    whole = {code: (reading.value, reading.whole) for code, reading in figures.read(CODES, asked).items()}
    parts = {
        (dimension, key, code): reading.value
        for dimension in DIMENSIONS
        for key, readings in figures.read_by(dimension, ["ledger.open", "ledger.overdue", "ledger.new"], asked).items()
        for code, reading in readings.items()
    }
    return whole, parts


@made_up(10)
@given(data=st.data())
def test_card_list_export_and_api_say_the_same(again, data):
    with again():
        ledger, days = history(data)
        person = ledger.cast.users[data.draw(st.sampled_from(("superior", "coordinator", "park", "enterprise")))]
        client = Client()
        client.force_login(person)
        with clock.at(ledger.at + timedelta(days=data.draw(st.integers(0, 40)))):
            asked = drawn(data, person, days)
            some = data.draw(st.lists(st.sampled_from(CODES), min_size=8, max_size=8, unique=True))
            for code, reading in figures.read(some, asked).items():
                assert counted_everywhere(client, code, asked) == {figures.items(code, asked).count()}, code
                assert reading.url.endswith(urlencode({"figure": figures.counted_by(code).code, **asked.link()}))


def drawn(data, person, days):
    """A random question of a person: of now or of a past day, of a month, of a part."""
    day = data.draw(st.sampled_from([None, *days]))
    month = data.draw(st.sampled_from([None, *months_of(days)]))
    part = data.draw(
        st.sampled_from(({}, {"category": "A"}, {"level": "MAJOR"}, {"source": "COMPLAINT"}, {"category_is": "none"}))
    )
    as_of = Moment.end_of(day) if day and day < clock.today() else None
    return Asked.by(person, month=month, as_of=as_of, part=part)


def counted_everywhere(client, code, asked):
    """The same question put to the card, the page, the export and the API."""
    link = {"figure": code, **asked.link()}
    counted = figures.counted_by(code).code
    card = figures.read([counted], asked)[counted].value
    page = client.get("/ledger/", link).context["page"].paginator.count
    book = openpyxl.load_workbook(io.BytesIO(b"".join(client.get("/ledger/export/", link).streaming_content)))
    api = client.get("/api/v1/rectifications/", link).json()["count"]
    return {card, page, book.active.max_row - 2, api}


@made_up(12)
@given(data=st.data())
def test_the_standings_follow_from_the_history(again, data):
    with again():
        history(data)
        complaints = {
            check.statement: list(check.offenders()) for check in CHECKS if check.code in ("I1", "I2", "I3", "I11")
        }
        assert not any(complaints.values()), complaints
