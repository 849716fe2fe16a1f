"""The feed as a calendar program reads it: parsed by a library that is not ours, over all clocks."""

from datetime import date, timedelta

import icalendar
import pytest
from django.urls import reverse

from core import clock
from notices import clocks
from notices.rules.feeds import LONGEST_LINE, written
from notices.services import feeds
from notices.services.calendar import POINTS, Entry
from tests.factories import PermitFactory, UserFactory

DAY = date(2026, 12, 31)
ODD = "甲厂,乙厂;“储罐”\\1号\n第二行：应急预案、演练和安全现状评价的名称很长很长很长很长很长很长很长很长 𠮷"
CLOCKS = [pytest.param(each, id=each.code) for each in clocks.registered()]


def entry(each, point, what=ODD):
    url = reverse(each.page, args=[7]) + each.tail
    return Entry(DAY, what, url, "砚川化工园区", "甲厂", each.code, point, "7")


def told(*entries):
    return written("期限日历", [feeds._event(row) for row in entries], clock.now())


def events(text):
    return icalendar.Calendar.from_ical(text).walk("VEVENT")


@pytest.mark.parametrize("point", POINTS)
@pytest.mark.parametrize("each", CLOCKS)
def test_a_program_reads_the_day_and_the_words_of_each_clock(each, point):
    [event] = events(told(entry(each, point)))

    assert (event.errors, event["DTSTART"].dt, event["DTEND"].dt) == ([], DAY, DAY + timedelta(days=1))
    assert str(event["SUMMARY"]).startswith(ODD)
    assert str(event["DESCRIPTION"]) == str(each.label)
    assert str(event["URL"]).endswith(reverse(each.page, args=[7]) + each.tail)


def test_each_thing_has_one_name_of_its_own_whenever_it_is_read():
    rows = [entry(each.values[0], point) for each in CLOCKS for point in POINTS]

    first, later = ([str(event["UID"]) for event in events(told(*rows))] for _time in range(2))

    assert first == later
    assert len(set(first)) == len(rows)


def test_no_line_is_longer_than_programs_take_and_none_cuts_a_character():
    text = told(*(entry(each.values[0], point) for each in CLOCKS for point in POINTS))

    lines = text.encode().split(b"\r\n")
    assert max(map(len, lines)) <= LONGEST_LINE
    assert all(line.decode() is not None for line in lines)
    assert "\n" not in text.replace("\r\n", "")


@pytest.mark.django_db
def test_what_the_address_gives_is_a_calendar(client):
    person = UserFactory()
    permit = PermitFactory(valid_until=clock.today() + timedelta(days=30))
    token = feeds.make(person, "手机")

    calendar = icalendar.Calendar.from_ical(client.get(reverse("notices:feed", args=[token])).content)

    found = {str(event["UID"]): event["DTSTART"].dt for event in calendar.walk("VEVENT")}
    assert calendar["VERSION"] == "2.0"
    assert found[f"permits-due-{permit.pk}@yuanan"] == permit.valid_until
