"""A calendar feed as programs read it (RFC 5545)."""

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from notices.rules.feeds import Event, escaped, folded, written

NOW = datetime(2026, 11, 24, 0, 30, tzinfo=UTC)


def test_an_event_is_a_whole_day_with_a_name_and_a_key():
    feed = written("期限", [Event("permits-due-7@yuanan", date(2028, 2, 29), "某厂 许可证", url="http://x/1")], NOW)

    assert feed.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert "DTSTART;VALUE=DATE:20280229\r\nDTEND;VALUE=DATE:20280301\r\n" in feed
    assert "UID:permits-due-7@yuanan\r\nDTSTAMP:20261124T003000Z\r\n" in feed
    assert "SUMMARY:某厂 许可证\r\n" in feed
    assert feed.endswith("END:VEVENT\r\nEND:VCALENDAR\r\n")


def test_separators_and_ends_of_lines_are_marked():
    assert escaped("甲,乙;丙\\丁\n戊\r\nBEGIN:VEVENT") == "甲\\,乙\\;丙\\\\丁\\n戊\\nBEGIN:VEVENT"


@given(st.text())
def test_no_text_makes_a_line_of_its_own(text):
    assert not {"\n", "\r", "\x00"} & set(escaped(text))


@given(st.text(alphabet=st.characters(blacklist_categories=("Cs", "Cc")), max_size=400))
def test_a_line_is_folded_at_75_bytes_and_reads_as_before(line):
    pieces = folded(line).split("\r\n")

    assert all(len(piece.encode()) <= 75 for piece in pieces)
    assert pieces[0] + "".join(piece[1:] for piece in pieces[1:]) == line
