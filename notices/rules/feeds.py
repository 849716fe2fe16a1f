"""Calendar feeds (RFC 5545): days with a name, for the calendar programs of phones and desks. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

LONGEST_LINE = 75
"""Bytes of a line without its end (RFC 5545, 3.1)."""
CONTENT_TYPE = "text/calendar; charset=utf-8"


@dataclass(frozen=True)
class Event:
    """A whole day with what falls on it; `key` is the same for the same thing, whenever the feed is read."""

    key: str
    day: date
    name: str
    text: str = ""
    url: str = ""


def escaped(text: str) -> str:
    """A text as a value: its separators and ends of lines are marked (3.3.11)."""
    for sign in "\\;,":
        text = text.replace(sign, f"\\{sign}")
    return "\\n".join(text.replace("\x00", "").splitlines())


def folded(line: str) -> str:
    """A line in pieces of at most 75 bytes, none of which cuts a character in two."""
    pieces, room = [""], LONGEST_LINE
    for sign in line:
        size = len(sign.encode())
        if size > room:
            pieces.append("")
            room = LONGEST_LINE - 1
        pieces[-1] += sign
        room -= size
    return "\r\n ".join(pieces)


def written(name: str, events: Iterable[Event], now: datetime) -> str:
    """The whole feed."""
    return "".join(f"{folded(line)}\r\n" for line in _lines(name, events, now))


def _lines(name: str, events: Iterable[Event], now: datetime) -> Iterator[str]:
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Yuanan//Clocks//ZH", "CALSCALE:GREGORIAN")
    yield from (f"X-WR-CALNAME:{escaped(name)}", "REFRESH-INTERVAL;VALUE=DURATION:PT12H")
    for event in events:
        yield from _event(event, now)
    yield "END:VCALENDAR"


def _event(event: Event, now: datetime) -> Iterator[str]:
    yield from ("BEGIN:VEVENT", f"UID:{event.key}", f"DTSTAMP:{now.astimezone(UTC):%Y%m%dT%H%M%SZ}")
    yield f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{event.day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{escaped(event.name)}"
    if event.text:
        yield f"DESCRIPTION:{escaped(event.text)}"
    if event.url:
        yield f"URL:{event.url}"
    yield from ("TRANSP:TRANSPARENT", "END:VEVENT")
