"""How a text that somebody has typed names an instrument: a law by its title, another one by its number."""

import re
from datetime import date

BRACKETS = str.maketrans("[]【】()", "〔〕〔〕（）")


def is_named(text: str, *, title: str, number: str, is_law: bool) -> bool:
    """Whether a text names the instrument; an order or a document by its number, since its follower has the title."""
    plain = _plain(text)
    if is_law:
        return re.search(rf"《(?:中华人民共和国)?{re.escape(_plain(title))}(?:（[^》]*)?》", plain) is not None
    wanted = _plain(number)
    return bool(wanted) and re.search(rf"{re.escape(wanted)}(?!\d)", plain) is not None


def has_ended(last_day: date | None, on: date) -> bool:
    """Whether an instrument was in force no longer on a day."""
    return last_day is not None and on > last_day


def _plain(text: str) -> str:
    return "".join(text.split()).translate(BRACKETS)
