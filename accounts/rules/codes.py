"""动态口令: which step of time a six-digit code belongs to, and what recovery codes look like (security S06). Pure."""

import secrets
from datetime import datetime

import pyotp

STEP_SECONDS = 30
STEPS_ASIDE = 1
RECOVERY_CODES = 8
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Without I, O, 0 and 1, which are taken for one another on paper."""
HALF = 5


def step_of(seed: str, code: str, now: datetime) -> int | None:
    """The step in which the code holds, now or one step of 30 seconds beside it; None where it holds in none.

    RFC 6238, section 5.2: one step of delay is allowed for.
    """
    present, totp = int(now.timestamp()) // STEP_SECONDS, pyotp.TOTP(seed)
    steps = range(present - STEPS_ASIDE, present + STEPS_ASIDE + 1)
    fitting = [step for step in steps if secrets.compare_digest(totp.generate_otp(step).encode(), code.encode())]
    return fitting[0] if fitting else None


def recovery_codes() -> list[str]:
    """Eight codes of 47 random bits; the first letter says which of the stored hashes is asked."""
    return [_with_number(number) for number in range(1, RECOVERY_CODES + 1)]


def _with_number(number: int) -> str:
    first = secrets.choice(LETTERS[number - 1 :: RECOVERY_CODES])
    return f"{first}{_letters(HALF - 1)}-{_letters(HALF)}"


def plain(typed: str) -> str:
    """A code as it is compared: without blanks and hyphens, in capital letters."""
    return "".join(sign for sign in typed.upper() if sign.isalnum())


def number_of(typed: str) -> int:
    """Which recovery code it may be; 0 where it has not the form of one."""
    code = plain(typed)
    has_form = len(code) == 2 * HALF and code[0] in LETTERS
    return LETTERS.index(code[0]) % RECOVERY_CODES + 1 if has_form else 0


def as_numbered(typed: str) -> dict[int, str]:
    """The same as it may have been printed in former days, `1-ABCDE-FGHJK`: typed with the number or without it."""
    code = plain(typed)
    numbers = range(1, RECOVERY_CODES + 1)
    if len(code) == 1 + 2 * HALF and code[0] in map(str, numbers):
        return {int(code[0]): code}
    return {number: f"{number}{code}" for number in numbers} if len(code) == 2 * HALF else {}


def _letters(count: int) -> str:
    return "".join(secrets.choice(LETTERS) for _sign in range(count))
