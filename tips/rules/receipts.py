"""回执: the number and the code by which somebody who told something finds it again, without an account. Pure."""

from secrets import randbelow

NUMBER_SIGNS, CODE_SIGNS, GROUP = 12, 8, 4
"""Twenty digits that nobody finds by trying, least of all at the rate that the page allows; digits alone, since
people write them down by hand and read them out."""


def new_number() -> str:
    return _digits(NUMBER_SIGNS)


def new_code() -> str:
    return _digits(CODE_SIGNS)


def grouped(digits: str) -> str:
    """In groups of four, as it is shown."""
    return "-".join(digits[place : place + GROUP] for place in range(0, len(digits), GROUP))


def digits_of(typed: str) -> str:
    """What was typed, without what stands between the digits; full-width ones are read too."""
    return "".join(str(int(sign)) for sign in typed if sign.isdecimal())


def _digits(signs: int) -> str:
    return f"{randbelow(10**signs):0{signs}d}"
